output "role_arn" {
  description = "ARN of the role that API Gateway writes its logs by; null where another place owns it"
  value       = one(aws_iam_role.this[*].arn)
}
