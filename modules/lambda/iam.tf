locals {
  # The first four belong to Lambda itself, which acts as this role; the last ones only where a mapping or a VPC asks for them.
  platform_statements = concat(
    [
      {
        Sid      = "WriteOwnLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = ["${aws_cloudwatch_log_group.this.arn}:*"]
      },
      {
        # X-Ray knows no resources: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
        Sid      = "SendTraces"
        Effect   = "Allow"
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Resource = ["*"]
      },
      {
        Sid      = "UseTheKey"
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = [var.kms_key_arn]
      },
    ],
    [
      for mapping in var.stream_mapping[*] : {
        Sid      = "ReadTheStream"
        Effect   = "Allow"
        Action   = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"]
        Resource = [mapping.stream_arn]
      }
    ],
    [
      # Lambda refuses a mapping whose role may not list; it lists the streams of the one table.
      for mapping in var.stream_mapping[*] : {
        Sid      = "ListTheTablesStreams"
        Effect   = "Allow"
        Action   = ["dynamodb:ListStreams"]
        Resource = ["${split("/stream/", mapping.stream_arn)[0]}/stream/*"]
      }
    ],
    [
      for bucket in local.failed_invocations_buckets : {
        Sid      = "KeepFailedInvocations"
        Effect   = "Allow"
        Action   = ["s3:PutObject"]
        Resource = ["${bucket}/*"]
      }
    ],
    [
      for bucket in local.failed_invocations_buckets : {
        Sid      = "FindTheBucketOfFailedInvocations"
        Effect   = "Allow"
        Action   = ["s3:ListBucket"]
        Resource = [bucket]
      }
    ],
    [
      # EC2 knows no resources for describing, and an interface has no name before it is made; creating is bound to the given subnets below.
      for network in var.vpc[*] : {
        Sid    = "ManageOwnInterfaces"
        Effect = "Allow"
        Action = [
          "ec2:AssignPrivateIpAddresses",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeSubnets",
          "ec2:DescribeVpcs",
          "ec2:UnassignPrivateIpAddresses",
        ]
        Resource = ["*"]
      }
    ],
    [
      for network in var.vpc[*] : {
        Sid    = "CreateInterfaces"
        Effect = "Allow"
        Action = ["ec2:CreateNetworkInterface"]
        Resource = concat(
          ["${local.ec2_arn}:network-interface/*"],
          [for id in network.subnet_ids : "${local.ec2_arn}:subnet/${id}"],
          [for id in network.security_group_ids : "${local.ec2_arn}:security-group/${id}"],
        )
      }
    ],
    [
      # Lambda's own calls carry no source function; those of the code do: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
      for network in var.vpc[*] : {
        Sid    = "KeepInterfacesFromTheCode"
        Effect = "Deny"
        Action = [
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DetachNetworkInterface",
          "ec2:UnassignPrivateIpAddresses",
        ]
        Resource = ["*"]
        Condition = {
          ArnEquals = { "lambda:SourceFunctionArn" = [local.function_arn] }
        }
      }
    ],
  )

  failed_invocations_buckets = [for mapping in var.stream_mapping[*] : mapping.failed_invocations_bucket_arn if mapping.failed_invocations_bucket_arn != null]

  place        = "${data.aws_region.this.id}:${data.aws_caller_identity.this.account_id}"
  ec2_arn      = "arn:${data.aws_partition.this.partition}:ec2:${local.place}"
  function_arn = "arn:${data.aws_partition.this.partition}:lambda:${local.place}:function:${var.name}"
}

resource "aws_iam_role" "this" {
  name        = var.name
  description = "Lambda function ${var.name}"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      # No aws:SourceAccount: AWS does not say that Lambda sends it, and handing on a role of another account is refused anyway.
      Sid       = "OnlyLambda"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "platform" {
  #checkov:skip=CKV_AWS_290:The only writes without a named resource are X-Ray's and, in a VPC, those of network interfaces, for which IAM knows none
  #checkov:skip=CKV_AWS_355:The same: X-Ray and the describing of networks take no resource
  name = "platform"
  role = aws_iam_role.this.id

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = local.platform_statements
  })
}

# Apart from Lambda's own rights, so that a reader sees at once what the code may do.
resource "aws_iam_role_policy" "code" {
  count = length(var.policy_statements) > 0 ? 1 : 0

  name = "code"
  role = aws_iam_role.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      for id, statement in var.policy_statements : merge(
        {
          Sid      = id
          Effect   = "Allow"
          Action   = statement.actions
          Resource = statement.resources
        },
        length(statement.conditions) == 0 ? {} : {
          Condition = {
            for test in distinct(statement.conditions[*].test) : test => {
              for condition in statement.conditions : condition.variable => condition.values if condition.test == test
            }
          }
        },
      )
    ]
  })
}
