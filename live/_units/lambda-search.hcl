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
  name        = "${local.env.prefix}-search"
  description = "Answers the searches and the status"
  command     = ["search.handler"]
  memory_mb   = 1024
  # API Gateway waits for 29 seconds.
  timeout_seconds = 28

  reserved_concurrency = local.env.search.reserved_concurrency

  # Signs the `next` of a page. Drawn anew, what callers hold of it is refused, and they begin again.
  drawn_secrets = ["INDEXER_TOKEN_SECRET"]

  policy_statements = {
    # Read your writes: which version an item has.
    Library = {
      actions   = ["dynamodb:BatchGetItem"]
      resources = [dependency.dynamodb.outputs.tables.library.arn]
    }
    # And which deletions the index has carried out.
    Deletions = {
      actions   = ["dynamodb:BatchGetItem"]
      resources = [dependency.dynamodb.outputs.tables.deletions.arn]
    }
    # Counts them.
    Parked = {
      actions   = ["dynamodb:Scan"]
      resources = [dependency.dynamodb.outputs.tables.parked.arn]
    }
    Jobs = {
      actions   = ["dynamodb:Scan"]
      resources = [dependency.dynamodb.outputs.tables.jobs.arn]
    }
    # _search, also to open a point in time. Which indexes: the role `millrace-reader` inside the domain.
    Search = {
      actions   = ["es:ESHttpPost"]
      resources = ["${dependency.opensearch.outputs.domain_arn}/*"]
    }
    ClosePointsInTime = {
      actions   = ["es:ESHttpDelete"]
      resources = ["${dependency.opensearch.outputs.domain_arn}/_search/point_in_time"]
    }
  }
}
