output "web_environment" {
  description = "Settings for the web service, as environment variables; none of them is secret."
  value = {
    AWS_REGION            = var.region
    SETTINGS_SECRET_ARN   = var.settings_secret_arn
    PUBLIC_BASE_URL       = var.public_base_url
    IMPORT_QUEUE_URL      = aws_sqs_queue.imports.id
    DEAD_LETTER_QUEUE_URL = aws_sqs_queue.dead_letters.id
    UPLOAD_BUCKET         = aws_s3_bucket.uploads.id
  }
}

output "web_policy_json" {
  description = "The policy to attach to the web service's role: send imports, keep uploads, read the settings."
  value       = jsonencode({ Version = "2012-10-17", Statement = local.web_statements })
}

output "operator_policy_json" {
  description = "The policy for who runs `manage.py dead_letters`, or `run_worker` in place of the function."
  value       = jsonencode({ Version = "2012-10-17", Statement = local.operator_statements })
}

output "queue_url" {
  description = "The queue that imports wait in."
  value       = aws_sqs_queue.imports.id
}

output "dead_letter_queue_url" {
  description = "Where messages go that could not be worked on."
  value       = aws_sqs_queue.dead_letters.id
}

output "missed_runs_queue_url" {
  description = "Where scheduled runs are noted that failed for good."
  value       = aws_sqs_queue.missed_runs.id
}

output "uploads_bucket" {
  description = "The bucket for uploads."
  value       = aws_s3_bucket.uploads.id
}

output "worker_function_name" {
  description = "The function, for logs and for going back to a version."
  value       = aws_lambda_function.worker.function_name
}

output "worker_version" {
  description = "The version that the alias `live` stands on."
  value       = aws_lambda_alias.live.function_version
}

output "worker_role_arn" {
  description = "The worker's role, for the policies of a database proxy or of keys."
  value       = aws_iam_role.worker.arn
}

output "alarm_topic_arn" {
  description = "The topic that takes the alarms, made here or given."
  value       = local.topic_arn
}

output "dashboard_url" {
  description = "The dashboard in the AWS console."
  value       = "https://${var.region}.console.aws.amazon.com/cloudwatch/home?region=${var.region}#dashboards/dashboard/${aws_cloudwatch_dashboard.this.dashboard_name}"
}
