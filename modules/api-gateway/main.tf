data "aws_region" "current" {}
data "aws_partition" "current" {}

resource "aws_api_gateway_rest_api" "this" {
  name        = var.name
  description = "Commands and reads by key go straight to DynamoDB by mapping templates; searches to the function ${var.search_function.name}"
  body        = jsonencode(local.body)

  # What the document no longer has is to go, and what API Gateway does not take is to fail instead of being dropped.
  put_rest_api_mode = "overwrite"
  fail_on_warnings  = true

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  lifecycle {
    create_before_destroy = true
  }
}

# A stage serves a snapshot: a new one is taken whenever the content of the document changes, and only then.
resource "aws_api_gateway_deployment" "this" {
  rest_api_id = aws_api_gateway_rest_api.this.id

  triggers = {
    content = sha256(jsonencode(local.body))
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_stage" "this" {
  #checkov:skip=CKV_AWS_120:A cache would answer reads by key with what was true some seconds ago; they are consistent reads
  #checkov:skip=CKV2_AWS_51:A client certificate proves API Gateway to an HTTP backend; DynamoDB and Lambda check the role
  #checkov:skip=CKV2_AWS_29:The web ACL is the caller's choice by waf_rate_limit, as it costs a monthly fee
  #checkov:skip=CKV2_AWS_77:The web ACL in waf.tf has the rules against Log4j; it is optional
  rest_api_id          = aws_api_gateway_rest_api.this.id
  deployment_id        = aws_api_gateway_deployment.this.id
  stage_name           = var.stage_name
  xray_tracing_enabled = true

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format          = jsonencode(local.access_log)
  }

  # API Gateway makes this group by itself, unencrypted and for ever, unless it is there.
  depends_on = [aws_cloudwatch_log_group.execution]
}

resource "aws_api_gateway_method_settings" "this" {
  #checkov:skip=CKV_AWS_225:See the stage: no cache
  #checkov:skip=CKV_AWS_308:See the stage: no cache
  rest_api_id = aws_api_gateway_rest_api.this.id
  stage_name  = aws_api_gateway_stage.this.stage_name
  method_path = "*/*"

  settings {
    metrics_enabled        = true
    logging_level          = "ERROR"
    throttling_rate_limit  = var.throttling.rate
    throttling_burst_limit = var.throttling.burst
    caching_enabled        = false
    # It would write whole requests and answers, people's e-mail addresses among them, into the log.
    data_trace_enabled = false
  }
}

resource "aws_lambda_permission" "this" {
  for_each = local.function_routes

  statement_id  = "rest-api-${each.key}"
  action        = "lambda:InvokeFunction"
  function_name = var.search_function.name
  principal     = "apigateway.amazonaws.com"
  # IAM knows no placeholders of paths: what stands for `{authorId}` is any one.
  source_arn = "${aws_api_gateway_rest_api.this.execution_arn}/*/${replace(each.value, "/\\{[^}]+\\}/", "*")}"
}
