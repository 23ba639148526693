# --- Where it stands, what it is called --------------------------------------------------------------------------

variable "region" {
  description = "The AWS region that all of it stands in, for example eu-central-1."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "The region is written like eu-central-1."
  }
}

variable "name" {
  description = "What every name here begins with; one for each installation in an account, for example skilltracker-staging."
  type        = string
  default     = "skilltracker"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,28}[a-z0-9]$", var.name))
    error_message = "The name has 3 to 30 lower-case letters, digits and hyphens, and begins with a letter."
  }
}

variable "tags" {
  description = "More tags for every resource, beside Service, Installation and ManagedBy."
  type        = map(string)
  default     = {}
}

variable "kms_key_arn" {
  description = "A KMS key of yours for queues, logs, uploads, schedules and the alarms' topic; null takes AWS's own keys. README.md has what its policy must allow."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", var.kms_key_arn))
    error_message = "The ARN of a KMS key is wanted (not of an alias), or null."
  }
}

# --- The product's own settings ----------------------------------------------------------------------------------

variable "public_base_url" {
  description = "The address of the web service, as people type it; production starts with https."
  type        = string

  validation {
    condition     = can(regex("^https://[a-z0-9.-]+(:[0-9]+)?$", var.public_base_url))
    error_message = "The address is written like https://skilltracker.example, with nothing after the host."
  }
}

variable "settings_secret_arn" {
  description = "The Secrets Manager secret, or SSM SecureString parameter, with a JSON object of the secret settings: DATABASE_URL, SECRET_KEY and so on. Terraform never reads it; the function does, at its start."
  type        = string

  validation {
    condition = can(regex(
      "^arn:[a-z-]+:(secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:|ssm:[a-z0-9-]+:[0-9]{12}:parameter/)[^*?]+$",
      var.settings_secret_arn
    ))
    error_message = "The ARN of one secret (arn:aws:secretsmanager:...:secret:...) or one parameter (arn:aws:ssm:...:parameter/...) is wanted."
  }
}

variable "settings_secret_kms_key_arn" {
  description = "The KMS key that the secret is encrypted with, where it is one of yours; null where it is AWS's own."
  type        = string
  default     = null

  validation {
    condition     = var.settings_secret_kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", var.settings_secret_kms_key_arn))
    error_message = "The ARN of a KMS key is wanted (not of an alias), or null."
  }
}

variable "worker_environment" {
  description = "More settings for the worker, such as LOG_LEVEL. They are stored readably: what is secret belongs into the settings secret."
  type        = map(string)
  default     = {}

  validation {
    condition = alltrue([
      for name in keys(var.worker_environment) :
      !can(regex("(?i)password|secret|token|credential|keys?$|^(database|redis|email)_url$", name))
    ])
    error_message = "Settings that are secret (DATABASE_URL, REDIS_URL, EMAIL_URL, keys, passwords, tokens) belong into the settings secret: here they would be readable in the state."
  }

  validation {
    condition     = alltrue([for value in values(var.worker_environment) : !can(regex("://[^/@]*:[^/@]*@", value))])
    error_message = "An address with a password in it belongs into the settings secret."
  }

  validation {
    condition     = alltrue([for name in keys(var.worker_environment) : !startswith(name, "AWS_")])
    error_message = "Lambda sets what begins with AWS_ by itself."
  }
}

# --- The worker --------------------------------------------------------------------------------------------------

variable "worker_zip" {
  description = "The worker's zip; null takes what `make lambda` built for python_version and architecture."
  type        = string
  default     = null

  validation {
    condition     = var.worker_zip == null ? true : fileexists(var.worker_zip)
    error_message = "There is no such file: build it with `make lambda`."
  }
}

variable "python_version" {
  description = "The Python that runs the worker; the zip has to be built for the same."
  type        = string
  default     = "3.12"

  validation {
    condition     = contains(["3.11", "3.12", "3.13"], var.python_version)
    error_message = "Python 3.11, 3.12 and 3.13 are what the AWS provider accepts."
  }
}

variable "architecture" {
  description = "The processor, x86_64 or arm64; the zip has to be built for the same."
  type        = string
  default     = "x86_64"

  validation {
    condition     = contains(["x86_64", "arm64"], var.architecture)
    error_message = "Lambda has x86_64 and arm64."
  }

  validation {
    condition     = var.architecture != "arm64" || var.python_version != "3.11"
    error_message = "On arm64 the worker takes Python 3.12 or newer: a library of it is not built for less."
  }
}

variable "snap_start" {
  description = "Whether each published version starts from a snapshot: the way to a quick start where the zip holds no bytecode of this Python. It costs a little; false where the zip was built by the same Python."
  type        = bool
  default     = true

  validation {
    condition     = !var.snap_start || var.python_version != "3.11"
    error_message = "SnapStart begins with Python 3.12."
  }
}

variable "worker_memory_mb" {
  description = "The worker's memory in MiB; its share of a processor grows with it."
  type        = number
  default     = 512

  validation {
    condition     = var.worker_memory_mb >= 256 && var.worker_memory_mb <= 10240 && floor(var.worker_memory_mb) == var.worker_memory_mb
    error_message = "The worker needs 256 MiB; Lambda has at most 10240."
  }
}

variable "worker_timeout_seconds" {
  description = "The longest a worker may work on one message. It begins no page with less than 15 seconds left, and a page takes up to 25. The queue's visibility follows: six times as long."
  type        = number
  default     = 60

  validation {
    condition     = var.worker_timeout_seconds >= 45 && var.worker_timeout_seconds <= 900 && floor(var.worker_timeout_seconds) == var.worker_timeout_seconds
    error_message = "45 to 900 seconds: below that a page may not come to its end, above it Lambda ends the worker."
  }
}

variable "worker_max_concurrency" {
  description = "How many imports are worked on at once, at most. Each holds a connection to the database."
  type        = number
  default     = 5

  validation {
    condition     = var.worker_max_concurrency >= 2 && var.worker_max_concurrency <= 1000
    error_message = "SQS takes 2 to 1000 here."
  }
}

variable "worker_reserved_concurrency" {
  description = "Set aside for the worker out of the account's concurrency, also the most it can take; null leaves it to the account."
  type        = number
  default     = null

  validation {
    condition     = var.worker_reserved_concurrency == null ? true : var.worker_reserved_concurrency >= var.worker_max_concurrency + 2
    error_message = "At least two more than worker_max_concurrency: schedules run in the same function, and throttled messages go back to the queue."
  }
}

variable "worker_enabled" {
  description = "Whether the worker takes messages from the queue; false holds all imports, for example during work on the database."
  type        = bool
  default     = true
}

variable "subnet_ids" {
  description = "Private subnets to run the worker in, where the database has no public address. They need a way to the internet (NAT) and to SQS, Secrets Manager and S3."
  type        = list(string)
  default     = []
}

variable "security_group_ids" {
  description = "The worker's security groups, where it runs in subnets."
  type        = list(string)
  default     = []

  validation {
    condition     = (length(var.security_group_ids) == 0) == (length(var.subnet_ids) == 0)
    error_message = "Subnets and security groups come together."
  }
}

variable "schedules" {
  description = "What runs by itself: relay (sends waiting work; nothing is lost while it stands still, but nothing goes on either), tidy (clean-up), sync (begins the syncs that are due) and weekly_report. `expression` is EventBridge Scheduler's; a run that cannot be started is tried again `retries` times within `max_age_seconds`."
  type = map(object({
    expression      = string
    enabled         = optional(bool, true)
    time_zone       = optional(string, "UTC")
    retries         = optional(number, 2)
    max_age_seconds = optional(number, 3600)
  }))
  default = {
    relay         = { expression = "rate(1 minute)", retries = 0, max_age_seconds = 60 }
    tidy          = { expression = "cron(17 3 * * ? *)" }
    sync          = { expression = "rate(5 minutes)", retries = 0, max_age_seconds = 300 }
    weekly_report = { expression = "cron(0 6 ? * MON *)", enabled = false, max_age_seconds = 21600 }
  }

  validation {
    condition     = length(setsubtract(keys(var.schedules), ["relay", "tidy", "sync", "weekly_report"])) == 0
    error_message = "The worker knows relay, tidy, sync and weekly_report."
  }

  validation {
    condition     = contains(keys(var.schedules), "relay")
    error_message = "The relay has to be among the schedules: without it, what waits is never sent. Where run_worker does its work, set enabled = false."
  }

  validation {
    condition     = alltrue([for schedule in values(var.schedules) : can(regex("^(rate|cron)\\(.+\\)$", schedule.expression))])
    error_message = "An expression is written like rate(5 minutes) or cron(0 6 ? * MON *)."
  }

  validation {
    condition = alltrue([
      for schedule in values(var.schedules) :
      schedule.retries >= 0 && schedule.retries <= 185 && schedule.max_age_seconds >= 60 && schedule.max_age_seconds <= 86400
    ])
    error_message = "EventBridge Scheduler takes 0 to 185 retries within 60 to 86400 seconds."
  }
}

# --- Uploads -----------------------------------------------------------------------------------------------------

variable "uploads_bucket_name" {
  description = "The name of the bucket for uploads; null makes one of name, account and region."
  type        = string
  default     = null

  validation {
    condition     = var.uploads_bucket_name == null || can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.uploads_bucket_name))
    error_message = "3 to 63 lower-case letters, digits and hyphens."
  }
}

variable "uploads_keep_days" {
  description = "After how many days an uploaded file goes. Its rows are in the database by then; without it an import cannot be processed again."
  type        = number
  default     = 90

  validation {
    condition     = var.uploads_keep_days >= 1 && floor(var.uploads_keep_days) == var.uploads_keep_days
    error_message = "At least one day."
  }
}

variable "uploads_may_be_destroyed" {
  description = "Whether `terraform destroy` may remove the bucket with the files in it."
  type        = bool
  default     = false
}

# --- Logs, alarms ------------------------------------------------------------------------------------------------

variable "log_retention_days" {
  description = "How long the worker's log is kept."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "CloudWatch takes 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731 or more years' days here."
  }
}

variable "metrics_namespace" {
  description = "The CloudWatch namespace of the product's metrics; another for a second installation in the same account and region."
  type        = string
  default     = "SkillTracker"

  validation {
    condition     = can(regex("^[A-Za-z0-9._/#:-]{1,200}$", var.metrics_namespace)) && !startswith(var.metrics_namespace, "AWS/")
    error_message = "Letters, digits and . _ / # : - are allowed, and it must not begin with AWS/."
  }
}

variable "alarm_topic_arn" {
  description = "An SNS topic that takes the alarms; null makes one."
  type        = string
  default     = null

  validation {
    condition     = var.alarm_topic_arn == null || can(regex("^arn:[a-z-]+:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$", var.alarm_topic_arn))
    error_message = "The ARN of an SNS topic is wanted, or null."
  }
}

variable "alarm_emails" {
  description = "Who is mailed by the topic that is made here; each has to confirm once."
  type        = list(string)
  default     = []

  validation {
    condition     = var.alarm_topic_arn == null || length(var.alarm_emails) == 0
    error_message = "A topic of yours has its own subscribers: leave alarm_emails empty with alarm_topic_arn."
  }

  validation {
    condition     = alltrue([for address in var.alarm_emails : can(regex("^[^@\\s]+@[^@\\s]+$", address))])
    error_message = "Mail addresses are wanted."
  }
}

variable "oldest_message_alarm_seconds" {
  description = "From what age of the oldest message on there is an alarm."
  type        = number
  default     = 900

  validation {
    condition     = var.oldest_message_alarm_seconds >= 60
    error_message = "At least 60 seconds."
  }
}

variable "outbox_lag_alarm_seconds" {
  description = "From how long on waiting work that is due may have been waiting before there is an alarm. Readiness tells at 120 as well."
  type        = number
  default     = 120

  validation {
    condition     = var.outbox_lag_alarm_seconds >= 60
    error_message = "The relay runs once a minute: at least 60 seconds."
  }
}
