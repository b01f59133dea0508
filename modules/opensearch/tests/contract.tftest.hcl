mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
  mock_data "aws_region" {
    defaults = { id = "eu-west-1" }
  }
  mock_resource "aws_opensearch_domain" {
    defaults = {
      arn      = "arn:aws:es:eu-west-1:123456789012:domain/millrace-dev"
      endpoint = "search-millrace-dev-abc.eu-west-1.es.amazonaws.com"
    }
  }
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-west-1:123456789012:log-group:mocked" }
  }
}

variables {
  name            = "millrace-dev"
  kms_key_arn     = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555"
  master_user_arn = "arn:aws:iam::123456789012:role/millrace-dev-bootstrap"
  data_nodes      = { instance_type = "r7g.large.search", count = 3 }
  zone_count      = 3
  volume          = { size_gib = 100 }
}

run "hands_on_the_domain_and_its_size" {
  command = apply

  assert {
    condition     = output.domain_name == "millrace-dev" && output.domain_arn == "arn:aws:es:eu-west-1:123456789012:domain/millrace-dev"
    error_message = "Expected name and ARN of the domain."
  }

  assert {
    condition     = output.endpoint == "https://search-millrace-dev-abc.eu-west-1.es.amazonaws.com"
    error_message = "Expected the address with its scheme, without a path."
  }

  assert {
    condition     = output.data_node_count == 3 && output.volume_size_gib == 100
    error_message = "Expected what alarms are made from."
  }
}

run "leaves_what_there_is_one_of_in_an_account_to_others" {
  command = apply

  variables {
    manages_log_policy = false
  }

  assert {
    condition     = length(aws_cloudwatch_log_resource_policy.this) == 0 && length(aws_iam_service_linked_role.this) == 0
    error_message = "Expected neither the log policy nor the service-linked role."
  }
}

run "owns_them_when_told_to" {
  command = apply

  variables {
    manages_service_linked_role = true
  }

  assert {
    condition     = length(aws_cloudwatch_log_resource_policy.this) == 1 && aws_iam_service_linked_role.this[0].aws_service_name == "opensearchservice.amazonaws.com"
    error_message = "Expected both."
  }
}

run "accepts_a_large_volume_with_the_rates_that_go_with_it" {
  command = plan

  variables {
    volume = { size_gib = 6144, iops = 32000, throughput = 2000 }
  }

  assert {
    condition     = aws_opensearch_domain.this.ebs_options[0].iops == 32000 && aws_opensearch_domain.this.ebs_options[0].throughput == 2000
    error_message = "Expected the rates that were given."
  }
}

run "refuses_a_name_of_two_characters" {
  command = plan

  variables {
    name = "ab"
  }

  expect_failures = [var.name]
}

run "refuses_a_name_of_29_characters" {
  command = plan

  variables {
    name = "a2345678901234567890123456789"
  }

  expect_failures = [var.name]
}

run "refuses_a_name_with_capitals" {
  command = plan

  variables {
    name = "Millrace"
  }

  expect_failures = [var.name]
}

run "refuses_the_alias_of_a_key" {
  command = plan

  variables {
    kms_key_arn = "alias/millrace-dev"
  }

  expect_failures = [var.kms_key_arn]
}

run "refuses_a_session_as_master" {
  command = plan

  variables {
    master_user_arn = "arn:aws:sts::123456789012:assumed-role/admin/me"
  }

  expect_failures = [var.master_user_arn]
}

run "refuses_the_root_of_an_account_as_master" {
  command = plan

  variables {
    master_user_arn = "arn:aws:iam::123456789012:root"
  }

  expect_failures = [var.master_user_arn]
}

run "refuses_the_instance_type_of_another_service" {
  command = plan

  variables {
    data_nodes = { instance_type = "r7g.large", count = 3 }
  }

  expect_failures = [var.data_nodes]
}

run "refuses_a_warm_node_for_data" {
  command = plan

  variables {
    data_nodes = { instance_type = "ultrawarm1.medium.search", count = 3 }
  }

  expect_failures = [var.data_nodes]
}

run "refuses_a_type_that_does_not_encrypt_at_rest" {
  command = plan

  variables {
    data_nodes = { instance_type = "t2.small.search", count = 3 }
  }

  expect_failures = [var.data_nodes]
}

run "refuses_a_type_that_takes_no_volume" {
  command = plan

  variables {
    data_nodes = { instance_type = "i4g.large.search", count = 3 }
  }

  expect_failures = [var.data_nodes]
}

run "refuses_no_data_nodes" {
  command = plan

  variables {
    data_nodes = { instance_type = "r7g.large.search", count = 0 }
  }

  expect_failures = [var.data_nodes]
}

run "refuses_nodes_that_do_not_spread_evenly" {
  command = plan

  variables {
    data_nodes = { instance_type = "r7g.large.search", count = 4 }
  }

  expect_failures = [var.data_nodes]
}

run "refuses_a_fourth_zone" {
  command = plan

  variables {
    zone_count = 4
    data_nodes = { instance_type = "r7g.large.search", count = 4 }
  }

  expect_failures = [var.zone_count]
}

run "refuses_a_volume_of_nine_gib" {
  command = plan

  variables {
    volume = { size_gib = 9 }
  }

  expect_failures = [var.volume]
}

run "refuses_more_iops_than_the_size_allows" {
  command = plan

  variables {
    volume = { size_gib = 3072, iops = 16001 }
  }

  expect_failures = [var.volume]
}

run "refuses_fewer_iops_than_gp3_has" {
  command = plan

  variables {
    volume = { size_gib = 100, iops = 2999 }
  }

  expect_failures = [var.volume]
}

run "refuses_more_throughput_than_the_size_allows" {
  command = plan

  variables {
    volume = { size_gib = 100, throughput = 1001 }
  }

  expect_failures = [var.volume]
}

run "refuses_less_throughput_than_gp3_has" {
  command = plan

  variables {
    volume = { size_gib = 100, throughput = 124 }
  }

  expect_failures = [var.volume]
}

run "refuses_elasticsearch" {
  command = plan

  variables {
    engine_version = "Elasticsearch_7.10"
  }

  expect_failures = [var.engine_version]
}

run "refuses_two_masters" {
  command = plan

  variables {
    dedicated_masters = { instance_type = "m7g.large.search", count = 2 }
  }

  expect_failures = [var.dedicated_masters]
}

run "refuses_masters_of_another_service" {
  command = plan

  variables {
    dedicated_masters = { instance_type = "m7g.large", count = 3 }
  }

  expect_failures = [var.dedicated_masters]
}

run "refuses_standby_without_masters" {
  command = plan

  variables {
    multi_az_with_standby = true
  }

  expect_failures = [var.multi_az_with_standby]
}

run "refuses_standby_over_two_zones" {
  command = plan

  variables {
    multi_az_with_standby = true
    dedicated_masters     = { instance_type = "m7g.large.search", count = 3 }
    zone_count            = 2
    data_nodes            = { instance_type = "r7g.large.search", count = 6 }
  }

  expect_failures = [var.multi_az_with_standby]
}

run "refuses_standby_with_five_masters" {
  command = plan

  variables {
    multi_az_with_standby = true
    dedicated_masters     = { instance_type = "m7g.large.search", count = 5 }
  }

  expect_failures = [var.multi_az_with_standby]
}

run "refuses_standby_on_burstable_nodes" {
  command = plan

  variables {
    multi_az_with_standby = true
    dedicated_masters     = { instance_type = "m7g.large.search", count = 3 }
    data_nodes            = { instance_type = "t3.medium.search", count = 3 }
  }

  expect_failures = [var.multi_az_with_standby]
}

run "refuses_standby_with_burstable_masters" {
  command = plan

  variables {
    multi_az_with_standby = true
    dedicated_masters     = { instance_type = "t3.medium.search", count = 3 }
  }

  expect_failures = [var.multi_az_with_standby]
}

run "refuses_fewer_subnets_than_zones" {
  command = plan

  variables {
    vpc = { subnet_ids = ["subnet-0a"], security_group_ids = ["sg-0a"] }
  }

  expect_failures = [var.vpc]
}

run "refuses_a_vpc_without_a_security_group" {
  command = plan

  variables {
    vpc = { subnet_ids = ["subnet-0a", "subnet-0b", "subnet-0c"], security_group_ids = [] }
  }

  expect_failures = [var.vpc]
}

run "refuses_names_for_ids_of_subnets" {
  command = plan

  variables {
    vpc = { subnet_ids = ["a", "b", "c"], security_group_ids = ["sg-0a"] }
  }

  expect_failures = [var.vpc]
}

run "refuses_a_retention_that_cloudwatch_does_not_have" {
  command = plan

  variables {
    log_retention_days = 100
  }

  expect_failures = [var.log_retention_days]
}

run "refuses_to_forbid_the_index_in_an_operation" {
  command = plan

  variables {
    advanced_options = { "rest.action.multi.allow_explicit_index" = "false" }
  }

  expect_failures = [var.advanced_options]
}

run "refuses_a_window_at_the_25th_hour" {
  command = plan

  variables {
    off_peak_window_start = { hours = 25, minutes = 0 }
  }

  expect_failures = [var.off_peak_window_start]
}

run "refuses_a_window_at_the_60th_minute" {
  command = plan

  variables {
    off_peak_window_start = { hours = 1, minutes = 60 }
  }

  expect_failures = [var.off_peak_window_start]
}
