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

run "refuses_elasticsearch" {
  command = plan

  variables {
    engine_version = "Elasticsearch_7.10"
  }

  expect_failures = [var.engine_version]
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
