# What changes where more is given: a network, keys, a topic, another Python.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  region              = "eu-central-1"
  public_base_url     = "https://skilltracker.example"
  settings_secret_arn = "arn:aws:ssm:eu-central-1:123456789012:parameter/skilltracker/settings"
  worker_zip          = "versions.tf"
}

run "in_a_network_with_keys" {
  command = apply

  variables {
    subnet_ids                  = ["subnet-0a", "subnet-0b"]
    security_group_ids          = ["sg-0a"]
    kms_key_arn                 = "arn:aws:kms:eu-central-1:123456789012:key/ours"
    settings_secret_kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/settings"
  }

  assert {
    condition     = aws_lambda_function.worker.vpc_config[0].subnet_ids == toset(["subnet-0a", "subnet-0b"])
    error_message = "The worker runs in the subnets given."
  }

  assert {
    condition = flatten([
      for statement in jsondecode(aws_iam_role_policy.worker.policy).Statement :
      statement.Action if statement.Effect == "Allow" && contains(flatten([statement.Resource]), "*")
    ]) == ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"]
    error_message = "Only what describes the network is granted on everything: AWS has no narrower resource for it."
  }

  assert {
    condition = alltrue(flatten([
      for statement in jsondecode(aws_iam_role_policy.worker.policy).Statement : [for action in flatten([statement.Action]) : !strcontains(action, "*")]
    ]))
    error_message = "No action has a wildcard in it."
  }

  assert {
    condition = [
      for statement in jsondecode(aws_iam_role_policy.worker.policy).Statement :
      statement.Condition.ArnEquals["lambda:SourceFunctionArn"] if statement.Effect == "Deny"
    ] == ["arn:aws:lambda:eu-central-1:123456789012:function:skilltracker-worker"]
    error_message = "What Lambda may do to the network, the code in it may not."
  }

  assert {
    condition = [
      for statement in jsondecode(aws_iam_role_policy.worker.policy).Statement : [statement.Action, statement.Resource] if statement.Sid == "ReadSettings"
    ] == [["ssm:GetParameter", var.settings_secret_arn]]
    error_message = "A parameter is read by SSM's call."
  }

  assert {
    condition = alltrue([
      for key in [
        aws_sqs_queue.imports.kms_master_key_id, aws_sqs_queue.dead_letters.kms_master_key_id,
        aws_sqs_queue.missed_runs.kms_master_key_id, aws_cloudwatch_log_group.worker.kms_key_id,
        aws_lambda_function.worker.kms_key_arn, aws_sns_topic.alarms[0].kms_master_key_id,
        aws_scheduler_schedule.this["relay"].kms_key_arn,
        one(aws_s3_bucket_server_side_encryption_configuration.uploads.rule).apply_server_side_encryption_by_default[0].kms_master_key_id,
      ] : key == var.kms_key_arn
    ])
    error_message = "Everything that rests is encrypted with the key given."
  }

  assert {
    condition = {
      for statement in jsondecode(aws_iam_role_policy.worker.policy).Statement : statement.Resource => statement.Action if startswith(statement.Sid, "UseKey")
      } == {
      "arn:aws:kms:eu-central-1:123456789012:key/ours"     = ["kms:Decrypt", "kms:GenerateDataKey"]
      "arn:aws:kms:eu-central-1:123456789012:key/settings" = ["kms:Decrypt"]
    }
    error_message = "The worker uses the one key, and only reads with the other."
  }

  assert {
    condition     = [for statement in jsondecode(aws_iam_role_policy.scheduler.policy).Statement : statement.Resource if startswith(statement.Sid, "UseKey")] == [var.kms_key_arn]
    error_message = "The scheduler does not get at the settings."
  }
}

run "with_a_topic_and_the_worker_elsewhere" {
  command = plan

  variables {
    alarm_topic_arn = "arn:aws:sns:eu-central-1:123456789012:pagers"
    worker_enabled  = false
    schedules       = { relay = { expression = "rate(1 minute)", enabled = false } }
    architecture    = "arm64"
    python_version  = "3.13"
  }

  assert {
    condition     = aws_lambda_function.worker.architectures == tolist(["arm64"]) && aws_lambda_function.worker.runtime == "python3.13"
    error_message = "The processor and the Python given."
  }

  assert {
    condition     = length(aws_sns_topic.alarms) == 0 && aws_cloudwatch_metric_alarm.dead_letters.alarm_actions == toset(["arn:aws:sns:eu-central-1:123456789012:pagers"])
    error_message = "The topic given takes the alarms and none is made."
  }

  assert {
    condition     = !aws_lambda_event_source_mapping.imports.enabled && aws_scheduler_schedule.this["relay"].state == "DISABLED"
    error_message = "Neither queue nor schedule starts the function."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.outbox_lag.treat_missing_data == "notBreaching"
    error_message = "A relay that is meant to be off is no alarm."
  }
}

run "with_mail_more_time_and_more_workers" {
  command = plan

  variables {
    alarm_emails                = ["ops@skilltracker.example"]
    worker_timeout_seconds      = 300
    worker_max_concurrency      = 20
    worker_reserved_concurrency = 22
    python_version              = "3.11"
    snap_start                  = false
    worker_environment          = { LOG_LEVEL = "WARNING", CODEWARS_BASE_URL = "https://codewars.example" }
  }

  assert {
    condition     = aws_sqs_queue.imports.visibility_timeout_seconds == 1800
    error_message = "Visibility follows the time-out."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.imports.scaling_config[0].maximum_concurrency == 20 && aws_lambda_function.worker.reserved_concurrent_executions == 22
    error_message = "As many workers as asked for, with room for the schedules."
  }

  assert {
    condition     = aws_lambda_function.worker.runtime == "python3.11" && length(aws_lambda_function.worker.snap_start) == 0
    error_message = "The Python given, with no snapshot."
  }

  assert {
    condition     = aws_sns_topic_subscription.emails["ops@skilltracker.example"].protocol == "email"
    error_message = "Who is named is mailed."
  }
}
