locals {
  api_alarms = {
    api-5xx = {
      summary = "More than ${var.thresholds.api_5xx_percent} % of the calls of ${var.api.name} end with a 5xx."
      # Counted as if there were at least 20 calls a minute: at night a single failure would be 100 %.
      expression = "100 * errors / IF(calls < 20, 20, calls)"
      inputs = {
        errors = { namespace = "AWS/ApiGateway", name = "5XXError", dimensions = local.api, stat = "Sum", period = 60 }
        calls  = { namespace = "AWS/ApiGateway", name = "Count", dimensions = local.api, stat = "Sum", period = 60 }
      }
      threshold           = var.thresholds.api_5xx_percent
      evaluation_periods  = 5
      datapoints_to_alarm = 3
      # No calls, no errors.
      missing = "notBreaching"
    }

    api-latency = {
      summary             = "One call in a hundred of ${var.api.name} takes more than ${var.thresholds.api_latency_p99_milliseconds} ms."
      metric              = { namespace = "AWS/ApiGateway", name = "Latency", dimensions = local.api, stat = "p99", period = 60 }
      threshold           = var.thresholds.api_latency_p99_milliseconds
      evaluation_periods  = 15
      datapoints_to_alarm = 10
      # As above.
      missing = "notBreaching"
    }
  }

  api = { ApiName = var.api.name, Stage = var.api.stage_name }
}
