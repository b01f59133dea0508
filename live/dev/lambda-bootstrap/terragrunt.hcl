include "root" {
  path = "${get_terragrunt_dir()}/../../../terragrunt.hcl"
}

include "functions" {
  path           = "${get_terragrunt_dir()}/../../_units/functions.hcl"
  merge_strategy = "deep"
}

include "unit" {
  path           = "${get_terragrunt_dir()}/../../_units/lambda-bootstrap.hcl"
  merge_strategy = "deep"
}
