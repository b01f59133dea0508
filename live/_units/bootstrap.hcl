locals {
  env = read_terragrunt_config("${get_terragrunt_dir()}/../env.hcl").locals

  role = "arn:aws:iam::${local.env.account_id}:role/${local.env.prefix}"
  # Roles by their names: they get their rights here before their functions are there.
  input = jsonencode({
    isClusterShared = false
    roles = {
      writer = ["${local.role}-index", "${local.role}-jobs"]
      keeper = ["${local.role}-maintain"]
      reader = ["${local.role}-search", "${local.role}-measure"]
    }
  })
}

terraform {
  source = "${get_terragrunt_dir()}/../../../modules//lambda-invocation"
}

dependency "lambda-bootstrap" {
  config_path = "${get_terragrunt_dir()}/../lambda-bootstrap"

  mock_outputs = {
    function_name = "millrace-mock-bootstrap"
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

dependency "opensearch" {
  config_path = "${get_terragrunt_dir()}/../opensearch"

  mock_outputs = {
    endpoint = "https://search-millrace-mock.eu-west-1.es.amazonaws.com"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

inputs = {
  function_name = dependency.lambda-bootstrap.outputs.function_name
  input         = local.input
  # Repeatable: runs again for other mappings (they are in the image), another domain, other roles.
  triggers = {
    image  = dependency.image.outputs.image_digest
    domain = dependency.opensearch.outputs.endpoint
    input  = sha256(local.input)
  }
}
