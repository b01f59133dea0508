# Data nodes, dedicated masters and zones: every refusal, without AWS.

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
