mock_provider "aws" {
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/mocked" }
  }
}

variables {
  name   = "millrace-api-gateway-logs"
  create = true
}

run "gives_api_gateway_its_role" {
  command = apply

  assert {
    condition     = aws_api_gateway_account.this[0].cloudwatch_role_arn == output.role_arn
    error_message = "Expected the account's setting to be the role."
  }
}

run "makes_nothing_where_another_place_owns_it" {
  command = apply

  variables {
    create = false
  }

  assert {
    condition     = output.role_arn == null && length(aws_api_gateway_account.this) == 0 && length(aws_iam_role.this) == 0
    error_message = "Expected nothing to be made."
  }
}

run "refuses_what_is_no_name" {
  command = plan

  variables {
    name = "a role"
  }

  expect_failures = [var.name]
}
