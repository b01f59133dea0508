locals {
  env = read_terragrunt_config("${get_terragrunt_dir()}/../env.hcl").locals
}

terraform {
  source = "${get_terragrunt_dir()}/../../../modules//kms"
}

inputs = {
  name                 = local.env.prefix
  description          = "All that ${local.env.prefix} stores: tables, index, failed invocations, logs, alarms"
  deletion_window_days = local.env.key_deletion_days
}
