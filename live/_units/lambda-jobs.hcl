locals {
  env = read_terragrunt_config("${get_terragrunt_dir()}/../env.hcl").locals
}

dependency "dynamodb" {
  config_path = "${get_terragrunt_dir()}/../dynamodb"

  mock_outputs = {
    tables = {
      library = {
        name       = "millrace-mock-library"
        arn        = "arn:aws:dynamodb:eu-west-1:123456789012:table/millrace-mock-library"
        stream_arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/millrace-mock-library/stream/2026-01-01T00:00:00.000"
      }
      parked = {
        name       = "millrace-mock-parked"
        arn        = "arn:aws:dynamodb:eu-west-1:123456789012:table/millrace-mock-parked"
        stream_arn = null
      }
      jobs = {
        name       = "millrace-mock-jobs"
        arn        = "arn:aws:dynamodb:eu-west-1:123456789012:table/millrace-mock-jobs"
        stream_arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/millrace-mock-jobs/stream/2026-01-01T00:00:00.000"
      }
      deletions = {
        name       = "millrace-mock-deletions"
        arn        = "arn:aws:dynamodb:eu-west-1:123456789012:table/millrace-mock-deletions"
        stream_arn = null
      }
    }
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "opensearch" {
  config_path = "${get_terragrunt_dir()}/../opensearch"

  mock_outputs = {
    domain_arn = "arn:aws:es:eu-west-1:123456789012:domain/millrace-mock"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "s3" {
  config_path = "${get_terragrunt_dir()}/../s3"

  mock_outputs = {
    bucket_name = "millrace-mock-failed"
    bucket_arn  = "arn:aws:s3:::millrace-mock-failed"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependencies {
  paths = ["${get_terragrunt_dir()}/../bootstrap"]
}

inputs = {
  name        = "${local.env.prefix}-jobs"
  description = "Carries changed items on into the many documents that show them; from the stream of the table jobs"
  command     = ["jobs.handler"]
  memory_mb   = 1024

  reserved_concurrency = local.env.stream.reserves_concurrency ? local.env.stream.shards * local.env.stream.parallelization_factor : null

  # Each slice of a job is a record that brings the next one: gathering them would only hold it back. What is given up
  # here is not lost: the job stays in its table, and `redrive` works it off.
  stream_mapping = {
    stream_arn                    = dependency.dynamodb.outputs.tables.jobs.stream_arn
    batch_size                    = 10
    window_seconds                = 0
    parallelization_factor        = local.env.stream.parallelization_factor
    failed_invocations_bucket_arn = dependency.s3.outputs.bucket_arn
  }

  policy_statements = {
    Library = {
      actions   = ["dynamodb:BatchGetItem"]
      resources = [dependency.dynamodb.outputs.tables.library.arn]
    }
    Parked = {
      actions   = ["dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:Scan"]
      resources = [dependency.dynamodb.outputs.tables.parked.arn]
    }
    # Reads a job, moves its cursor on (a put on condition), ends it, and hands over what keeps changing.
    Jobs = {
      actions   = ["dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"]
      resources = [dependency.dynamodb.outputs.tables.jobs.arn]
    }
    Search = {
      actions   = ["es:ESHttpGet", "es:ESHttpPost"]
      resources = ["${dependency.opensearch.outputs.domain_arn}/*"]
    }
  }
}
