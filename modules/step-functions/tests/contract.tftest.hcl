# Outputs, wiring and every refusal, without AWS.

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

  mock_resource "aws_sfn_state_machine" {
    defaults = { arn = "arn:aws:states:eu-west-1:123456789012:stateMachine:mill-keeper" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/mill-keeper" }
  }

  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/vendedlogs/states/mill-keeper" }
  }
}

variables {
  name          = "mill-keeper"
  definition    = "{\"StartAt\":\"End\",\"States\":{\"End\":{\"Type\":\"Succeed\"}}}"
  kms_key_arn   = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-4000-8000-000000000000"
  function_arns = ["arn:aws:lambda:eu-west-1:123456789012:function:mill-maintain"]
}

run "hands_on_the_state_machine" {
  assert {
    condition = (
      output.state_machine_arn == "arn:aws:states:eu-west-1:123456789012:stateMachine:mill-keeper"
      && output.state_machine_name == "mill-keeper"
      && output.role_arn == "arn:aws:iam::123456789012:role/mill-keeper"
      && output.log_group_name == "/aws/vendedlogs/states/mill-keeper"
    )
    error_message = "The outputs must be those of the state machine, its role and its log group."
  }

  assert {
    condition     = aws_sfn_state_machine.this.role_arn == output.role_arn && aws_sfn_state_machine.this.definition == var.definition
    error_message = "The machine must run what it was given, as its own role."
  }

  assert {
    condition     = aws_sfn_state_machine.this.logging_configuration[0].log_destination == "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/vendedlogs/states/mill-keeper:*"
    error_message = "Step Functions takes a log group's ARN with `:*` behind it."
  }
}

run "refuses_a_name_that_iam_does_not_take" {
  command = plan

  variables {
    name = "mill keeper"
  }

  expect_failures = [var.name]
}

run "refuses_a_definition_that_is_no_json" {
  command = plan

  variables {
    definition = "StartAt: End"
  }

  expect_failures = [var.definition]
}

run "refuses_a_definition_without_states" {
  command = plan

  variables {
    definition = "{\"StartAt\":\"End\"}"
  }

  expect_failures = [var.definition]
}

run "refuses_a_definition_with_a_placeholder_left" {
  command = plan

  variables {
    definition = "{\"StartAt\":\"End\",\"States\":{\"End\":{\"Type\":\"Task\",\"Resource\":\"$${maintain_function_arn}\"}}}"
  }

  expect_failures = [var.definition]
}

run "refuses_the_alias_of_a_key" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:alias/mill"
  }

  expect_failures = [var.kms_key_arn]
}

run "refuses_no_function" {
  command = plan

  variables {
    function_arns = []
  }

  expect_failures = [var.function_arns]
}

run "refuses_all_functions" {
  command = plan

  variables {
    function_arns = ["arn:aws:lambda:eu-west-1:123456789012:function:*"]
  }

  expect_failures = [var.function_arns]
}

run "refuses_to_keep_logs_for_ever" {
  command = plan

  variables {
    log_retention_days = 0
  }

  expect_failures = [var.log_retention_days]
}

run "refuses_to_log_nothing" {
  command = plan

  variables {
    log_level = "OFF"
  }

  expect_failures = [var.log_level]
}
