include "root" {
  path = "${get_terragrunt_dir()}/../../../terragrunt.hcl"
}

include "unit" {
  path = "${get_terragrunt_dir()}/../../_units/static-site.hcl"
}
