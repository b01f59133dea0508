provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

override_resource {
  target          = aws_opensearch_domain.this
  override_during = plan
  values          = { arn = "arn:aws:es:eu-west-1:123456789012:domain/millrace-dev" }
}

variables {
  name            = "millrace-dev"
  kms_key_arn     = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555"
  master_user_arn = "arn:aws:iam::123456789012:role/millrace-dev-bootstrap"
  data_nodes      = { instance_type = "r7g.large.search", count = 3 }
  zone_count      = 3
  volume          = { size_gib = 100, iops = 4000, throughput = 250 }
}

run "encrypts_everywhere" {
  command = plan

  assert {
    condition     = aws_opensearch_domain.this.domain_endpoint_options[0].enforce_https && aws_opensearch_domain.this.domain_endpoint_options[0].tls_security_policy == "Policy-Min-TLS-1-2-PFS-2023-10"
    error_message = "Expected HTTPS only, TLS 1.2 with perfect forward secrecy."
  }

  assert {
    condition     = aws_opensearch_domain.this.node_to_node_encryption[0].enabled
    error_message = "Expected encryption between the nodes."
  }

  assert {
    condition     = aws_opensearch_domain.this.encrypt_at_rest[0].enabled && aws_opensearch_domain.this.encrypt_at_rest[0].kms_key_id == var.kms_key_arn
    error_message = "Expected encryption at rest by the key that was given."
  }
}

run "lets_roles_in_and_no_passwords" {
  command = plan

  assert {
    condition = alltrue([for options in aws_opensearch_domain.this.advanced_security_options :
      options.enabled && !options.internal_user_database_enabled && !options.anonymous_auth_enabled
    ]) && length(aws_opensearch_domain.this.advanced_security_options) == 1
    error_message = "Expected fine-grained access without a user database of its own and without anonymous access."
  }

  assert {
    condition     = [for user in aws_opensearch_domain.this.advanced_security_options[0].master_user_options : user.master_user_arn if user.master_user_name == null] == [var.master_user_arn]
    error_message = "Expected an IAM master user."
  }

  assert {
    condition = jsondecode(aws_opensearch_domain_policy.this.access_policies).Statement == [{
      Sid       = "AccountByIam"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::123456789012:root" }
      Action    = "es:ESHttp*"
      Resource  = "arn:aws:es:eu-west-1:123456789012:domain/millrace-dev/*"
    }]
    error_message = "Expected HTTP requests by principals of this account, and nothing else."
  }
}

run "spreads_three_zones_and_tunes_off_peak" {
  command = plan

  assert {
    condition     = aws_opensearch_domain.this.cluster_config[0].zone_awareness_enabled && aws_opensearch_domain.this.cluster_config[0].zone_awareness_config[0].availability_zone_count == 3
    error_message = "Expected three zones."
  }

  assert {
    condition     = aws_opensearch_domain.this.cluster_config[0].instance_type == "r7g.large.search" && aws_opensearch_domain.this.cluster_config[0].instance_count == 3 && !aws_opensearch_domain.this.cluster_config[0].dedicated_master_enabled
    error_message = "Expected the data nodes that were given, and no masters unasked."
  }

  assert {
    condition     = [for options in aws_opensearch_domain.this.auto_tune_options : [options.desired_state, options.use_off_peak_window]] == [["ENABLED", true]]
    error_message = "Expected Auto-Tune in the off-peak window."
  }

  assert {
    condition     = aws_opensearch_domain.this.off_peak_window_options[0].enabled && aws_opensearch_domain.this.software_update_options[0].auto_software_update_enabled
    error_message = "Expected software updates in the off-peak window."
  }

  assert {
    condition     = [for volume in aws_opensearch_domain.this.ebs_options : [volume.volume_type, volume.volume_size, volume.iops, volume.throughput]] == [["gp3", 100, 4000, 250]]
    error_message = "Expected the gp3 volume that was given."
  }
}

run "works_with_one_small_node" {
  command = plan

  variables {
    data_nodes = { instance_type = "t3.small.search", count = 1 }
    zone_count = 1
    volume     = { size_gib = 10 }
  }

  assert {
    condition     = !aws_opensearch_domain.this.cluster_config[0].zone_awareness_enabled && length(aws_opensearch_domain.this.cluster_config[0].zone_awareness_config) == 0
    error_message = "Expected no spread over zones."
  }

  assert {
    condition     = length(aws_opensearch_domain.this.auto_tune_options) == 0
    error_message = "Expected no Auto-Tune, which AWS refuses on burstable nodes."
  }
}

run "takes_masters_and_a_standby_zone" {
  command = plan

  variables {
    dedicated_masters     = { instance_type = "m7g.large.search", count = 3 }
    multi_az_with_standby = true
  }

  assert {
    condition     = [for cluster in aws_opensearch_domain.this.cluster_config : [cluster.dedicated_master_enabled, cluster.dedicated_master_type, cluster.dedicated_master_count, cluster.multi_az_with_standby_enabled]] == [[true, "m7g.large.search", 3, true]]
    error_message = "Expected three dedicated masters and a zone that stands by."
  }
}

run "moves_into_a_vpc" {
  command = plan

  variables {
    vpc = { subnet_ids = ["subnet-0a", "subnet-0b", "subnet-0c"], security_group_ids = ["sg-0a"] }
  }

  assert {
    condition     = [for vpc in aws_opensearch_domain.this.vpc_options : [vpc.subnet_ids, vpc.security_group_ids]] == [[toset(["subnet-0a", "subnet-0b", "subnet-0c"]), toset(["sg-0a"])]]
    error_message = "Expected the subnets and the groups that were given."
  }
}

run "writes_four_logs_encrypted_and_for_a_year" {
  command = plan

  assert {
    condition     = sort([for options in aws_opensearch_domain.this.log_publishing_options : options.log_type]) == tolist(["AUDIT_LOGS", "ES_APPLICATION_LOGS", "INDEX_SLOW_LOGS", "SEARCH_SLOW_LOGS"])
    error_message = "Expected all four logs to be published."
  }

  assert {
    condition     = sort([for group in aws_cloudwatch_log_group.this : group.name]) == tolist([for kind in ["application", "audit", "index-slow", "search-slow"] : "/aws/opensearch/millrace-dev/${kind}"])
    error_message = "Expected a log group for each, below the prefix that the shared policy names."
  }

  assert {
    condition     = alltrue([for group in aws_cloudwatch_log_group.this : group.kms_key_id == var.kms_key_arn && group.retention_in_days == 365])
    error_message = "Expected the logs to be encrypted and kept for a year."
  }
}

run "lets_domains_of_this_account_write_below_the_prefix_only" {
  command = plan

  assert {
    condition = jsondecode(aws_cloudwatch_log_resource_policy.this[0].policy_document).Statement == [{
      Sid       = "DomainsOfThisAccount"
      Effect    = "Allow"
      Principal = { Service = "es.amazonaws.com" }
      Action    = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:PutLogEventsBatch"]
      Resource  = "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/opensearch/*"
      Condition = {
        StringEquals = { "aws:SourceAccount" = "123456789012" }
        ArnLike      = { "aws:SourceArn" = "arn:aws:es:eu-west-1:123456789012:domain/*" }
      }
    }]
    error_message = "Expected one statement, bound to this account's domains and the groups below the prefix."
  }
}
