terraform {
  required_version = ">= 1.10"

  required_providers {
    # Nothing here uses it. A root that gives every unit a provider block gives this one too, and it is to be the same version.
    # tflint-ignore: terraform_unused_required_providers
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.83, < 7.0"
    }
  }
}
