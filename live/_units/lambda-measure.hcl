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

dependencies {
  paths = ["${get_terragrunt_dir()}/../bootstrap"]
}

inputs = {
  name        = "${local.env.prefix}-measure"
  description = "Measures every minute how far the index is behind the table"
  command     = ["measure.handler"]
  memory_mb   = 256
  # The smoke check waits for a heartbeat for up to three minutes.
  timeout_seconds = 240

  policy_statements = {
    # Counts them.
    Parked = {
      actions   = ["dynamodb:Scan"]
      resources = [dependency.dynamodb.outputs.tables.parked.arn]
    }
    Jobs = {
      actions   = ["dynamodb:Scan"]
      resources = [dependency.dynamodb.outputs.tables.jobs.arn]
    }
    # _search. Which indexes: the role `millrace-reader` inside the domain.
    Search = {
      actions   = ["es:ESHttpPost"]
      resources = ["${dependency.opensearch.outputs.domain_arn}/*"]
    }
  }
}
