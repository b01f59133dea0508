# Outputs and every refusal, without AWS.

mock_provider "aws" {
  mock_resource "aws_lambda_invocation" {
    defaults = { result = "{\"created\":[\"books-v1\"]}" }
  }
}

variables {
  function_name = "mill-bootstrap"
  input         = "{}"
  triggers      = { image = "sha256:aaaa" }
}

run "answers_what_the_function_answered" {
  assert {
    condition     = jsondecode(output.result) == { created = ["books-v1"] }
    error_message = "Got ${output.result}"
  }
}

run "refuses_an_input_that_is_not_json" {
  command = plan

  variables {
    input = "{ roles: [] }"
  }

  expect_failures = [var.input]
}

run "refuses_an_input_beyond_six_megabytes" {
  command = plan

  variables {
    input = jsonencode(join("", [for part in range(601) : format("%010000d", 0)]))
  }

  expect_failures = [var.input]
}

run "refuses_a_version_of_a_function" {
  command = plan

  variables {
    function_name = "mill-bootstrap:7"
  }

  expect_failures = [var.function_name]
}

run "refuses_to_be_done_once_and_for_all" {
  command = plan

  variables {
    triggers = {}
  }

  expect_failures = [var.triggers]
}
