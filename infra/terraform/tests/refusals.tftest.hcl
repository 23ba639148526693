# What is refused before anything is made. Every variable that a run expects to fail has to, each by itself.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  region              = "eu-central-1"
  public_base_url     = "https://skilltracker.example"
  settings_secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:skilltracker-AbCdEf"
  worker_zip          = "versions.tf"
}

run "names_and_addresses" {
  command = plan

  variables {
    region                      = "frankfurt"
    name                        = "Skill Tracker"
    public_base_url             = "http://skilltracker.example"
    kms_key_arn                 = "alias/ours"
    settings_secret_kms_key_arn = "alias/ours"
    uploads_bucket_name         = "My Uploads"
    metrics_namespace           = "AWS/Ours"
    alarm_topic_arn             = "pagers"
    worker_zip                  = "nowhere.zip"
  }

  expect_failures = [
    var.region, var.name, var.public_base_url, var.kms_key_arn, var.settings_secret_kms_key_arn,
    var.uploads_bucket_name, var.metrics_namespace, var.alarm_topic_arn, var.worker_zip,
  ]
}

run "numbers_and_choices" {
  command = plan

  variables {
    python_version               = "3.14"
    worker_memory_mb             = 128
    worker_timeout_seconds       = 30
    worker_max_concurrency       = 1
    uploads_keep_days            = 0
    log_retention_days           = 31
    oldest_message_alarm_seconds = 10
    outbox_lag_alarm_seconds     = 10
  }

  expect_failures = [
    var.python_version, var.worker_memory_mb, var.worker_timeout_seconds,
    var.worker_max_concurrency, var.uploads_keep_days, var.log_retention_days,
    var.oldest_message_alarm_seconds, var.outbox_lag_alarm_seconds,
  ]
}

run "a_secret_where_its_address_belongs" {
  command = plan

  variables {
    settings_secret_arn = "postgres://user:password@db.example/skilltracker" # pragma: allowlist secret
    worker_environment  = { DATABASE_URL = "postgres://db.example/skilltracker" }
    schedules           = { relay = { expression = "every minute" } }
    alarm_emails        = ["ops"]
  }

  expect_failures = [var.settings_secret_arn, var.worker_environment, var.schedules, var.alarm_emails]
}

run "a_key_in_the_environment_and_every_secret" {
  command = plan

  variables {
    settings_secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:*"
    worker_environment  = { SECRET_KEY = "x" }
    schedules           = { tidy = { expression = "rate(1 day)" } }
    # Apart from the wrong Python above: what depends on that is not looked at then.
    architecture = "sparc"
  }

  expect_failures = [var.settings_secret_arn, var.worker_environment, var.schedules, var.architecture]
}

run "a_password_in_an_address_and_an_unknown_schedule" {
  command = plan

  variables {
    worker_environment = { CODEWARS_BASE_URL = "https://me:password@codewars.example" } # pragma: allowlist secret
    schedules          = { relay = { expression = "rate(1 minute)" }, dance = { expression = "rate(1 day)" } }
  }

  expect_failures = [var.worker_environment, var.schedules]
}

run "what_cannot_go_together" {
  command = plan

  variables {
    python_version              = "3.11"
    architecture                = "arm64"
    worker_timeout_seconds      = 901
    worker_reserved_concurrency = 5
    security_group_ids          = ["sg-0a"]
    alarm_topic_arn             = "arn:aws:sns:eu-central-1:123456789012:pagers"
    alarm_emails                = ["ops@skilltracker.example"]
    worker_environment          = { AWS_REGION = "eu-central-1" }
    schedules                   = { relay = { expression = "rate(1 minute)", retries = 186 } }
  }

  expect_failures = [
    var.snap_start, var.architecture, var.worker_timeout_seconds, var.worker_reserved_concurrency, var.security_group_ids,
    var.alarm_emails, var.worker_environment, var.schedules,
  ]
}
