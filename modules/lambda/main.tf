data "aws_caller_identity" "this" {}

data "aws_region" "this" {}

data "aws_partition" "this" {}

locals {
  log_group_name = "/aws/lambda/${var.name}"

  environment = merge(var.environment, { for name, secret in terraform_data.this : name => sensitive(secret.output) })
}

# Drawn at the first apply, from the system's random numbers (2 × 122 bits), and kept: a new value in each plan is not taken.
resource "terraform_data" "this" {
  for_each = var.drawn_secrets

  input = "${uuid()}${uuid()}"

  lifecycle {
    ignore_changes = [input]
  }
}

# Made here and not by Lambda: a group that Lambda makes at the first invocation keeps its lines for ever and has no key.
resource "aws_cloudwatch_log_group" "this" {
  name              = local.log_group_name
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

resource "aws_lambda_function" "this" {
  #checkov:skip=CKV_AWS_115:Whether concurrency is reserved depends on the account's limit (10 in a new account, of which none may be reserved), so it is an input
  #checkov:skip=CKV_AWS_116:A dead-letter queue is for asynchronous invocations; a stream's failures go to the S3 destination of its mapping
  #checkov:skip=CKV_AWS_117:A VPC is an input: it adds NAT or endpoints to the bill and protects nothing where the domain is public and IAM decides
  #checkov:skip=CKV_AWS_272:Code signing is not for images; the digest says which image runs

  function_name = var.name
  description   = var.description
  role          = aws_iam_role.this.arn

  package_type  = "Image"
  image_uri     = var.image_uri
  architectures = [var.architecture]

  memory_size                    = var.memory_mb
  timeout                        = var.timeout_seconds
  reserved_concurrent_executions = coalesce(var.reserved_concurrency, -1)
  kms_key_arn                    = var.kms_key_arn

  image_config {
    command = var.command
  }

  logging_config {
    log_format            = "JSON"
    application_log_level = var.log_level
    system_log_level      = "INFO"
    log_group             = aws_cloudwatch_log_group.this.name
  }

  tracing_config {
    mode = "Active"
  }

  # A block without variables would be a change in every plan.
  dynamic "environment" {
    for_each = length(var.environment) + length(var.drawn_secrets) > 0 ? ["this"] : []

    content {
      variables = local.environment
    }
  }

  dynamic "vpc_config" {
    for_each = var.vpc == null ? [] : [var.vpc]

    content {
      subnet_ids         = vpc_config.value.subnet_ids
      security_group_ids = vpc_config.value.security_group_ids
    }
  }

  # Lambda tries the role when the function is made: rights that come a moment later would be too late for the stream and the network.
  depends_on = [aws_cloudwatch_log_group.this, aws_iam_role_policy.platform, aws_iam_role_policy.code]

  lifecycle {
    precondition {
      condition     = var.stream_mapping == null || var.reserved_concurrency == null || try(var.reserved_concurrency >= var.stream_mapping.parallelization_factor, false)
      error_message = "reserved_concurrency must be null or at least stream_mapping.parallelization_factor: one shard alone invokes so many at a time, and what is throttled waits in the stream. Allow for shards × factor."
    }
  }
}
