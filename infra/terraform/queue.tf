# Imports wait in `imports`. What could not be read five times goes to `dead_letters`, from where
# `manage.py dead_letters` lists, explains and sends it again. A scheduled run that failed for good is noted in
# `missed_runs`: nobody works on it, an alarm tells.

locals {
  # AWS asks for six times the function's time-out: a message must not come back while a worker may still have it.
  visibility_seconds = 6 * var.worker_timeout_seconds
  # The interval at which a fifth try is the last: faults are transient, unreadable messages stay so.
  max_receive_count = 5
  four_days         = 4 * 24 * 3600
  fourteen_days     = 14 * 24 * 3600

  queues = {
    imports      = { url = aws_sqs_queue.imports.id, arn = aws_sqs_queue.imports.arn }
    dead_letters = { url = aws_sqs_queue.dead_letters.id, arn = aws_sqs_queue.dead_letters.arn }
    missed_runs  = { url = aws_sqs_queue.missed_runs.id, arn = aws_sqs_queue.missed_runs.arn }
  }
}

resource "aws_sqs_queue" "imports" {
  name                       = "${var.name}-imports"
  visibility_timeout_seconds = local.visibility_seconds
  message_retention_seconds  = local.four_days
  receive_wait_time_seconds  = 20
  sqs_managed_sse_enabled    = var.kms_key_arn == null ? true : null
  kms_master_key_id          = var.kms_key_arn

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_letters.arn
    maxReceiveCount     = local.max_receive_count
  })
}

resource "aws_sqs_queue" "dead_letters" {
  name                      = "${var.name}-imports-dead-letters"
  message_retention_seconds = local.fourteen_days
  sqs_managed_sse_enabled   = var.kms_key_arn == null ? true : null
  kms_master_key_id         = var.kms_key_arn
}

resource "aws_sqs_queue_redrive_allow_policy" "dead_letters" {
  queue_url = aws_sqs_queue.dead_letters.id

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.imports.arn]
  })
}

resource "aws_sqs_queue" "missed_runs" {
  name                      = "${var.name}-missed-runs"
  message_retention_seconds = local.fourteen_days
  sqs_managed_sse_enabled   = var.kms_key_arn == null ? true : null
  kms_master_key_id         = var.kms_key_arn
}

resource "aws_sqs_queue_policy" "tls_only" {
  for_each = local.queues

  queue_url = each.value.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "TlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = each.value.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}
