locals {
  # Ids, times and outcomes; nothing of what a caller sent but the path's pattern.
  access_log = {
    requestId          = "$context.requestId"
    extendedRequestId  = "$context.extendedRequestId"
    traceId            = "$context.xrayTraceId"
    requestTimeEpoch   = "$context.requestTimeEpoch"
    sourceIp           = "$context.identity.sourceIp"
    caller             = "$context.identity.caller"
    apiKeyId           = "$context.identity.apiKeyId"
    method             = "$context.httpMethod"
    route              = "$context.resourcePath"
    status             = "$context.status"
    errorType          = "$context.error.responseType"
    integrationStatus  = "$context.integration.integrationStatus"
    integrationError   = "$context.integrationErrorMessage"
    integrationLatency = "$context.integrationLatency"
    responseLatency    = "$context.responseLatency"
    responseLength     = "$context.responseLength"
    wafResponseCode    = "$context.wafResponseCode"
  }
}

resource "aws_cloudwatch_log_group" "access" {
  #checkov:skip=CKV_AWS_338:How long is the caller's choice; the default is a year
  name              = "/aws/apigateway/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

resource "aws_cloudwatch_log_group" "execution" {
  #checkov:skip=CKV_AWS_338:How long is the caller's choice; the default is a year
  name              = "API-Gateway-Execution-Logs_${aws_api_gateway_rest_api.this.id}/${var.stage_name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}
