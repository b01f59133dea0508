# The volume of a node: what is taken, and every refusal, without AWS.

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

run "refuses_a_type_that_takes_no_volume" {
  command = plan

  variables {
    data_nodes = { instance_type = "i4g.large.search", count = 3 }
  }

  expect_failures = [var.data_nodes]
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
