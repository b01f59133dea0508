# The rights that the code is given: what is taken, and every refusal, without AWS.

mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }

  mock_data "aws_region" {
    defaults = { id = "eu-west-1" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/mill-index" }
  }

  mock_resource "aws_lambda_function" {
    defaults = { arn = "arn:aws:lambda:eu-west-1:123456789012:function:mill-index" }
  }

  mock_resource "aws_lambda_event_source_mapping" {
    defaults = { uuid = "11111111-2222-3333-4444-555555555555" }
  }
}

variables {
  name        = "mill-index"
  image_uri   = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/mill/indexer@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
  command     = ["index.handler"]
  kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/1111aaaa-22bb-33cc-44dd-555555eeeeee"

  policy_statements = {
    ReadTheLibrary = { actions = ["dynamodb:GetItem"], resources = ["arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library"] }
  }
}

run "needs_no_rights_for_code_that_calls_nothing" {
  variables {
    policy_statements = {}
  }

  assert {
    condition     = length(aws_iam_role_policy.code) == 0
    error_message = "IAM refuses a policy without statements."
  }
}

run "refuses_a_wildcard_action" {
  command = plan

  variables {
    policy_statements = { All = { actions = ["dynamodb:*"], resources = ["arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library"] } }
  }

  expect_failures = [var.policy_statements]
}

run "refuses_half_a_wildcard_action" {
  command = plan

  variables {
    policy_statements = { Some = { actions = ["dynamodb:Get*"], resources = ["arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library"] } }
  }

  expect_failures = [var.policy_statements]
}

run "refuses_an_action_without_a_service" {
  command = plan

  variables {
    policy_statements = { Bare = { actions = ["GetItem"], resources = ["arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library"] } }
  }

  expect_failures = [var.policy_statements]
}

run "refuses_everything_as_a_resource" {
  command = plan

  variables {
    policy_statements = { Anything = { actions = ["dynamodb:GetItem"], resources = ["*"] } }
  }

  expect_failures = [var.policy_statements]
}

run "refuses_every_table_as_a_resource" {
  command = plan

  variables {
    policy_statements = { Anything = { actions = ["dynamodb:GetItem"], resources = ["arn:aws:dynamodb:*:*:*"] } }
  }

  expect_failures = [var.policy_statements]
}

run "refuses_a_statement_without_a_resource" {
  command = plan

  variables {
    policy_statements = { Nothing = { actions = ["dynamodb:GetItem"], resources = [] } }
  }

  expect_failures = [var.policy_statements]
}

run "refuses_a_statement_id_that_iam_refuses" {
  command = plan

  variables {
    policy_statements = { "read-table" = { actions = ["dynamodb:GetItem"], resources = ["arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library"] } }
  }

  expect_failures = [var.policy_statements]
}

run "takes_what_is_in_a_bucket_as_a_resource" {
  command = plan

  variables {
    policy_statements = { ReadBatches = { actions = ["s3:GetObject"], resources = ["arn:aws:s3:::mill-failed/*"] } }
  }
}
