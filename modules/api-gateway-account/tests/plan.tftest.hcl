provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  name   = "millrace-api-gateway-logs"
  create = true
}

run "lets_api_gateway_write_logs_and_nothing_else" {
  command = plan

  assert {
    condition     = aws_iam_role_policy_attachment.this[0].policy_arn == "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
    error_message = "Expected the policy that API Gateway checks for."
  }
  assert {
    condition     = jsondecode(aws_iam_role.this[0].assume_role_policy).Statement == [{ Action = "sts:AssumeRole", Effect = "Allow", Principal = { Service = "apigateway.amazonaws.com" } }]
    error_message = "Expected nobody but API Gateway to take the role."
  }
}
