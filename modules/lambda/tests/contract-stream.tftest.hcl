# The mapping of a stream: its id, and every refusal, without AWS.

mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }

  mock_data "aws_region" {
    defaults = { id = "eu-west-1" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/mill-index" }
  }

  mock_resource "aws_lambda_function" {
    defaults = { arn = "arn:aws:lambda:eu-west-1:123456789012:function:mill-index" }
  }

  mock_resource "aws_lambda_event_source_mapping" {
    defaults = { uuid = "11111111-2222-3333-4444-555555555555" }
  }
}

variables {
  name        = "mill-index"
  image_uri   = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/mill/indexer@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
  command     = ["index.handler"]
  kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/1111aaaa-22bb-33cc-44dd-555555eeeeee"

  policy_statements = {
    ReadTheLibrary = { actions = ["dynamodb:GetItem"], resources = ["arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library"] }
  }
}

run "tells_the_id_of_its_mapping" {
  variables {
    stream_mapping = { stream_arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library/stream/2026-11-21T00:00:00.000" }
  }

  assert {
    condition     = output.event_source_mapping_id == "11111111-2222-3333-4444-555555555555"
    error_message = "The UUID is the dimension of the mapping's metrics."
  }
}

run "refuses_a_table_for_a_stream" {
  command = plan

  variables {
    stream_mapping = { stream_arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library" }
  }

  expect_failures = [var.stream_mapping]
}

run "refuses_records_older_than_the_stream_keeps_them" {
  command = plan

  variables {
    stream_mapping = {
      stream_arn                 = "arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library/stream/2026-11-21T00:00:00.000"
      maximum_record_age_seconds = 86400
    }
  }

  expect_failures = [var.stream_mapping]
}

run "refuses_records_of_any_age" {
  command = plan

  variables {
    stream_mapping = {
      stream_arn                 = "arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library/stream/2026-11-21T00:00:00.000"
      maximum_record_age_seconds = -1
    }
  }

  expect_failures = [var.stream_mapping]
}

run "refuses_more_than_ten_batches_of_a_shard_at_once" {
  command = plan

  variables {
    stream_mapping = {
      stream_arn             = "arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library/stream/2026-11-21T00:00:00.000"
      parallelization_factor = 11
    }
  }

  expect_failures = [var.stream_mapping]
}

run "refuses_a_batch_that_dynamodb_has_not" {
  command = plan

  variables {
    stream_mapping = {
      stream_arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library/stream/2026-11-21T00:00:00.000"
      batch_size = 10001
    }
  }

  expect_failures = [var.stream_mapping]
}

run "refuses_a_window_beyond_five_minutes" {
  command = plan

  variables {
    stream_mapping = {
      stream_arn     = "arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library/stream/2026-11-21T00:00:00.000"
      window_seconds = 301
    }
  }

  expect_failures = [var.stream_mapping]
}

run "refuses_fewer_attempts_than_for_ever" {
  command = plan

  variables {
    stream_mapping = {
      stream_arn             = "arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library/stream/2026-11-21T00:00:00.000"
      maximum_retry_attempts = -2
    }
  }

  expect_failures = [var.stream_mapping]
}

run "refuses_a_queue_for_failed_invocations" {
  command = plan

  variables {
    stream_mapping = {
      stream_arn                    = "arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library/stream/2026-11-21T00:00:00.000"
      failed_invocations_bucket_arn = "arn:aws:sqs:eu-west-1:123456789012:mill-failed"
    }
  }

  expect_failures = [var.stream_mapping]
}

run "refuses_large_batches_without_a_window" {
  command = plan

  variables {
    stream_mapping = {
      stream_arn     = "arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library/stream/2026-11-21T00:00:00.000"
      window_seconds = 0
    }
  }

  expect_failures = [aws_lambda_event_source_mapping.this]
}

run "takes_small_batches_without_a_window" {
  command = plan

  variables {
    stream_mapping = {
      stream_arn     = "arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library/stream/2026-11-21T00:00:00.000"
      batch_size     = 10
      window_seconds = 0
    }
  }
}

run "refuses_less_concurrency_than_one_shard_takes" {
  command = plan

  variables {
    reserved_concurrency = 4
    stream_mapping = {
      stream_arn             = "arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library/stream/2026-11-21T00:00:00.000"
      parallelization_factor = 5
    }
  }

  expect_failures = [aws_lambda_function.this]
}

run "takes_the_concurrency_of_one_shard" {
  command = plan

  variables {
    reserved_concurrency = 5
    stream_mapping = {
      stream_arn             = "arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library/stream/2026-11-21T00:00:00.000"
      parallelization_factor = 5
    }
  }
}
