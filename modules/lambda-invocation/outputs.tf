output "result" {
  description = "What the function answered, as JSON text."
  value       = aws_lambda_invocation.this.result
}
