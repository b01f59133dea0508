# With a mocked provider: outputs, wiring, and the refusal of every bad input.

mock_provider "aws" {
  mock_data "aws_region" {
    defaults = { id = "eu-west-1" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws", dns_suffix = "amazonaws.com" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/mocked" }
  }
  mock_resource "aws_api_gateway_rest_api" {
    defaults = { execution_arn = "arn:aws:execute-api:eu-west-1:123456789012:abc" }
  }
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-west-1:123456789012:log-group:mocked" }
  }
  mock_resource "aws_api_gateway_stage" {
    defaults = { arn = "arn:aws:apigateway:eu-west-1::/restapis/abc/stages/test" }
  }
  mock_resource "aws_wafv2_web_acl" {
    defaults = { arn = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/mocked/1" }
  }
}

variables {
  name            = "millrace-test"
  stage_name      = "test"
  openapi_file    = abspath("../../openapi.yaml")
  table           = { name = "millrace-test-library", arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/millrace-test-library" }
  search_function = { name = "millrace-test-search", invoke_arn = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:millrace-test-search/invocations" }
  kms_key_arn     = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555"
  authorization   = "iam"
  is_production   = true
  throttling      = { rate = 100, burst = 200 }
}

run "serves_signed_calls_in_production" {
  command = apply

  assert {
    condition     = output.stage_name == "test" && output.api_name == "millrace-test"
    error_message = "Expected the outputs to name the stage and the API."
  }
  assert {
    condition     = length(aws_api_gateway_usage_plan.this) == 0 && length(aws_wafv2_web_acl.this) == 0 && output.api_keys == {}
    error_message = "Expected neither keys nor a web ACL that nobody asked for."
  }
}

run "gives_each_caller_a_key" {
  command = apply

  variables {
    authorization = "api-key"
    api_keys      = ["shop", "kiosk"]
    quota         = { limit = 1000, period = "DAY" }
  }

  assert {
    condition     = keys(output.api_keys) == ["kiosk", "shop"]
    error_message = "Expected a key for each caller, named like the caller."
  }
  assert {
    condition     = alltrue([for key in aws_api_gateway_usage_plan_key.this : key.usage_plan_id == aws_api_gateway_usage_plan.this[0].id])
    error_message = "Expected every key to belong to the usage plan: API Gateway refuses a key without one."
  }
  assert {
    condition     = aws_api_gateway_usage_plan.this[0].quota_settings[0].limit == 1000
    error_message = "Expected the quota that was asked for."
  }
}

run "puts_a_web_acl_before_the_api" {
  command = apply

  variables {
    waf_rate_limit = 2000
  }

  assert {
    condition     = aws_wafv2_web_acl_association.this[0].resource_arn == output.stage_arn
    error_message = "Expected the web ACL before the stage."
  }
  assert {
    condition     = startswith(aws_cloudwatch_log_group.waf[0].name, "aws-waf-logs-")
    error_message = "Expected a log group that WAF accepts."
  }
}

run "refuses_open_doors_in_production" {
  command = plan

  variables {
    authorization = "none"
  }

  expect_failures = [var.authorization]
}

run "opens_to_all_elsewhere" {
  command = plan

  variables {
    authorization = "none"
    is_production = false
  }
}

run "refuses_an_unknown_authorization" {
  command = plan

  variables {
    authorization = "basic"
  }

  expect_failures = [var.authorization]
}

run "refuses_keys_that_nobody_asks_for" {
  command = plan

  variables {
    api_keys = ["shop"]
  }

  expect_failures = [var.api_keys]
}

run "refuses_to_lock_everybody_out" {
  command = plan

  variables {
    authorization = "api-key"
  }

  expect_failures = [var.api_keys]
}

run "refuses_a_key_name_with_a_space" {
  command = plan

  variables {
    authorization = "api-key"
    api_keys      = ["my shop"]
  }

  expect_failures = [var.api_keys]
}

run "refuses_a_relative_path" {
  command = plan

  variables {
    openapi_file = "openapi.yaml"
  }

  expect_failures = [var.openapi_file]
}

run "refuses_the_arn_of_another_table" {
  command = plan

  variables {
    table = { name = "library", arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/parked" }
  }

  expect_failures = [var.table]
}

run "refuses_the_functions_own_arn" {
  command = plan

  variables {
    search_function = { name = "search", invoke_arn = "arn:aws:lambda:eu-west-1:123456789012:function:search" }
  }

  expect_failures = [var.search_function]
}

run "refuses_an_alias_for_a_key" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:alias/millrace"
  }

  expect_failures = [var.kms_key_arn]
}

run "refuses_what_is_no_name" {
  command = plan

  variables {
    name               = "Millrace Test"
    stage_name         = "a/b"
    throttling         = { rate = 0, burst = 1.5 }
    allowed_origin     = "https://books.example.org/path"
    log_retention_days = 42
    quota              = { limit = 0, period = "YEAR" }
    waf_rate_limit     = 1
  }

  expect_failures = [
    var.name, var.stage_name, var.throttling, var.allowed_origin, var.log_retention_days, var.quota, var.waf_rate_limit,
  ]
}
