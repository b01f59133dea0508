# What the real provider plans for a stream, with keys that open nothing.

provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_caller_identity.this
  values = { account_id = "123456789012" }
}

variables {
  name        = "mill-index"
  image_uri   = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/mill/indexer@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
  command     = ["index.handler"]
  kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/1111aaaa-22bb-33cc-44dd-555555eeeeee"
  environment = { INDEXER_TABLE_NAME = "mill-library" }

  policy_statements = {
    ReadTheLibrary = { actions = ["dynamodb:GetItem", "dynamodb:BatchGetItem"], resources = ["arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library"] }
  }
}

run "reads_one_stream_from_its_oldest_record_and_keeps_what_it_gives_up" {
  command = plan

  variables {
    stream_mapping = {
      stream_arn                    = "arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library/stream/2026-11-21T00:00:00.000"
      failed_invocations_bucket_arn = "arn:aws:s3:::mill-failed"
    }
  }

  override_resource {
    target          = aws_cloudwatch_log_group.this
    override_during = plan
    values          = { arn = "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/mill-index" }
  }

  assert {
    condition = (
      aws_lambda_event_source_mapping.this[0].starting_position == "TRIM_HORIZON"
      && aws_lambda_event_source_mapping.this[0].batch_size == 1000
      && aws_lambda_event_source_mapping.this[0].maximum_batching_window_in_seconds == 1
      && aws_lambda_event_source_mapping.this[0].parallelization_factor == 1
      && aws_lambda_event_source_mapping.this[0].function_response_types == toset(["ReportBatchItemFailures"])
      && aws_lambda_event_source_mapping.this[0].bisect_batch_on_function_error
      && aws_lambda_event_source_mapping.this[0].maximum_record_age_in_seconds == 82800
      && aws_lambda_event_source_mapping.this[0].metrics_config[0].metrics == toset(["EventCount"])
      && aws_lambda_event_source_mapping.this[0].destination_config[0].on_failure[0].destination_arn == "arn:aws:s3:::mill-failed"
    )
    error_message = "The mapping's defaults are what keeps records from being lost."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.this[0].maximum_retry_attempts == -1
    error_message = "Records must be tried again until they are too old."
  }

  assert {
    condition = [for statement in jsondecode(aws_iam_role_policy.platform.policy).Statement : statement if !contains(["WriteOwnLogs", "SendTraces", "UseTheKey"], statement.Sid)] == [
      {
        Sid      = "ReadTheStream"
        Effect   = "Allow"
        Action   = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"]
        Resource = ["arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library/stream/2026-11-21T00:00:00.000"]
      },
      {
        Sid      = "ListTheTablesStreams"
        Effect   = "Allow"
        Action   = ["dynamodb:ListStreams"]
        Resource = ["arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library/stream/*"]
      },
      {
        Sid      = "KeepFailedInvocations"
        Effect   = "Allow"
        Action   = ["s3:PutObject"]
        Resource = ["arn:aws:s3:::mill-failed/*"]
      },
      {
        Sid      = "FindTheBucketOfFailedInvocations"
        Effect   = "Allow"
        Action   = ["s3:ListBucket"]
        Resource = ["arn:aws:s3:::mill-failed"]
      },
    ]
    error_message = "Got ${aws_iam_role_policy.platform.policy}"
  }
}

run "keeps_nothing_where_it_has_no_bucket" {
  command = plan

  variables {
    stream_mapping = { stream_arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library/stream/2026-11-21T00:00:00.000" }
  }

  override_resource {
    target          = aws_cloudwatch_log_group.this
    override_during = plan
    values          = { arn = "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/mill-index" }
  }

  assert {
    condition     = length(aws_lambda_event_source_mapping.this[0].destination_config) == 0 && !strcontains(aws_iam_role_policy.platform.policy, "s3:")
    error_message = "Without a bucket there must be no right on any."
  }
}
