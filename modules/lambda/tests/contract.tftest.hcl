# Outputs and refusals, without AWS.

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

run "hands_on_what_others_need" {
  assert {
    condition = (
      output.function_name == "mill-index"
      && output.function_arn == "arn:aws:lambda:eu-west-1:123456789012:function:mill-index"
      && output.role_arn == "arn:aws:iam::123456789012:role/mill-index"
      && output.role_name == "mill-index"
      && output.log_group_name == "/aws/lambda/mill-index"
      && output.timeout_seconds == 60
      && output.invoke_arn == aws_lambda_function.this.invoke_arn
    )
    error_message = "The outputs must be those of the function, its role and its log group."
  }

  assert {
    condition     = output.event_source_mapping_id == null && length(aws_lambda_event_source_mapping.this) == 0
    error_message = "Without a stream there must be no mapping."
  }
}

run "refuses_an_image_by_tag" {
  command = plan

  variables {
    image_uri = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/mill/indexer:latest"
  }

  expect_failures = [var.image_uri]
}

run "refuses_an_image_from_elsewhere" {
  command = plan

  variables {
    image_uri = "docker.io/mill/indexer@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
  }

  expect_failures = [var.image_uri]
}

run "refuses_a_name_with_a_dot" {
  command = plan

  variables {
    name = "mill.index"
  }

  expect_failures = [var.name]
}

run "refuses_an_empty_command" {
  command = plan

  variables {
    command = []
  }

  expect_failures = [var.command]
}

run "refuses_the_alias_of_a_key" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:alias/mill"
  }

  expect_failures = [var.kms_key_arn]
}

run "refuses_a_description_that_lambda_would_cut" {
  command = plan

  variables {
    description = join("", [for position in range(257) : "x"])
  }

  expect_failures = [var.description]
}

run "refuses_a_variable_of_lambdas_own" {
  command = plan

  variables {
    environment = { AWS_REGION = "eu-west-1" }
  }

  expect_failures = [var.environment]
}

run "refuses_less_memory_than_there_is" {
  command = plan

  variables {
    memory_mb = 64
  }

  expect_failures = [var.memory_mb]
}

run "refuses_a_timeout_beyond_fifteen_minutes" {
  command = plan

  variables {
    timeout_seconds = 901
  }

  expect_failures = [var.timeout_seconds]
}

run "refuses_a_processor_that_lambda_has_not" {
  command = plan

  variables {
    architecture = "riscv64"
  }

  expect_failures = [var.architecture]
}

run "refuses_a_negative_reserve" {
  command = plan

  variables {
    reserved_concurrency = -1
  }

  expect_failures = [var.reserved_concurrency]
}

run "refuses_a_retention_that_logs_do_not_know" {
  command = plan

  variables {
    log_retention_days = 10
  }

  expect_failures = [var.log_retention_days]
}

run "refuses_a_level_that_lambda_does_not_know" {
  command = plan

  variables {
    log_level = "info"
  }

  expect_failures = [var.log_level]
}

run "refuses_a_network_without_a_security_group" {
  command = plan

  variables {
    vpc = { subnet_ids = ["subnet-1"], security_group_ids = [] }
  }

  expect_failures = [var.vpc]
}
