data "aws_caller_identity" "this" {}

data "aws_region" "this" {}

data "aws_partition" "this" {}

locals {
  # `metric` alone, or `expression` over `inputs`.
  defaults = {
    metric              = null
    expression          = null
    inputs              = {}
    comparison          = "GreaterThanThreshold"
    evaluation_periods  = 1
    datapoints_to_alarm = 1
    missing             = "notBreaching"
  }

  # Each file alarms-*.tf holds those of one thing, by anchor: the alarm's name without `<name>-`, and its entry in docs/runbook.md.
  alarms = {
    for anchor, alarm in merge(
      local.freshness_alarms,
      local.function_alarms,
      local.stream_alarms,
      local.domain_alarms,
      local.api_alarms,
      local.table_alarms,
      local.scheduler_alarms,
      local.keeper_alarms,
    ) : anchor => merge(local.defaults, alarm)
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name        = "${var.name}-${each.key}"
  alarm_description = "${each.value.summary} Runbook: docs/runbook.md#${each.key}"

  namespace          = one(each.value.metric[*].namespace)
  metric_name        = one(each.value.metric[*].name)
  dimensions         = one(each.value.metric[*].dimensions)
  period             = one(each.value.metric[*].period)
  statistic          = one([for metric in each.value.metric[*] : metric.stat if !startswith(metric.stat, "p")])
  extended_statistic = one([for metric in each.value.metric[*] : metric.stat if startswith(metric.stat, "p")])

  dynamic "metric_query" {
    for_each = each.value.inputs

    content {
      id = metric_query.key

      metric {
        namespace   = metric_query.value.namespace
        metric_name = metric_query.value.name
        dimensions  = metric_query.value.dimensions
        period      = metric_query.value.period
        stat        = metric_query.value.stat
      }
    }
  }

  dynamic "metric_query" {
    for_each = each.value.expression[*]

    content {
      id          = "result"
      expression  = metric_query.value
      label       = each.key
      return_data = true
    }
  }

  comparison_operator = each.value.comparison
  threshold           = each.value.threshold
  evaluation_periods  = each.value.evaluation_periods
  datapoints_to_alarm = each.value.datapoints_to_alarm
  treat_missing_data  = each.value.missing

  alarm_actions = [aws_sns_topic.this.arn]
  # Also when it is over: whoever was woken may sleep again.
  ok_actions = [aws_sns_topic.this.arn]
}
