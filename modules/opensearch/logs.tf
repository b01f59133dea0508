locals {
  # OpenSearch's type of a log → the last part of its group's name.
  logs = {
    INDEX_SLOW_LOGS     = "index-slow"
    SEARCH_SLOW_LOGS    = "search-slow"
    ES_APPLICATION_LOGS = "application"
    AUDIT_LOGS          = "audit"
  }

  # Of all domains that this module makes: the shared policy below names it.
  log_prefix = "/aws/opensearch"
}

resource "aws_cloudwatch_log_group" "this" {
  for_each = local.logs

  name              = "${local.log_prefix}/${var.name}/${each.value}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

# https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createdomain-configure-slow-logs.html
resource "aws_cloudwatch_log_resource_policy" "this" {
  count = var.manages_log_policy ? 1 : 0

  policy_name = "${var.name}-opensearch-logs"

  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "DomainsOfThisAccount"
      Effect    = "Allow"
      Principal = { Service = "es.amazonaws.com" }
      Action    = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:PutLogEventsBatch"]
      Resource  = "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:${local.log_prefix}/*"
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.account_id }
        ArnLike      = { "aws:SourceArn" = "arn:${local.partition}:es:${local.region}:${local.account_id}:domain/*" }
      }
    }]
  })
}
