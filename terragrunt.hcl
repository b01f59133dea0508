# What all units share: state, provider, allowed versions, and a guard. It is no unit itself: its `terraform` block has no source, and
# Terragrunt is started in live/<env>, where this file is above and not among the units.
# Units include it by its path: find_in_parent_folders() would be a warning since the name became special.

terragrunt_version_constraint = ">= 0.55.0, < 2.0.0"
terraform_version_constraint  = ">= 1.10"
# Newer Terragrunts would take OpenTofu.
terraform_binary = "terraform"

locals {
  # The second path is for checks that read this file by itself.
  env = read_terragrunt_config(find_in_parent_folders("env.hcl", "${get_parent_terragrunt_dir()}/live/dev/env.hcl")).locals
}

# Whoever types the command by hand meets this; `make destroy` refuses before it starts anything.
terraform {
  before_hook "protected" {
    commands = local.env.is_production ? ["destroy"] : []
    execute  = ["sh", "-c", "echo 'Expected an environment that may go, got is_production = true in env.hcl. Nothing was touched.' >&2; exit 1"]
  }
}

remote_state {
  backend = "s3"

  generate = {
    path      = "backend.tf"
    if_exists = "overwrite_terragrunt"
  }

  config = {
    bucket  = "millrace-${local.env.account_id}-${local.env.region}-state"
    key     = "${path_relative_to_include()}/terraform.tfstate"
    region  = local.env.region
    encrypt = true
    # The lock is an object beside the state: no table to keep.
    use_lockfile = true
    # Made once, with versions, encryption and TLS only; what its owners change later is theirs.
    disable_bucket_update = true
  }
}

generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite_terragrunt"

  # An account that is not this environment's is refused before anything is read or changed.
  contents = <<-EOF
    provider "aws" {
      region              = "${local.env.region}"
      allowed_account_ids = ["${local.env.account_id}"]

      default_tags {
        tags = {
          project     = "millrace"
          environment = "${local.env.name}"
          unit        = "${path_relative_to_include()}"
        }
      }
    }
  EOF
}
