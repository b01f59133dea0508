locals {
  env = read_terragrunt_config("${get_terragrunt_dir()}/../env.hcl").locals
}

dependency "dynamodb" {
  config_path = "${get_terragrunt_dir()}/../dynamodb"

  mock_outputs = {
    tables = {
      library   = { arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/millrace-mock-library" }
      parked    = { arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/millrace-mock-parked" }
      jobs      = { arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/millrace-mock-jobs" }
      deletions = { arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/millrace-mock-deletions" }
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

dependency "lambda-index" {
  config_path = "${get_terragrunt_dir()}/../lambda-index"

  mock_outputs = {
    event_source_mapping_id = "00000000-0000-4000-8000-000000000000"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

inputs = {
  name        = "${local.env.prefix}-maintain"
  description = "The keeper's tools: verify, repair, redrive, rebuild"
  command     = ["maintain.handler"]
  memory_mb   = 1024

  # Lambda writes to aws/lambda/<id of the mapping>/<shard>/<day>/…, so this is what `index` has given up, and not what
  # `jobs` has. A new mapping has a new id: what the former one left is then to be moved there before `redrive`.
  environment = {
    INDEXER_FAILED_INVOCATIONS = "s3://${dependency.s3.outputs.bucket_name}/aws/lambda/${dependency.lambda-index.outputs.event_source_mapping_id}/"
  }

  policy_statements = {
    # The key's attributes, all items, and those of a page once more.
    Library = {
      actions   = ["dynamodb:BatchGetItem", "dynamodb:DescribeTable", "dynamodb:Scan"]
      resources = [dependency.dynamodb.outputs.tables.library.arn]
    }
    Parked = {
      actions   = ["dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:Scan"]
      resources = [dependency.dynamodb.outputs.tables.parked.arn]
    }
    # Works off what is left of jobs, and keeps the state of a rebuild.
    Jobs = {
      actions   = ["dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Scan"]
      resources = [dependency.dynamodb.outputs.tables.jobs.arn]
    }
    FailedInvocationsList = {
      actions = ["s3:ListBucket"]
      # All of it: only whoever may list hears of an object that it is gone; all others hear 403.
      resources = [dependency.s3.outputs.bucket_arn]
    }
    FailedInvocations = {
      actions   = ["s3:DeleteObject", "s3:GetObject"]
      resources = ["${dependency.s3.outputs.bucket_arn}/aws/lambda/${dependency.lambda-index.outputs.event_source_mapping_id}/*"]
    }
    # Creates and removes the indexes of a rebuild, too: the role `millrace-keeper` inside the domain.
    Search = {
      actions   = ["es:ESHttpDelete", "es:ESHttpGet", "es:ESHttpPost", "es:ESHttpPut"]
      resources = ["${dependency.opensearch.outputs.domain_arn}/*"]
    }
  }
}
