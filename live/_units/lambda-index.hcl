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

# A new field is mapped before the code that writes it runs.
dependencies {
  paths = ["${get_terragrunt_dir()}/../bootstrap"]
}

inputs = {
  name            = "${local.env.prefix}-index"
  description     = "Writes the changes of the table's stream to the index"
  command         = ["index.handler"]
  memory_mb       = 1024
  timeout_seconds = 120

  reserved_concurrency = local.env.stream.reserves_concurrency ? local.env.stream.shards * local.env.stream.parallelization_factor : null

  stream_mapping = {
    stream_arn                    = dependency.dynamodb.outputs.tables.library.stream_arn
    parallelization_factor        = local.env.stream.parallelization_factor
    failed_invocations_bucket_arn = dependency.s3.outputs.bucket_arn
  }

  policy_statements = {
    # What a document is built from, read consistently.
    Library = {
      actions   = ["dynamodb:BatchGetItem"]
      resources = [dependency.dynamodb.outputs.tables.library.arn]
    }
    # Puts what is refused, looks for what was (a scan when there is little), takes away what has been written since.
    Parked = {
      actions   = ["dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:Scan"]
      resources = [dependency.dynamodb.outputs.tables.parked.arn]
    }
    # Only hands over: `jobs` reads and ends them.
    Jobs = {
      actions   = ["dynamodb:BatchWriteItem"]
      resources = [dependency.dynamodb.outputs.tables.jobs.arn]
    }
    # The code only puts, though the right would let it delete, too: `search` reads them, and they expire.
    Deletions = {
      actions   = ["dynamodb:BatchWriteItem"]
      resources = [dependency.dynamodb.outputs.tables.deletions.arn]
    }
    # _alias; _bulk, _mget, _search. Which indexes: the role `millrace-writer` inside the domain.
    Search = {
      actions   = ["es:ESHttpGet", "es:ESHttpPost"]
      resources = ["${dependency.opensearch.outputs.domain_arn}/*"]
    }
  }
}
