locals {
  env = read_terragrunt_config("${get_terragrunt_dir()}/../env.hcl").locals
}

terraform {
  source = "${get_terragrunt_dir()}/../../../modules//step-functions"
}

dependency "kms" {
  config_path = "${get_terragrunt_dir()}/../kms"

  mock_outputs = {
    key_arn = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-4000-8000-000000000000"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "lambda-maintain" {
  config_path = "${get_terragrunt_dir()}/../lambda-maintain"

  mock_outputs = {
    function_arn = "arn:aws:lambda:eu-west-1:123456789012:function:millrace-mock-maintain"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

inputs = {
  name        = "${local.env.prefix}-keeper"
  kms_key_arn = dependency.kms.outputs.key_arn
  definition = templatefile("${get_terragrunt_dir()}/../../../artifacts/indexer/keeper.asl.json", {
    maintain_function_arn = dependency.lambda-maintain.outputs.function_arn
  })
  function_arns      = [dependency.lambda-maintain.outputs.function_arn]
  log_retention_days = local.env.log_retention_days
}
