mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws", dns_suffix = "amazonaws.com" }
  }
  mock_data "aws_region" {
    defaults = { id = "eu-west-1" }
  }
  mock_resource "aws_kms_key" {
    defaults = {
      arn    = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555"
      key_id = "11111111-2222-3333-4444-555555555555"
    }
  }
}

variables {
  name = "millrace-dev"
}

run "hands_on_the_key_and_its_alias" {
  command = apply

  assert {
    condition     = output.key_arn == "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555"
    error_message = "Expected the ARN of the key."
  }

  assert {
    condition     = output.key_id == "11111111-2222-3333-4444-555555555555"
    error_message = "Expected the id of the key."
  }

  assert {
    condition     = output.alias_name == "alias/millrace-dev" && aws_kms_alias.this.target_key_id == output.key_id
    error_message = "Expected the alias alias/<name> to point to the key."
  }

  assert {
    condition     = aws_kms_key.this.description == "Data of millrace-dev"
    error_message = "Expected a description made from the name."
  }
}

run "takes_a_description" {
  command = apply

  variables {
    description = "Catalogue"
  }

  assert {
    condition     = aws_kms_key.this.description == "Catalogue"
    error_message = "Expected the description that was given."
  }
}

run "refuses_a_name_with_the_prefix" {
  command = plan

  variables {
    name = "alias/millrace-dev"
  }

  expect_failures = [var.name]
}

run "refuses_a_name_of_aws" {
  command = plan

  variables {
    name = "aws/millrace"
  }

  expect_failures = [var.name]
}

run "refuses_a_name_with_other_characters" {
  command = plan

  variables {
    name = "millrace dev"
  }

  expect_failures = [var.name]
}

run "refuses_an_empty_description" {
  command = plan

  variables {
    description = ""
  }

  expect_failures = [var.description]
}

run "refuses_a_window_of_less_than_a_week" {
  command = plan

  variables {
    deletion_window_days = 6
  }

  expect_failures = [var.deletion_window_days]
}

run "refuses_a_window_of_more_than_thirty_days" {
  command = plan

  variables {
    deletion_window_days = 31
  }

  expect_failures = [var.deletion_window_days]
}

run "refuses_a_window_of_half_days" {
  command = plan

  variables {
    deletion_window_days = 7.5
  }

  expect_failures = [var.deletion_window_days]
}
