locals {
  env = read_terragrunt_config("${get_terragrunt_dir()}/../env.hcl").locals
}

terraform {
  source = "${get_terragrunt_dir()}/../../../modules//api-gateway"
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
      library = {
        name = "millrace-mock-library"
        arn  = "arn:aws:dynamodb:eu-west-1:123456789012:table/millrace-mock-library"
      }
    }
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "lambda-search" {
  config_path = "${get_terragrunt_dir()}/../lambda-search"

  mock_outputs = {
    function_name = "millrace-mock-search"
    invoke_arn    = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:millrace-mock-search/invocations"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

# Without the account's log role a stage with logs is refused.
dependencies {
  paths = ["${get_terragrunt_dir()}/../api-gateway-account"]
}

inputs = {
  name         = local.env.prefix
  stage_name   = local.env.name
  openapi_file = abspath("${get_terragrunt_dir()}/../../../openapi.yaml")
  kms_key_arn  = dependency.kms.outputs.key_arn

  table = {
    name = dependency.dynamodb.outputs.tables.library.name
    arn  = dependency.dynamodb.outputs.tables.library.arn
  }
  search_function = {
    name       = dependency.lambda-search.outputs.function_name
    invoke_arn = dependency.lambda-search.outputs.invoke_arn
  }

  authorization      = local.env.api.authorization
  is_production      = local.env.is_production
  api_keys           = local.env.api.api_keys
  quota              = local.env.api.quota
  throttling         = local.env.api.throttling
  allowed_origin     = local.env.api.allowed_origin
  waf_rate_limit     = local.env.api.waf_rate_limit
  log_retention_days = local.env.log_retention_days
}
