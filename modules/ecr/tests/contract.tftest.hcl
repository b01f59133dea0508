mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
  mock_data "aws_region" {
    defaults = { id = "eu-west-1" }
  }
  mock_data "aws_ecr_repository" {
    defaults = {
      arn            = "arn:aws:ecr:eu-west-1:999988887777:repository/millrace/indexer"
      repository_url = "999988887777.dkr.ecr.eu-west-1.amazonaws.com/millrace/indexer"
    }
  }
  mock_resource "aws_ecr_repository" {
    defaults = {
      arn            = "arn:aws:ecr:eu-west-1:123456789012:repository/millrace/indexer"
      repository_url = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/millrace/indexer"
      registry_id    = "123456789012"
    }
  }
}

variables {
  name   = "millrace/indexer"
  create = true
}

run "makes_the_repository_and_hands_it_on" {
  command = apply

  assert {
    condition     = output.repository_name == "millrace/indexer" && output.repository_url == "123456789012.dkr.ecr.eu-west-1.amazonaws.com/millrace/indexer"
    error_message = "Expected name and address of the repository that was made."
  }

  assert {
    condition     = output.repository_arn == "arn:aws:ecr:eu-west-1:123456789012:repository/millrace/indexer" && output.registry_id == "123456789012"
    error_message = "Expected ARN and owner of the repository that was made."
  }

  assert {
    condition     = length(data.aws_ecr_repository.this) == 0
    error_message = "Expected no lookup of what is made here."
  }
}

run "looks_up_the_repository_of_another_account" {
  command = apply

  variables {
    create      = false
    registry_id = "999988887777"
  }

  assert {
    condition     = output.repository_url == "999988887777.dkr.ecr.eu-west-1.amazonaws.com/millrace/indexer" && output.registry_id == "999988887777"
    error_message = "Expected the repository of the account that owns it."
  }

  assert {
    condition     = length(aws_ecr_repository.this) + length(aws_ecr_lifecycle_policy.this) + length(aws_ecr_repository_policy.this) == 0
    error_message = "Expected nothing to be made."
  }
}

run "refuses_a_name_with_capitals" {
  command = plan

  variables {
    name = "Millrace/Indexer"
  }

  expect_failures = [var.name]
}

run "refuses_a_name_that_ends_with_a_slash" {
  command = plan

  variables {
    name = "millrace/"
  }

  expect_failures = [var.name]
}

run "refuses_a_name_of_one_character" {
  command = plan

  variables {
    name = "a"
  }

  expect_failures = [var.name]
}

run "refuses_an_owner_that_is_no_account" {
  command = plan

  variables {
    create      = false
    registry_id = "staging"
  }

  expect_failures = [var.registry_id]
}

run "refuses_to_make_a_repository_in_another_account" {
  command = plan

  variables {
    registry_id = "999988887777"
  }

  expect_failures = [var.registry_id]
}

run "refuses_the_alias_of_a_key" {
  command = plan

  variables {
    kms_key_arn = "alias/millrace-dev"
  }

  expect_failures = [var.kms_key_arn]
}

run "refuses_accounts_that_are_none" {
  command = plan

  variables {
    pull_account_ids = ["11112222333"]
  }

  expect_failures = [var.pull_account_ids]
}

run "refuses_images_that_expire_at_once" {
  command = plan

  variables {
    untagged_expiration_days = 0
  }

  expect_failures = [var.untagged_expiration_days]
}
