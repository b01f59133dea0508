output "rest_api_id" {
  description = "Id of the REST API"
  value       = aws_api_gateway_rest_api.this.id
}

output "api_name" {
  description = "Name of the REST API: the dimension ApiName of its metrics"
  value       = aws_api_gateway_rest_api.this.name
}

output "stage_name" {
  description = "Name of the stage: the dimension Stage of its metrics"
  value       = aws_api_gateway_stage.this.stage_name
}

output "stage_arn" {
  description = "ARN of the stage"
  value       = aws_api_gateway_stage.this.arn
}

output "execution_arn" {
  description = "ARN that the rights of callers begin with (execute-api:Invoke), without stage, method and path"
  value       = aws_api_gateway_rest_api.this.execution_arn
}

output "invoke_url" {
  description = "Address of the API, stage included, without a slash at its end"
  value       = aws_api_gateway_stage.this.invoke_url
}

output "api_keys" {
  description = "The value of each caller's key for the header x-api-key, by the caller's name"
  value       = { for name, key in aws_api_gateway_api_key.this : name => key.value }
  sensitive   = true
}
