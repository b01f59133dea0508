# Who may pull. Principals of the owning account need no word here: their IAM policies are enough. Lambda itself does, in either.
# https://docs.aws.amazon.com/lambda/latest/dg/images-create.html#configuration-images-permissions

locals {
  pull_actions = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]

  function_arns = [
    for account_id in concat([data.aws_caller_identity.current.account_id], sort(var.pull_account_ids)) :
    "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${account_id}:function:*"
  ]

  lambda_statement = {
    Sid       = "LambdaPulls"
    Effect    = "Allow"
    Principal = { Service = "lambda.amazonaws.com" }
    Action    = local.pull_actions
    Condition = { ArnLike = { "aws:SourceArn" = local.function_arns } }
  }

  # Besides the pull: what the lookup of a repository and of a promoted digest asks.
  account_statement = {
    Sid       = "AccountsPull"
    Effect    = "Allow"
    Principal = { AWS = [for account_id in sort(var.pull_account_ids) : "arn:${data.aws_partition.current.partition}:iam::${account_id}:root"] }
    Action    = concat(local.pull_actions, ["ecr:BatchCheckLayerAvailability", "ecr:DescribeImages", "ecr:DescribeRepositories", "ecr:ListTagsForResource"])
  }
}

resource "aws_ecr_repository_policy" "this" {
  count = var.create ? 1 : 0

  repository = aws_ecr_repository.this[0].name

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat([local.lambda_statement], [for statement in [local.account_statement] : statement if length(var.pull_account_ids) > 0])
  })
}
