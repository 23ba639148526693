# Each alarm says in its description what to do; docs/operations.md says it at length.

locals {
  topic_arn = var.alarm_topic_arn == null ? aws_sns_topic.alarms[0].arn : var.alarm_topic_arn
  worker    = { FunctionName = aws_lambda_function.worker.function_name }
  relay_on  = var.schedules["relay"].enabled
}

resource "aws_sns_topic" "alarms" {
  count = var.alarm_topic_arn == null ? 1 : 0

  name = "${var.name}-alarms"
  # AWS's own key (alias/aws/sns) would keep CloudWatch out: its policy cannot be changed.
  kms_master_key_id = var.kms_key_arn
}

resource "aws_sns_topic_subscription" "emails" {
  for_each = toset(var.alarm_emails)

  topic_arn = local.topic_arn
  protocol  = "email"
  endpoint  = each.value
}

resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  alarm_name          = "${var.name}-dead-letters"
  alarm_description   = "Messages could not be worked on five times over. See what they are with `manage.py dead_letters list` and `explain`; mend the cause, then `redrive`."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.dead_letters.name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [local.topic_arn]
  ok_actions          = [local.topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "missed_runs" {
  alarm_name          = "${var.name}-missed-runs"
  alarm_description   = "A scheduled run failed for good. The message in the queue names it; look in the worker's log at its time, mend the cause, start it by hand where it matters, then purge the queue."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.missed_runs.name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [local.topic_arn]
  ok_actions          = [local.topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "oldest_message" {
  alarm_name          = "${var.name}-oldest-message"
  alarm_description   = "Imports wait too long. Is the event source on, are there throttles or errors? With many imports at once raise worker_max_concurrency, as far as the database has connections."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions          = { QueueName = aws_sqs_queue.imports.name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.oldest_message_alarm_seconds
  treat_missing_data  = "notBreaching"
  alarm_actions       = [local.topic_arn]
  ok_actions          = [local.topic_arn]
}

# A message that fails is answered for, not raised: an error here is a worker that could not start or was ended.
resource "aws_cloudwatch_metric_alarm" "worker_errors" {
  alarm_name          = "${var.name}-worker-errors"
  alarm_description   = "The worker could not start, or was ended by its time-out or for want of memory. Its log says which; after an upgrade, go back to the version before. No import is lost: its messages come again."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions          = local.worker
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 3
  treat_missing_data  = "notBreaching"
  alarm_actions       = [local.topic_arn]
  ok_actions          = [local.topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "worker_throttles" {
  alarm_name          = "${var.name}-worker-throttles"
  alarm_description   = "Lambda refuses to start workers: the account's concurrency is used up, or worker_reserved_concurrency is too near to worker_max_concurrency. Raise the one or lower the other."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions          = local.worker
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [local.topic_arn]
  ok_actions          = [local.topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "outbox_lag" {
  alarm_name          = "${var.name}-outbox-lag"
  alarm_description   = "Work that is due is not sent to the queue, or the relay tells nothing any more. Is the schedule `relay` on, does the worker reach database and SQS? Its log says so. Nothing is lost: it is sent when the relay runs again."
  namespace           = var.metrics_namespace
  metric_name         = "OutboxLag"
  dimensions          = { Source = "relay" }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  datapoints_to_alarm = 4
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.outbox_lag_alarm_seconds
  # A relay that is silent has stopped; one that is meant to be off has nothing to tell.
  treat_missing_data = local.relay_on ? "breaching" : "notBreaching"
  alarm_actions      = [local.topic_arn]
  ok_actions         = [local.topic_arn]
}

# Such a row is no message, so that the dead-letter queue does not know of it.
resource "aws_cloudwatch_metric_alarm" "set_aside" {
  alarm_name          = "${var.name}-set-aside"
  alarm_description   = "Work was set aside in the database: it was sent time and again and never run to its end. `manage.py dead_letters list` has it beside the dead letters; mend the cause, then `redrive` or `drop`."
  namespace           = var.metrics_namespace
  metric_name         = "OutboxSetAside"
  dimensions          = { Source = "relay" }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [local.topic_arn]
  ok_actions          = [local.topic_arn]
}
