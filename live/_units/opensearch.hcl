locals {
  env = read_terragrunt_config("${get_terragrunt_dir()}/../env.hcl").locals
}

terraform {
  source = "${get_terragrunt_dir()}/../../../modules//opensearch"
}

dependency "kms" {
  config_path = "${get_terragrunt_dir()}/../kms"

  mock_outputs = {
    key_arn = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-4000-8000-000000000000"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

inputs = {
  name               = local.env.prefix
  kms_key_arn        = dependency.kms.outputs.key_arn
  data_nodes         = local.env.domain.data_nodes
  dedicated_masters  = local.env.domain.dedicated_masters
  zone_count         = local.env.domain.zone_count
  volume             = local.env.domain.volume
  vpc                = local.env.vpc
  log_retention_days = local.env.log_retention_days

  # The one principal that may give rights inside the domain. By its name: its function needs the domain's address first.
  master_user_arn = "arn:aws:iam::${local.env.account_id}:role/${local.env.prefix}-bootstrap"

  manages_log_policy          = local.env.owns_account_settings
  manages_service_linked_role = local.env.owns_account_settings && local.env.vpc != null
}
