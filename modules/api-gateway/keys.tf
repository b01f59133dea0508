resource "aws_api_gateway_api_key" "this" {
  for_each = var.api_keys

  name        = "${var.name}-${each.key}"
  description = "Key of the caller ${each.key}"
}

resource "aws_api_gateway_usage_plan" "this" {
  count = var.authorization == "api-key" ? 1 : 0

  name        = var.name
  description = "What each key may ask of the REST API ${var.name}"

  api_stages {
    api_id = aws_api_gateway_rest_api.this.id
    stage  = aws_api_gateway_stage.this.stage_name
  }

  throttle_settings {
    rate_limit  = var.throttling.rate
    burst_limit = var.throttling.burst
  }

  dynamic "quota_settings" {
    for_each = var.quota == null ? [] : [var.quota]

    content {
      limit  = quota_settings.value.limit
      period = quota_settings.value.period
    }
  }
}

resource "aws_api_gateway_usage_plan_key" "this" {
  for_each = var.api_keys

  key_id        = aws_api_gateway_api_key.this[each.key].id
  key_type      = "API_KEY"
  usage_plan_id = aws_api_gateway_usage_plan.this[0].id
}
