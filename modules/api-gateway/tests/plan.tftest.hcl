# With the real provider's own checks, planned only: the document as API Gateway gets it, and what its roles may do.

provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_resource {
  target          = aws_iam_role.this["read"]
  override_during = plan
  values          = { arn = "arn:aws:iam::123456789012:role/millrace-test-api-read" }
}

override_resource {
  target          = aws_iam_role.this["write"]
  override_during = plan
  values          = { arn = "arn:aws:iam::123456789012:role/millrace-test-api-write" }
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

run "fills_every_placeholder" {
  command = plan

  assert {
    condition     = !strcontains(aws_api_gateway_rest_api.this.body, "$${")
    error_message = "Expected no placeholder to be left in the document."
  }
  assert {
    condition     = strcontains(aws_api_gateway_rest_api.this.body, "role/millrace-test-api-read") && strcontains(aws_api_gateway_rest_api.this.body, "role/millrace-test-api-write") && strcontains(aws_api_gateway_rest_api.this.body, "millrace-test-library") && strcontains(aws_api_gateway_rest_api.this.body, "function:millrace-test-search/invocations")
    error_message = "Expected the roles, the table and the function in the document."
  }
  assert {
    condition     = alltrue([for member in keys(jsondecode(aws_api_gateway_rest_api.this.body)) : !startswith(member, "x-") || startswith(member, "x-amazon-apigateway-")])
    error_message = "Expected no extension at the root that API Gateway does not know, got ${jsonencode(keys(jsondecode(aws_api_gateway_rest_api.this.body)))}."
  }
  assert {
    condition     = jsondecode(aws_api_gateway_rest_api.this.body).info.title == "millrace-test"
    error_message = "Expected the title to be the API's name: API Gateway would take the title for the name."
  }
  assert {
    condition     = aws_api_gateway_rest_api.this.fail_on_warnings
    error_message = "Expected the import to fail rather than to drop what it does not take."
  }
}

run "asks_every_operation_for_a_signature_and_validates_it" {
  command = plan

  assert {
    condition = alltrue(flatten([for path, operations in jsondecode(aws_api_gateway_rest_api.this.body).paths : [
      for method, operation in operations : method == "options" ? operation.security == [] : operation.security == [{ iam = [] }]
    ]]))
    error_message = "Expected every operation but the preflights to ask for a signature."
  }
  assert {
    condition     = jsondecode(aws_api_gateway_rest_api.this.body).components.securitySchemes.iam["x-amazon-apigateway-authtype"] == "awsSigv4"
    error_message = "Expected the scheme of signed requests."
  }
  assert {
    condition     = jsondecode(aws_api_gateway_rest_api.this.body)["x-amazon-apigateway-request-validator"] == "full" && jsondecode(aws_api_gateway_rest_api.this.body)["x-amazon-apigateway-request-validators"].full == { validateRequestBody = true, validateRequestParameters = true }
    error_message = "Expected every request's body and parameters to be validated."
  }
  assert {
    condition     = alltrue(flatten([for path, operations in jsondecode(aws_api_gateway_rest_api.this.body).paths : [for operation in operations : !contains(keys(operation), "x-amazon-apigateway-request-validator")]]))
    error_message = "Expected no operation to choose another validator."
  }
  assert {
    condition     = jsondecode(aws_api_gateway_rest_api.this.body)["x-amazon-apigateway-gateway-responses"].MISSING_AUTHENTICATION_TOKEN.statusCode == "403"
    error_message = "Expected an unsigned call to be told 403, not that there is no such route."
  }
}

run "asks_every_operation_for_a_key" {
  command = plan

  variables {
    authorization = "api-key"
    api_keys      = ["shop"]
  }

  assert {
    condition = alltrue(flatten([for path, operations in jsondecode(aws_api_gateway_rest_api.this.body).paths : [
      for method, operation in operations : method == "options" ? operation.security == [] : operation.security == [{ api-key = [] }]
    ]]))
    error_message = "Expected every operation but the preflights to ask for a key."
  }
  assert {
    condition     = jsondecode(aws_api_gateway_rest_api.this.body)["x-amazon-apigateway-gateway-responses"].MISSING_AUTHENTICATION_TOKEN.statusCode == "404"
    error_message = "Expected an unknown path to be told 404 where calls need no signature."
  }
}

run "keeps_the_mapping_templates_letter_for_letter" {
  command = plan

  assert {
    condition = alltrue(flatten([for path, operations in local.contract.paths : [
      for method, operation in operations : [
        for type, template in lookup(operation["x-amazon-apigateway-integration"], "requestTemplates", {}) :
        jsondecode(aws_api_gateway_rest_api.this.body).paths[path][method]["x-amazon-apigateway-integration"].requestTemplates[type] == replace(template, "$${table_name}", "millrace-test-library")
      ]
    ]]))
    error_message = "Expected each request template as it stands in the document, with the table's name filled in."
  }
}

run "lets_each_role_do_its_one_job" {
  command = plan

  assert {
    condition     = jsondecode(aws_iam_role_policy.this["read"].policy).Statement[0].Action == ["dynamodb:GetItem"]
    error_message = "Expected reads to be GetItem only."
  }
  assert {
    condition     = jsondecode(aws_iam_role_policy.this["write"].policy).Statement[0].Action == ["dynamodb:ConditionCheckItem", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"]
    error_message = "Expected writes to be what the templates do, and no more."
  }
  assert {
    condition     = alltrue([for policy in aws_iam_role_policy.this : jsondecode(policy.policy).Statement[0].Resource == var.table.arn && jsondecode(policy.policy).Statement[1].Action == "kms:Decrypt"])
    error_message = "Expected the one table and the one key."
  }
  assert {
    condition     = alltrue([for role in aws_iam_role.this : jsondecode(role.assume_role_policy).Statement == [{ Action = "sts:AssumeRole", Effect = "Allow", Principal = { Service = "apigateway.amazonaws.com" } }]])
    error_message = "Expected API Gateway, and nobody else, to take the roles, without a condition that it does not meet."
  }
}

run "lets_the_routes_of_the_function_call_it_and_no_others" {
  command = plan

  override_resource {
    target          = aws_api_gateway_rest_api.this
    override_during = plan
    values          = { execution_arn = "arn:aws:execute-api:eu-west-1:123456789012:abc123" }
  }

  assert {
    condition = toset([for permission in aws_lambda_permission.this : permission.source_arn]) == toset([for route in [
      "GET/authors", "GET/authors/*/books", "GET/books", "GET/rentals", "GET/search", "GET/status", "GET/suggest",
      "GET/users", "GET/users/*/books", "GET/users/*/rentals", "POST/search",
    ] : "arn:aws:execute-api:eu-west-1:123456789012:abc123/*/${route}"])
    error_message = "Got ${jsonencode([for permission in aws_lambda_permission.this : permission.source_arn])}"
  }
  assert {
    condition     = alltrue([for permission in aws_lambda_permission.this : permission.function_name == "millrace-test-search" && permission.principal == "apigateway.amazonaws.com"])
    error_message = "Expected API Gateway to call the one function."
  }
}

run "logs_every_call_and_no_body" {
  command = plan

  assert {
    condition     = !tolist(aws_api_gateway_method_settings.this.settings)[0].data_trace_enabled && tolist(aws_api_gateway_method_settings.this.settings)[0].metrics_enabled && tolist(aws_api_gateway_method_settings.this.settings)[0].throttling_rate_limit == 100
    error_message = "Expected metrics and throttling, and no bodies in the log."
  }
  assert {
    condition     = aws_cloudwatch_log_group.access.kms_key_id == var.kms_key_arn && aws_cloudwatch_log_group.access.retention_in_days == 365
    error_message = "Expected an encrypted log that ends."
  }
  assert {
    condition     = aws_api_gateway_stage.this.xray_tracing_enabled && jsondecode(tolist(aws_api_gateway_stage.this.access_log_settings)[0].format).status == "$context.status"
    error_message = "Expected traces and one JSON line for each call."
  }
}

run "judges_bodies_by_counting_only" {
  command = plan

  variables {
    waf_rate_limit = 2000
  }

  assert {
    condition = toset(flatten([for rule in aws_wafv2_web_acl.this[0].rule : [for statement in rule.statement : [
      for group in statement.managed_rule_group_statement : [
        for override in group.rule_action_override : override.name if length(tolist(override.action_to_use)[0].count) == 1
      ]
    ]]])) == toset(["JavaDeserializationRCE_BODY", "Log4JRCE_BODY"])
    error_message = "Expected the rules that judge bodies to count only: any text is allowed in a description."
  }
}
