locals {
  env = read_terragrunt_config("${get_terragrunt_dir()}/../env.hcl").locals
}

terraform {
  source = "${get_terragrunt_dir()}/../../../modules//lambda-invocation"
}

dependency "lambda-measure" {
  config_path = "${get_terragrunt_dir()}/../lambda-measure"

  mock_outputs = {
    function_name = "millrace-mock-measure"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "image" {
  config_path = "${get_terragrunt_dir()}/../image"

  mock_outputs = {
    image_digest = "sha256:0000000000000000000000000000000000000000000000000000000000000000"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

# Last of all: what it waits for is on its way only when everything stands.
dependencies {
  paths = ["${get_terragrunt_dir()}/../heartbeat", "${get_terragrunt_dir()}/../lambda-jobs", "${get_terragrunt_dir()}/../cloudwatch"]
}

inputs = {
  function_name = dependency.lambda-measure.outputs.function_name
  # Fails when no heartbeat that is written from now on becomes searchable: with green resources and a domain that answers
  # 403, for example.
  input = jsonencode({ awaitHeartbeatSeconds = 180 })
  triggers = {
    image = dependency.image.outputs.image_digest
  }
}
