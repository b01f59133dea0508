resource "aws_scheduler_schedule_group" "this" {
  name = var.name
}

resource "aws_scheduler_schedule" "this" {
  for_each = var.schedules

  name        = each.key
  description = each.value.description
  group_name  = aws_scheduler_schedule_group.this.name
  state       = var.is_enabled ? "ENABLED" : "DISABLED"
  kms_key_arn = var.kms_key_arn

  schedule_expression          = each.value.expression
  schedule_expression_timezone = "UTC"

  # A window would spread the minutes: two beats could come together, and the next one late.
  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = each.value.target_arn
    input    = each.value.input
    role_arn = aws_iam_role.this[each.key].arn

    # No dead-letter queue: the next invocation makes up for a lost one, and a queue would only collect what must not be done late.
    retry_policy {
      maximum_event_age_in_seconds = each.value.maximum_event_age_seconds
      maximum_retry_attempts       = each.value.maximum_retry_attempts
    }
  }

  # Scheduler checks the trust when the schedule is made, the rights only at the first call: an error in the metrics, if they came later.
  depends_on = [aws_iam_role_policy.this]
}
