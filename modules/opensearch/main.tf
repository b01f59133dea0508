data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id
  partition  = data.aws_partition.current.partition
  region     = data.aws_region.current.id

  # AWS refuses Auto-Tune on burstable data nodes.
  has_auto_tune = !startswith(var.data_nodes.instance_type, "t")
}

resource "aws_opensearch_domain" "this" {
  #checkov:skip=CKV_AWS_317:Audit logs are published (local.logs); checkov does not unfold the dynamic block, tests/plan.tftest.hcl does.
  #checkov:skip=CKV_AWS_318:Dedicated masters are an input: three of them cost more than all data nodes of a development environment.
  #checkov:skip=CKV2_AWS_59:Dedicated masters are an input (`dedicated_masters`).
  domain_name      = var.name
  engine_version   = var.engine_version
  advanced_options = var.advanced_options

  cluster_config {
    instance_type                 = var.data_nodes.instance_type
    instance_count                = var.data_nodes.count
    dedicated_master_enabled      = var.dedicated_masters != null
    dedicated_master_type         = one(var.dedicated_masters[*].instance_type)
    dedicated_master_count        = one(var.dedicated_masters[*].count)
    multi_az_with_standby_enabled = var.multi_az_with_standby
    zone_awareness_enabled        = var.zone_count > 1

    dynamic "zone_awareness_config" {
      for_each = var.zone_count > 1 ? [var.zone_count] : []

      content {
        availability_zone_count = zone_awareness_config.value
      }
    }
  }

  ebs_options {
    ebs_enabled = true
    volume_type = "gp3"
    volume_size = var.volume.size_gib
    iops        = var.volume.iops
    throughput  = var.volume.throughput
  }

  domain_endpoint_options {
    enforce_https       = true
    tls_security_policy = "Policy-Min-TLS-1-2-PFS-2023-10"
  }

  node_to_node_encryption {
    enabled = true
  }

  encrypt_at_rest {
    enabled    = true
    kms_key_id = var.kms_key_arn
  }

  # No passwords: who may do what inside is decided by the role that signs. It cannot be switched off again.
  advanced_security_options {
    enabled                        = true
    anonymous_auth_enabled         = false
    internal_user_database_enabled = false

    master_user_options {
      master_user_arn = var.master_user_arn
    }
  }

  dynamic "auto_tune_options" {
    for_each = local.has_auto_tune ? [true] : []

    content {
      desired_state       = "ENABLED"
      rollback_on_disable = "NO_ROLLBACK"
      use_off_peak_window = true
    }
  }

  off_peak_window_options {
    enabled = true

    off_peak_window {
      window_start_time {
        hours   = var.off_peak_window_start.hours
        minutes = var.off_peak_window_start.minutes
      }
    }
  }

  software_update_options {
    auto_software_update_enabled = true
  }

  dynamic "log_publishing_options" {
    for_each = local.logs

    content {
      log_type                 = log_publishing_options.key
      cloudwatch_log_group_arn = aws_cloudwatch_log_group.this[log_publishing_options.key].arn
    }
  }

  dynamic "vpc_options" {
    for_each = var.vpc[*]

    content {
      subnet_ids         = vpc_options.value.subnet_ids
      security_group_ids = vpc_options.value.security_group_ids
    }
  }

  # OpenSearch tries both when it makes the domain: may it write the logs, may it make its network interfaces.
  depends_on = [aws_cloudwatch_log_resource_policy.this, aws_iam_service_linked_role.this]
}

# Apart from the domain, since it names the domain's ARN.
resource "aws_opensearch_domain_policy" "this" {
  domain_name = aws_opensearch_domain.this.domain_name

  # The account's principals, whom their own IAM policies and the roles inside the domain narrow down. No stranger, and nobody
  # unsigned. The management API (es:UpdateDomainConfig and the like) is not given here at all.
  access_policies = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "AccountByIam"
      Effect    = "Allow"
      Principal = { AWS = "arn:${local.partition}:iam::${local.account_id}:root" }
      Action    = "es:ESHttp*"
      Resource  = "${aws_opensearch_domain.this.arn}/*"
    }]
  })
}

resource "aws_iam_service_linked_role" "this" {
  count = var.manages_service_linked_role ? 1 : 0

  aws_service_name = "opensearchservice.amazonaws.com"
}
