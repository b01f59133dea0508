locals {
  env = read_terragrunt_config("${get_terragrunt_dir()}/../env.hcl").locals
}

terraform {
  source = "${get_terragrunt_dir()}/../../../modules//ecr"
}

inputs = {
  name             = "millrace/indexer"
  create           = local.env.image_repository.create
  registry_id      = local.env.image_repository.create ? null : local.env.image_repository.account_id
  pull_account_ids = local.env.image_repository.pull_account_ids
  # Never while other accounts run from it, whatever this environment is worth.
  force_delete = !local.env.deletion_protection && length(local.env.image_repository.pull_account_ids) == 0
}
