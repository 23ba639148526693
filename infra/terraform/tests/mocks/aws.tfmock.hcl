# What AWS would answer. Each queue and role has its own ARN, so that a test can tell them apart.

mock_data "aws_caller_identity" {
  defaults = { account_id = "123456789012" }
}

mock_data "aws_partition" {
  defaults = { partition = "aws" }
}

mock_resource "aws_sns_topic" {
  defaults = { arn = "arn:aws:sns:eu-central-1:123456789012:skilltracker-alarms" }
}

mock_resource "aws_cloudwatch_log_group" {
  defaults = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/skilltracker-worker" }
}

mock_resource "aws_s3_bucket" {
  defaults = { arn = "arn:aws:s3:::skilltracker-uploads", id = "skilltracker-uploads" }
}

mock_resource "aws_lambda_function" {
  defaults = {
    arn     = "arn:aws:lambda:eu-central-1:123456789012:function:skilltracker-worker"
    version = "7"
  }
}

mock_resource "aws_lambda_alias" {
  defaults = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:skilltracker-worker:live" }
}

mock_resource "aws_scheduler_schedule_group" {
  defaults = { arn = "arn:aws:scheduler:eu-central-1:123456789012:schedule-group/skilltracker" }
}

override_resource {
  target = aws_iam_role.worker
  values = { arn = "arn:aws:iam::123456789012:role/skilltracker-worker", id = "skilltracker-worker" }
}

override_resource {
  target = aws_iam_role.scheduler
  values = { arn = "arn:aws:iam::123456789012:role/skilltracker-scheduler", id = "skilltracker-scheduler" }
}

override_resource {
  target = aws_sqs_queue.imports
  values = {
    arn = "arn:aws:sqs:eu-central-1:123456789012:skilltracker-imports"
    id  = "https://sqs.eu-central-1.amazonaws.com/123456789012/skilltracker-imports"
  }
}

override_resource {
  target = aws_sqs_queue.dead_letters
  values = {
    arn = "arn:aws:sqs:eu-central-1:123456789012:skilltracker-imports-dead-letters"
    id  = "https://sqs.eu-central-1.amazonaws.com/123456789012/skilltracker-imports-dead-letters"
  }
}

override_resource {
  target = aws_sqs_queue.missed_runs
  values = {
    arn = "arn:aws:sqs:eu-central-1:123456789012:skilltracker-missed-runs"
    id  = "https://sqs.eu-central-1.amazonaws.com/123456789012/skilltracker-missed-runs"
  }
}
