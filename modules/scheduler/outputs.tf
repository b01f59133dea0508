output "group_name" {
  description = "Name of the schedule group, the dimension of its metrics."
  value       = aws_scheduler_schedule_group.this.name
}

output "schedule_arns" {
  description = "ARN of each schedule, by name."
  value       = { for name, schedule in aws_scheduler_schedule.this : name => schedule.arn }
}

output "role_arns" {
  description = "ARN of the role that each schedule calls under, by name."
  value       = { for name, role in aws_iam_role.this : name => role.arn }
}
