output "function_name" {
  description = "Name of the function."
  value       = aws_lambda_function.this.function_name
}

output "function_arn" {
  description = "ARN of the function, without a version."
  value       = aws_lambda_function.this.arn
}

output "invoke_arn" {
  description = "ARN under which API Gateway invokes the function."
  value       = aws_lambda_function.this.invoke_arn
}

output "role_arn" {
  description = "ARN of the role that the code runs under."
  value       = aws_iam_role.this.arn
}

output "role_name" {
  description = "Name of the role that the code runs under."
  value       = aws_iam_role.this.name
}

output "log_group_name" {
  description = "Name of the log group."
  value       = aws_cloudwatch_log_group.this.name
}

output "timeout_seconds" {
  description = "The longest that one invocation may take."
  value       = aws_lambda_function.this.timeout
}

output "event_source_mapping_id" {
  description = "UUID of the stream mapping, the dimension of its metrics; null without a mapping."
  value       = one(aws_lambda_event_source_mapping.this[*].uuid)
}
