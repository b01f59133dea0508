data "aws_partition" "current" {}

resource "aws_iam_role" "this" {
  count = var.create ? 1 : 0

  name        = var.name
  description = "By which API Gateway writes the logs of all REST APIs of this account and region"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
      Action = "sts:AssumeRole"
      # Without a condition, as AWS documents this one role: whether API Gateway names its account here is nowhere said.
      Principal = { Service = "apigateway.amazonaws.com" }
    }]
  })
}

# API Gateway checks for just this set of rights when the account's setting is made; it is AWS's own policy for it.
resource "aws_iam_role_policy_attachment" "this" {
  count = var.create ? 1 : 0

  role       = aws_iam_role.this[0].name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
}

resource "aws_api_gateway_account" "this" {
  count = var.create ? 1 : 0

  cloudwatch_role_arn = aws_iam_role.this[0].arn

  depends_on = [aws_iam_role_policy_attachment.this]
}
