output "topic_arn" {
  description = "ARN of the topic that all alarms go to."
  value       = aws_sns_topic.this.arn
}

output "dashboard_name" {
  description = "Name of the dashboard."
  value       = aws_cloudwatch_dashboard.this.dashboard_name
}

output "alarm_names" {
  description = "Names of all alarms; without `<name>-` each is the anchor of its entry in the runbook."
  value       = toset([for alarm in aws_cloudwatch_metric_alarm.this : alarm.alarm_name])
}
