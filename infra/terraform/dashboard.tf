locals {
  # Title, and the metrics in it; each row of the page holds two.
  charts = [
    {
      title = "Waiting imports"
      metrics = [
        ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", aws_sqs_queue.imports.name, { stat = "Maximum", label = "waiting" }],
        ["AWS/SQS", "ApproximateNumberOfMessagesNotVisible", "QueueName", aws_sqs_queue.imports.name, { stat = "Maximum", label = "in work" }],
        ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", aws_sqs_queue.dead_letters.name, { stat = "Maximum", label = "dead letters" }],
        [var.metrics_namespace, "OutboxSetAside", "Source", "relay", { stat = "Maximum", label = "set aside" }],
      ]
    },
    {
      title = "Age of the oldest message, lag of the outbox (seconds)"
      metrics = [
        ["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", aws_sqs_queue.imports.name, { stat = "Maximum", label = "oldest message" }],
        [var.metrics_namespace, "OutboxLag", "Source", "relay", { stat = "Maximum", label = "outbox" }],
      ]
    },
    {
      title = "Worker"
      metrics = [
        ["AWS/Lambda", "Invocations", "FunctionName", aws_lambda_function.worker.function_name, { stat = "Sum" }],
        ["AWS/Lambda", "Errors", "FunctionName", aws_lambda_function.worker.function_name, { stat = "Sum" }],
        ["AWS/Lambda", "Throttles", "FunctionName", aws_lambda_function.worker.function_name, { stat = "Sum" }],
        ["AWS/Lambda", "ConcurrentExecutions", "FunctionName", aws_lambda_function.worker.function_name, { stat = "Maximum" }],
      ]
    },
    {
      title = "Worker: how long (ms)"
      metrics = [
        ["AWS/Lambda", "Duration", "FunctionName", aws_lambda_function.worker.function_name, { stat = "p50" }],
        ["AWS/Lambda", "Duration", "FunctionName", aws_lambda_function.worker.function_name, { stat = "p99" }],
      ]
    },
    { title = "Imports, by platform and state", metrics = local.searches["Imports"] },
    { title = "Rows, by platform and outcome", metrics = local.searches["Rows"] },
    { title = "How long an import takes, by platform (seconds)", metrics = local.searches["ImportSeconds"] },
    { title = "Failures upstream, by platform and code", metrics = local.searches["UpstreamErrors"] },
  ]

  # Platforms come and go, so these are looked up when the page is opened.
  searches = {
    for name, by in {
      Imports        = { dimensions = "Platform,State", stat = "Sum" }
      Rows           = { dimensions = "Platform,Outcome", stat = "Sum" }
      ImportSeconds  = { dimensions = "Platform", stat = "p90" }
      UpstreamErrors = { dimensions = "Platform,Code", stat = "Sum" }
      } : name => [[{
        expression = "SEARCH('{${var.metrics_namespace},${by.dimensions}} MetricName=\"${name}\"', '${by.stat}', 300)"
        id         = lower(name)
    }]]
  }
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name

  dashboard_body = jsonencode({
    widgets = [
      for index, chart in local.charts : {
        type   = "metric"
        x      = 12 * (index % 2)
        y      = 6 * floor(index / 2)
        width  = 12
        height = 6
        properties = {
          title   = chart.title
          region  = var.region
          view    = "timeSeries"
          period  = 300
          metrics = chart.metrics
        }
      }
    ]
  })
}
