# What the functions of an environment share. A unit lambda-<function> includes this file and its own, which says what only
# that function has: its entry point, its size and its rights.
locals {
  env = read_terragrunt_config("${get_terragrunt_dir()}/../env.hcl").locals

  # None may run for longer; AWS cuts calls without a byte on the wire after 350 seconds.
  longest_timeout_seconds = 300
}

terraform {
  source = "${get_terragrunt_dir()}/../../../modules//lambda"
}

dependency "kms" {
  config_path = "${get_terragrunt_dir()}/../kms"

  mock_outputs = {
    key_arn = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-4000-8000-000000000000"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "dynamodb" {
  config_path = "${get_terragrunt_dir()}/../dynamodb"

  mock_outputs = {
    tables = {
      library   = { name = "millrace-mock-library" }
      parked    = { name = "millrace-mock-parked" }
      jobs      = { name = "millrace-mock-jobs" }
      deletions = { name = "millrace-mock-deletions" }
    }
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "opensearch" {
  config_path = "${get_terragrunt_dir()}/../opensearch"

  mock_outputs = {
    endpoint = "https://search-millrace-mock.eu-west-1.es.amazonaws.com"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "image" {
  config_path = "${get_terragrunt_dir()}/../image"

  mock_outputs = {
    image_uri = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/millrace/indexer@sha256:0000000000000000000000000000000000000000000000000000000000000000"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

inputs = {
  image_uri          = dependency.image.outputs.image_uri
  kms_key_arn        = dependency.kms.outputs.key_arn
  architecture       = "arm64"
  timeout_seconds    = local.longest_timeout_seconds
  log_retention_days = local.env.log_retention_days
  log_level          = local.env.function_log_level
  vpc                = local.env.vpc

  # artifacts/indexer/src/config-variables.ts; what is not named here keeps its fallback.
  environment = {
    INDEXER_TABLE_NAME           = dependency.dynamodb.outputs.tables.library.name
    INDEXER_PARKED_TABLE_NAME    = dependency.dynamodb.outputs.tables.parked.name
    INDEXER_JOBS_TABLE_NAME      = dependency.dynamodb.outputs.tables.jobs.name
    INDEXER_DELETIONS_TABLE_NAME = dependency.dynamodb.outputs.tables.deletions.name
    INDEXER_OPENSEARCH_URL       = dependency.opensearch.outputs.endpoint
    INDEXER_OPENSEARCH_SIGNING   = "es"
    INDEXER_ALLOWED_ORIGIN       = local.env.api.allowed_origin
    # So long a rebuild waits for whoever may still write without knowing the new index.
    INDEXER_STREAM_TIMEOUT_SECONDS = tostring(local.longest_timeout_seconds)
    # A batch's objects live as long as the batch: artifacts/indexer/README.md.
    NODE_OPTIONS = "--max-semi-space-size=32"
  }
}
