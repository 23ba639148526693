locals {
  worker_name = "${var.name}-worker"

  built_zip  = "worker-${var.python_version}${var.architecture == "x86_64" ? "" : "-${var.architecture}"}.zip"
  worker_zip = var.worker_zip == null ? "${path.module}/../lambda/build/${local.built_zip}" : var.worker_zip

  # No secret among them: those are read from the settings secret when the function starts.
  worker_environment = merge(
    { LOG_LEVEL = "INFO" },
    var.worker_environment,
    {
      PUBLIC_BASE_URL       = var.public_base_url
      SETTINGS_SECRET_ARN   = var.settings_secret_arn
      IMPORT_QUEUE_URL      = aws_sqs_queue.imports.id
      DEAD_LETTER_QUEUE_URL = aws_sqs_queue.dead_letters.id
      UPLOAD_BUCKET         = aws_s3_bucket.uploads.id
      LOG_FORMAT            = "json"
      METRICS               = "emf"
      METRICS_NAMESPACE     = var.metrics_namespace
    }
  )
}

resource "aws_cloudwatch_log_group" "worker" {
  name              = "/aws/lambda/${local.worker_name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

resource "aws_lambda_function" "worker" {
  function_name    = local.worker_name
  description      = "Runs imports from the queue, and what is scheduled."
  role             = aws_iam_role.worker.arn
  filename         = local.worker_zip
  source_code_hash = filebase64sha256(local.worker_zip)
  handler          = "handler.lambda_handler"
  runtime          = "python${var.python_version}"
  architectures    = [var.architecture]
  memory_size      = var.worker_memory_mb
  timeout          = var.worker_timeout_seconds
  # The alias moves with each version, so an upgrade is one step and a snapshot belongs to exactly one of them.
  publish                        = true
  reserved_concurrent_executions = var.worker_reserved_concurrency == null ? -1 : var.worker_reserved_concurrency
  kms_key_arn                    = var.kms_key_arn

  environment {
    variables = local.worker_environment
  }

  # The lines are JSON already, metrics among them; Lambda must not wrap them.
  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.worker.name
  }

  dynamic "snap_start" {
    for_each = var.snap_start ? [true] : []

    content {
      apply_on = "PublishedVersions"
    }
  }

  dynamic "vpc_config" {
    for_each = length(var.subnet_ids) > 0 ? [true] : []

    content {
      subnet_ids         = var.subnet_ids
      security_group_ids = var.security_group_ids
    }
  }

  # With its rights, or the first start in a network fails.
  depends_on = [aws_iam_role_policy.worker]
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "The version that works."
  function_name    = aws_lambda_function.worker.function_name
  function_version = aws_lambda_function.worker.version
}

# What a schedule starts is asynchronous: Lambda itself tries again, and notes what failed for good.
resource "aws_lambda_function_event_invoke_config" "live" {
  function_name                = aws_lambda_function.worker.function_name
  qualifier                    = aws_lambda_alias.live.name
  maximum_retry_attempts       = 2
  maximum_event_age_in_seconds = 3600

  destination_config {
    on_failure {
      destination = aws_sqs_queue.missed_runs.arn
    }
  }
}

resource "aws_lambda_event_source_mapping" "imports" {
  event_source_arn        = aws_sqs_queue.imports.arn
  function_name           = aws_lambda_alias.live.arn
  enabled                 = var.worker_enabled
  batch_size              = 1
  function_response_types = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = var.worker_max_concurrency
  }
}
