# What the module promises with nothing but the required variables given.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  region              = "eu-central-1"
  public_base_url     = "https://skilltracker.example"
  settings_secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:skilltracker-AbCdEf"
  # Any file stands for the zip: nothing is sent anywhere.
  worker_zip = "versions.tf"
}

run "plan" {
  command = plan

  assert {
    condition     = aws_sqs_queue.imports.visibility_timeout_seconds >= 6 * aws_lambda_function.worker.timeout
    error_message = "A message must stay hidden six times as long as a worker may have it."
  }

  assert {
    condition     = aws_sqs_queue.imports.visibility_timeout_seconds == 360 && aws_lambda_function.worker.timeout == 60
    error_message = "By default a worker has 60 seconds and a message stays hidden for 360."
  }

  assert {
    condition     = aws_sqs_queue.imports.message_retention_seconds == 345600 && aws_sqs_queue.dead_letters.message_retention_seconds == 1209600
    error_message = "Messages are kept four days, dead letters fourteen."
  }

  assert {
    condition = alltrue([
      for queue in [aws_sqs_queue.imports, aws_sqs_queue.dead_letters, aws_sqs_queue.missed_runs] : queue.sqs_managed_sse_enabled
    ])
    error_message = "Every queue is encrypted."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.imports.batch_size == 1 && aws_lambda_event_source_mapping.imports.function_response_types == toset(["ReportBatchItemFailures"])
    error_message = "The worker answers which messages failed, one message at a time."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.imports.scaling_config[0].maximum_concurrency == 5
    error_message = "At most five workers at once."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.imports.enabled
    error_message = "The worker takes messages."
  }

  assert {
    condition     = aws_lambda_function.worker.runtime == "python3.12" && aws_lambda_function.worker.publish && aws_lambda_function.worker.snap_start[0].apply_on == "PublishedVersions"
    error_message = "Python 3.12, started from the snapshot of a published version."
  }

  assert {
    condition     = aws_lambda_function.worker.handler == "handler.lambda_handler"
    error_message = "The zip has handler.py at its top."
  }

  assert {
    condition     = aws_lambda_function.worker.reserved_concurrent_executions == -1 && length(aws_lambda_function.worker.vpc_config) == 0
    error_message = "Nothing is reserved and no network joined unless it is asked for."
  }

  assert {
    condition     = aws_cloudwatch_log_group.worker.name == "/aws/lambda/${aws_lambda_function.worker.function_name}" && aws_cloudwatch_log_group.worker.retention_in_days == 30
    error_message = "The log is the worker's, and goes after 30 days."
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.live.maximum_retry_attempts == 2
    error_message = "A scheduled run that fails is tried twice more."
  }

  assert {
    condition     = { for name, schedule in aws_scheduler_schedule.this : name => schedule.state } == { relay = "ENABLED", tidy = "ENABLED", sync = "ENABLED", weekly_report = "DISABLED" }
    error_message = "Relay, clean-up and sync run; the weekly report waits to be switched on."
  }

  assert {
    condition     = aws_scheduler_schedule.this["relay"].schedule_expression == "rate(1 minute)"
    error_message = "The relay runs every minute."
  }

  assert {
    condition     = alltrue([for name, schedule in aws_scheduler_schedule.this : jsondecode(schedule.target[0].input) == { scheduled = name }])
    error_message = "A schedule tells the worker its name."
  }

  assert {
    condition     = alltrue([for schedule in aws_scheduler_schedule.this : schedule.target[0].retry_policy[0].maximum_event_age_in_seconds <= 21600])
    error_message = "No run is started long after its time."
  }

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.uploads.block_public_acls,
      aws_s3_bucket_public_access_block.uploads.block_public_policy,
      aws_s3_bucket_public_access_block.uploads.ignore_public_acls,
      aws_s3_bucket_public_access_block.uploads.restrict_public_buckets,
    ])
    error_message = "Uploads are nobody else's."
  }

  assert {
    condition     = aws_s3_bucket_ownership_controls.uploads.rule[0].object_ownership == "BucketOwnerEnforced"
    error_message = "The bucket knows no access lists."
  }

  assert {
    condition     = [for rule in aws_s3_bucket_server_side_encryption_configuration.uploads.rule : rule.apply_server_side_encryption_by_default[0].sse_algorithm] == ["AES256"]
    error_message = "Uploads are encrypted."
  }

  assert {
    condition     = aws_s3_bucket_versioning.uploads.versioning_configuration[0].status == "Enabled"
    error_message = "A deleted upload can be taken back for a while."
  }

  assert {
    condition = alltrue([
      aws_s3_bucket_lifecycle_configuration.uploads.rule[0].status == "Enabled",
      aws_s3_bucket_lifecycle_configuration.uploads.rule[0].expiration[0].days == 90,
      aws_s3_bucket_lifecycle_configuration.uploads.rule[0].noncurrent_version_expiration[0].noncurrent_days == 7,
      aws_s3_bucket_lifecycle_configuration.uploads.rule[0].abort_incomplete_multipart_upload[0].days_after_initiation == 1,
    ])
    error_message = "Uploads go after 90 days, deleted ones after 7, halves after one."
  }

  assert {
    condition     = !aws_s3_bucket.uploads.force_destroy
    error_message = "A bucket with files in it is not destroyed unless that is said."
  }

  assert {
    condition     = aws_s3_bucket.uploads.bucket == "skilltracker-uploads-123456789012-eu-central-1"
    error_message = "The bucket's name is one that nobody else has."
  }

  assert {
    condition     = length(aws_sns_topic.alarms) == 1 && length(aws_sns_topic_subscription.emails) == 0
    error_message = "Without a topic of yours one is made."
  }
}

run "apply" {
  command = apply

  assert {
    condition     = jsondecode(aws_sqs_queue.imports.redrive_policy) == { deadLetterTargetArn = aws_sqs_queue.dead_letters.arn, maxReceiveCount = 5 }
    error_message = "After five receives a message goes to the dead letters."
  }

  assert {
    condition     = jsondecode(aws_sqs_queue_redrive_allow_policy.dead_letters.redrive_allow_policy) == { redrivePermission = "byQueue", sourceQueueArns = [aws_sqs_queue.imports.arn] }
    error_message = "No other queue puts its dead letters there."
  }

  assert {
    condition = toset([for policy in aws_sqs_queue_policy.tls_only : jsondecode(policy.policy).Statement[0].Resource]) == toset([
      aws_sqs_queue.imports.arn, aws_sqs_queue.dead_letters.arn, aws_sqs_queue.missed_runs.arn,
    ])
    error_message = "Every queue has its policy."
  }

  assert {
    condition = alltrue([
      for policy in concat(values(aws_sqs_queue_policy.tls_only)[*].policy, [aws_s3_bucket_policy.uploads.policy]) :
      [for statement in jsondecode(policy).Statement : [statement.Effect, statement.Principal, statement.Condition]]
      == [["Deny", "*", { Bool = { "aws:SecureTransport" = "false" } }]]
    ])
    error_message = "Queues and bucket are spoken to over TLS alone, and their policies allow nobody anything."
  }

  assert {
    condition     = toset(jsondecode(aws_s3_bucket_policy.uploads.policy).Statement[0].Resource) == toset(["arn:aws:s3:::skilltracker-uploads", "arn:aws:s3:::skilltracker-uploads/*"])
    error_message = "The bucket's policy is about the bucket and what is in it."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.imports.event_source_arn == aws_sqs_queue.imports.arn && aws_lambda_event_source_mapping.imports.function_name == aws_lambda_alias.live.arn
    error_message = "The queue feeds the published version."
  }

  assert {
    condition     = aws_lambda_alias.live.function_version == aws_lambda_function.worker.version
    error_message = "The alias stands on the version that was published last."
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.live.destination_config[0].on_failure[0].destination == aws_sqs_queue.missed_runs.arn && aws_lambda_function_event_invoke_config.live.qualifier == "live"
    error_message = "A scheduled run that failed for good is noted."
  }

  assert {
    condition = alltrue([
      for schedule in aws_scheduler_schedule.this :
      schedule.target[0].arn == aws_lambda_alias.live.arn && schedule.target[0].role_arn == aws_iam_role.scheduler.arn &&
      schedule.target[0].dead_letter_config[0].arn == aws_sqs_queue.missed_runs.arn
    ])
    error_message = "Schedules start the published version, and what cannot be started is noted."
  }

  # --- Rights ---

  assert {
    condition = alltrue(flatten([
      for document in [aws_iam_role_policy.worker.policy, aws_iam_role_policy.scheduler.policy, output.web_policy_json, output.operator_policy_json] : [
        for statement in jsondecode(document).Statement : [
          for action in flatten([statement.Action]) : !strcontains(action, "*")
        ]
      ]
    ]))
    error_message = "No action has a wildcard in it."
  }

  assert {
    condition = alltrue(flatten([
      for document in [aws_iam_role_policy.worker.policy, aws_iam_role_policy.scheduler.policy, output.web_policy_json, output.operator_policy_json] : [
        for statement in jsondecode(document).Statement : [
          for resource in flatten([statement.Resource]) : resource != "*"
        ]
      ]
    ]))
    error_message = "Outside a network, nothing is granted on everything."
  }

  assert {
    condition = { for statement in jsondecode(aws_iam_role_policy.worker.policy).Statement : statement.Sid => statement.Resource } == {
      WorkOffTheQueue = aws_sqs_queue.imports.arn
      NoteMissedRuns  = aws_sqs_queue.missed_runs.arn
      WriteLog        = "${aws_cloudwatch_log_group.worker.arn}:*"
      ReadUploads     = "arn:aws:s3:::skilltracker-uploads/*"
      ReadSettings    = var.settings_secret_arn
    }
    error_message = "The worker has its queue, its log, the uploads and its settings, and nothing else."
  }

  assert {
    condition = { for statement in jsondecode(aws_iam_role_policy.scheduler.policy).Statement : statement.Sid => statement.Resource } == {
      StartTheWorker = aws_lambda_alias.live.arn
      NoteMissedRuns = aws_sqs_queue.missed_runs.arn
    }
    error_message = "Schedules may start the worker, and nothing else."
  }

  assert {
    condition = { for statement in jsondecode(output.web_policy_json).Statement : statement.Sid => statement.Action } == {
      SendImports  = ["sqs:SendMessage", "sqs:GetQueueAttributes"]
      KeepUploads  = ["s3:PutObject", "s3:GetObject", "s3:DeleteObject"]
      ReadSettings = "secretsmanager:GetSecretValue"
    }
    error_message = "The web service sends, keeps uploads and reads its settings; it takes no message off the queue."
  }

  assert {
    condition     = jsondecode(aws_iam_role.worker.assume_role_policy).Statement[0].Principal == { Service = "lambda.amazonaws.com" }
    error_message = "Lambda alone runs as the worker."
  }

  assert {
    condition = jsondecode(aws_iam_role.scheduler.assume_role_policy).Statement[0].Condition == {
      StringEquals = { "aws:SourceAccount" = "123456789012", "aws:SourceArn" = aws_scheduler_schedule_group.this.arn }
    }
    error_message = "The scheduler's role is for the schedules of this account alone."
  }

  # --- Settings ---

  assert {
    condition = aws_lambda_function.worker.environment[0].variables == tomap({
      LOG_LEVEL             = "INFO"
      LOG_FORMAT            = "json"
      PUBLIC_BASE_URL       = "https://skilltracker.example"
      SETTINGS_SECRET_ARN   = var.settings_secret_arn
      IMPORT_QUEUE_URL      = aws_sqs_queue.imports.id
      DEAD_LETTER_QUEUE_URL = aws_sqs_queue.dead_letters.id
      UPLOAD_BUCKET         = "skilltracker-uploads"
      METRICS               = "emf"
      METRICS_NAMESPACE     = "SkillTracker"
    })
    error_message = "The worker is given addresses and no secret."
  }

  # --- Alarms ---

  assert {
    condition = {
      for alarm in [
        aws_cloudwatch_metric_alarm.dead_letters, aws_cloudwatch_metric_alarm.missed_runs,
        aws_cloudwatch_metric_alarm.oldest_message, aws_cloudwatch_metric_alarm.worker_errors,
        aws_cloudwatch_metric_alarm.worker_throttles, aws_cloudwatch_metric_alarm.outbox_lag,
        aws_cloudwatch_metric_alarm.set_aside,
      ] : alarm.alarm_name => "${alarm.namespace} ${alarm.metric_name} ${join(",", values(alarm.dimensions))}"
      } == {
      skilltracker-dead-letters     = "AWS/SQS ApproximateNumberOfMessagesVisible skilltracker-imports-dead-letters"
      skilltracker-missed-runs      = "AWS/SQS ApproximateNumberOfMessagesVisible skilltracker-missed-runs"
      skilltracker-oldest-message   = "AWS/SQS ApproximateAgeOfOldestMessage skilltracker-imports"
      skilltracker-worker-errors    = "AWS/Lambda Errors skilltracker-worker"
      skilltracker-worker-throttles = "AWS/Lambda Throttles skilltracker-worker"
      skilltracker-outbox-lag       = "SkillTracker OutboxLag relay"
      skilltracker-set-aside        = "SkillTracker OutboxSetAside relay"
    }
    error_message = "Dead letters, missed runs, age, errors, throttles, lag and what was set aside each have their alarm."
  }

  assert {
    condition = alltrue([
      for alarm in [
        aws_cloudwatch_metric_alarm.dead_letters, aws_cloudwatch_metric_alarm.missed_runs,
        aws_cloudwatch_metric_alarm.oldest_message, aws_cloudwatch_metric_alarm.worker_errors,
        aws_cloudwatch_metric_alarm.worker_throttles, aws_cloudwatch_metric_alarm.outbox_lag,
        aws_cloudwatch_metric_alarm.set_aside,
      ] : alarm.alarm_actions == toset([aws_sns_topic.alarms[0].arn]) && length(alarm.alarm_description) > 80
    ])
    error_message = "Every alarm reaches the topic and says what to do."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.dead_letters.threshold == 0 && aws_cloudwatch_metric_alarm.dead_letters.comparison_operator == "GreaterThanThreshold"
    error_message = "One dead letter is enough."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.outbox_lag.threshold == 120 && aws_cloudwatch_metric_alarm.outbox_lag.treat_missing_data == "breaching"
    error_message = "A relay that has fallen silent is an alarm as well."
  }

  assert {
    condition     = length(jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets) == 8
    error_message = "The dashboard has its eight charts."
  }
}
