locals {
  env = read_terragrunt_config("${get_terragrunt_dir()}/../env.hcl").locals
}

dependency "opensearch" {
  config_path = "${get_terragrunt_dir()}/../opensearch"

  mock_outputs = {
    domain_arn = "arn:aws:es:eu-west-1:123456789012:domain/millrace-mock"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

inputs = {
  name            = "${local.env.prefix}-bootstrap"
  description     = "Gives the other functions their rights inside the domain, creates indexes and aliases; called by a deployment"
  command         = ["bootstrap.handler"]
  memory_mb       = 512
  timeout_seconds = 120

  policy_statements = {
    # Inside the domain it is the master user.
    Search = {
      actions   = ["es:ESHttpGet", "es:ESHttpPost", "es:ESHttpPut"]
      resources = ["${dependency.opensearch.outputs.domain_arn}/*"]
    }
  }
}
