locals {
  # TransactWriteItems is authorised by the actions inside it.
  integrations = {
    read  = ["dynamodb:GetItem"]
    write = ["dynamodb:ConditionCheckItem", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"]
  }
}

resource "aws_iam_role" "this" {
  for_each = local.integrations

  name        = "${var.name}-api-${each.key}"
  description = "What the mapping templates of the REST API ${var.name} may do on the table ${var.table.name}: ${each.key}"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
      Action = "sts:AssumeRole"
      # No aws:SourceAccount: API Gateway does not send it with the role of an integration, and every call would be a 500.
      Principal = { Service = "apigateway.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  for_each = local.integrations

  name = "table"
  role = aws_iam_role.this[each.key].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Table"
        Effect   = "Allow"
        Action   = each.value
        Resource = var.table.arn
      },
      {
        # DynamoDB unwraps the table's key in the name of whoever asks for the item.
        Sid       = "TableKey"
        Effect    = "Allow"
        Action    = "kms:Decrypt"
        Resource  = var.kms_key_arn
        Condition = { StringEquals = { "kms:ViaService" = "dynamodb.${data.aws_region.current.id}.${data.aws_partition.current.dns_suffix}" } }
      },
    ]
  })
}
