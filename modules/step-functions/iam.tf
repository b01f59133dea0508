resource "aws_iam_role" "this" {
  name        = var.name
  description = "State machine ${var.name}"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyThisStateMachine"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "states.amazonaws.com" }
      Condition = {
        StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.this.account_id }
        # The second is what the workers of a distributed map run as.
        ArnLike = { "aws:SourceArn" = [local.state_machine_arn, "${local.state_machine_arn}/*"] }
      }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  #checkov:skip=CKV_AWS_290:The writes without a named resource are those of log deliveries and X-Ray, for which IAM knows none
  #checkov:skip=CKV_AWS_355:The same: neither log deliveries nor X-Ray take a resource
  #checkov:skip=CKV_AWS_289:logs:PutResourcePolicy is what Step Functions asks for to deliver logs; the group's prefix makes AWS write none
  name = "run"
  role = aws_iam_role.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "InvokeTheFunctions"
        Effect   = "Allow"
        Action   = ["lambda:InvokeFunction"]
        Resource = var.function_arns
      },
      {
        # A distributed map starts an execution of its own for each item: https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html
        Sid      = "StartWorkers"
        Effect   = "Allow"
        Action   = ["states:StartExecution"]
        Resource = [local.state_machine_arn]
      },
      {
        # A worker's ARN has the label of the map behind the name of the state machine; redriving an execution redrives its workers.
        Sid    = "FollowWorkers"
        Effect = "Allow"
        Action = ["states:DescribeExecution", "states:RedriveExecution", "states:StopExecution"]
        Resource = [
          "${local.states}:execution:${var.name}:*",
          "${local.states}:execution:${var.name}/*",
        ]
      },
      {
        Sid      = "UseTheKey"
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = [var.kms_key_arn]
        Condition = {
          StringLike = { "kms:EncryptionContext:aws:states:stateMachineArn" = [local.state_machine_arn, "${local.state_machine_arn}/*"] }
        }
      },
      {
        # The key's policy lets delivery.logs.amazonaws.com decrypt in the same context.
        Sid      = "EncryptLogsOnTheirWay"
        Effect   = "Allow"
        Action   = ["kms:GenerateDataKey"]
        Resource = [var.kms_key_arn]
        Condition = {
          StringLike = { "kms:EncryptionContext:SourceArn" = "arn:${data.aws_partition.this.partition}:logs:${data.aws_region.this.id}:${data.aws_caller_identity.this.account_id}:*" }
        }
      },
      {
        # Log deliveries know no resources: https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
        Sid    = "DeliverLogs"
        Effect = "Allow"
        Action = [
          "logs:CreateLogDelivery",
          "logs:DeleteLogDelivery",
          "logs:DescribeLogGroups",
          "logs:DescribeResourcePolicies",
          "logs:GetLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutResourcePolicy",
          "logs:UpdateLogDelivery",
        ]
        Resource = ["*"]
      },
      {
        # Nor does X-Ray: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
        Sid      = "SendTraces"
        Effect   = "Allow"
        Action   = ["xray:GetSamplingRules", "xray:GetSamplingTargets", "xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Resource = ["*"]
      },
    ]
  })
}
