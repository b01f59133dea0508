# Secrets that the module draws itself, without AWS.

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

run "draws_a_secret_of_its_own_beside_what_it_is_given" {
  variables {
    environment   = { INDEXER_LOG_LEVEL = "info" }
    drawn_secrets = ["INDEXER_TOKEN_SECRET", "INDEXER_OTHER_SECRET"]
  }

  assert {
    condition = (
      can(regex("^[0-9a-f-]{72}$", nonsensitive(aws_lambda_function.this.environment[0].variables["INDEXER_TOKEN_SECRET"])))
      && nonsensitive(aws_lambda_function.this.environment[0].variables["INDEXER_TOKEN_SECRET"]) != nonsensitive(aws_lambda_function.this.environment[0].variables["INDEXER_OTHER_SECRET"])
      && aws_lambda_function.this.environment[0].variables["INDEXER_LOG_LEVEL"] == "info"
    )
    error_message = "Expected two different secrets of 72 characters beside the variable that was given."
  }

  assert {
    condition     = issensitive(aws_lambda_function.this.environment[0].variables["INDEXER_TOKEN_SECRET"]) && !issensitive(aws_lambda_function.this.environment[0].variables["INDEXER_LOG_LEVEL"])
    error_message = "Expected a plan to show the variable, and not the secret."
  }
}

# On what the run before it has left. Drawn anew, the value would not be known to a plan.
run "keeps_what_it_has_drawn" {
  command = plan

  variables {
    environment   = { INDEXER_LOG_LEVEL = "debug" }
    drawn_secrets = ["INDEXER_TOKEN_SECRET", "INDEXER_OTHER_SECRET"]
  }

  assert {
    condition     = can(regex("^[0-9a-f-]{72}$", terraform_data.this["INDEXER_TOKEN_SECRET"].output)) && terraform_data.this["INDEXER_TOKEN_SECRET"].input == terraform_data.this["INDEXER_TOKEN_SECRET"].output
    error_message = "Expected the same value for ever."
  }
}

run "has_no_environment_without_variables" {
  command = plan

  assert {
    condition     = length(aws_lambda_function.this.environment) == 0
    error_message = "A block without variables would be a change in every plan."
  }
}

run "refuses_to_draw_what_is_given" {
  command = plan

  variables {
    environment   = { INDEXER_TOKEN_SECRET = "given" }
    drawn_secrets = ["INDEXER_TOKEN_SECRET"]
  }

  expect_failures = [var.drawn_secrets]
}

run "refuses_to_draw_a_variable_of_lambdas_own" {
  command = plan

  variables {
    drawn_secrets = ["AWS_SECRET_ACCESS_KEY"]
  }

  expect_failures = [var.drawn_secrets]
}
