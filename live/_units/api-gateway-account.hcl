locals {
  env = read_terragrunt_config("${get_terragrunt_dir()}/../env.hcl").locals
}

terraform {
  source = "${get_terragrunt_dir()}/../../../modules//api-gateway-account"
}

inputs = {
  name   = "${local.env.prefix}-api-gateway-logs"
  create = local.env.owns_account_settings
}
