# Every action is named. A resource is "*" only where AWS knows no narrower one, which is the two calls that describe
# the network. Documents are built here rather than by a data source, so that a test sees what is really granted.

locals {
  uploads_objects = "${aws_s3_bucket.uploads.arn}/*"

  # The secret's own service decides by what call it is read.
  read_settings = {
    Sid      = "ReadSettings"
    Effect   = "Allow"
    Action   = strcontains(var.settings_secret_arn, ":ssm:") ? "ssm:GetParameter" : "secretsmanager:GetSecretValue"
    Resource = var.settings_secret_arn
  }

  kms_keys = distinct([for key in [var.kms_key_arn, var.settings_secret_kms_key_arn] : key if key != null])

  use_keys = [
    for key in local.kms_keys : {
      Sid      = "UseKey${index(local.kms_keys, key)}"
      Effect   = "Allow"
      Action   = key == var.kms_key_arn ? ["kms:Decrypt", "kms:GenerateDataKey"] : ["kms:Decrypt"]
      Resource = key
    }
  ]

  worker_statements = concat(
    [
      {
        Sid    = "WorkOffTheQueue"
        Effect = "Allow"
        # SendMessage: a worker whose time is up sends what is left, and the relay what waits.
        Action = [
          "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes",
          "sqs:SendMessage",
        ]
        Resource = aws_sqs_queue.imports.arn
      },
      {
        Sid      = "NoteMissedRuns"
        Effect   = "Allow"
        Action   = ["sqs:SendMessage"]
        Resource = aws_sqs_queue.missed_runs.arn
      },
      {
        Sid      = "WriteLog"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.worker.arn}:*"
      },
      {
        Sid      = "ReadUploads"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:DeleteObject"]
        Resource = local.uploads_objects
      },
      local.read_settings,
    ],
    local.use_keys,
    [for statement in local.network_statements : statement if length(var.subnet_ids) > 0],
  )

  # https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
  network_statements = [
    {
      Sid      = "LookAtTheNetwork"
      Effect   = "Allow"
      Action   = ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"]
      Resource = "*"
    },
    {
      Sid    = "JoinTheNetwork"
      Effect = "Allow"
      Action = [
        "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface",
        "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses",
      ]
      Resource = "arn:${local.partition}:ec2:${var.region}:${local.account}:*/*"
    },
    {
      # Lambda needs the two above, before it starts us; our own code does not.
      Sid    = "NotFromOurCode"
      Effect = "Deny"
      Action = [
        "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets", "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses",
      ]
      Resource = "*"
      Condition = {
        ArnEquals = {
          "lambda:SourceFunctionArn" = "arn:${local.partition}:lambda:${var.region}:${local.account}:function:${local.worker_name}"
        }
      }
    },
  ]

  # For the role that the web service runs as; who made the service attaches it.
  web_statements = concat(
    [
      {
        Sid      = "SendImports"
        Effect   = "Allow"
        Action   = ["sqs:SendMessage", "sqs:GetQueueAttributes"]
        Resource = aws_sqs_queue.imports.arn
      },
      {
        Sid      = "KeepUploads"
        Effect   = "Allow"
        Action   = ["s3:PutObject", "s3:GetObject", "s3:DeleteObject"]
        Resource = local.uploads_objects
      },
      local.read_settings,
    ],
    local.use_keys,
  )

  # For who runs `manage.py dead_letters`, or `run_worker` instead of the function.
  operator_statements = concat(
    [
      {
        Sid    = "MoveMessages"
        Effect = "Allow"
        Action = [
          "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes",
          "sqs:GetQueueUrl", "sqs:SendMessage",
        ]
        Resource = [aws_sqs_queue.imports.arn, aws_sqs_queue.dead_letters.arn, aws_sqs_queue.missed_runs.arn]
      },
      local.read_settings,
    ],
    local.use_keys,
  )
}

resource "aws_iam_role" "worker" {
  name        = local.worker_name
  description = "What the import worker may do."

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "worker" {
  name   = "worker"
  role   = aws_iam_role.worker.id
  policy = jsonencode({ Version = "2012-10-17", Statement = local.worker_statements })
}

resource "aws_iam_role" "scheduler" {
  name        = "${var.name}-scheduler"
  description = "What the schedules may start."

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "scheduler.amazonaws.com" }
      Condition = {
        StringEquals = {
          "aws:SourceAccount" = local.account
          "aws:SourceArn"     = aws_scheduler_schedule_group.this.arn
        }
      }
    }]
  })
}

resource "aws_iam_role_policy" "scheduler" {
  name = "start-worker"
  role = aws_iam_role.scheduler.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          Sid      = "StartTheWorker"
          Effect   = "Allow"
          Action   = ["lambda:InvokeFunction"]
          Resource = aws_lambda_alias.live.arn
        },
        {
          Sid      = "NoteMissedRuns"
          Effect   = "Allow"
          Action   = ["sqs:SendMessage"]
          Resource = aws_sqs_queue.missed_runs.arn
        },
      ],
      [for statement in local.use_keys : statement if statement.Resource == var.kms_key_arn],
    )
  })
}
