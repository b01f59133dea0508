# Every refusal, without AWS.

mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }

  mock_data "aws_region" {
    defaults = { id = "eu-west-1" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_resource "aws_sns_topic" {
    defaults = { arn = "arn:aws:sns:eu-west-1:123456789012:mill-alarms" }
  }
}

variables {
  name        = "mill"
  kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/1111aaaa-22bb-33cc-44dd-555555eeeeee"

  functions = {
    index   = { function_name = "mill-index", timeout_seconds = 60, log_group_name = "/aws/lambda/mill-index", has_stream = true, event_source_mapping_id = "11111111-2222-3333-4444-555555555555" }
    search  = { function_name = "mill-search", timeout_seconds = 10, log_group_name = "/aws/lambda/mill-search", has_stream = false }
    measure = { function_name = "mill-measure", timeout_seconds = 300, log_group_name = "/aws/lambda/mill-measure", has_stream = false, is_long_running = true }
  }

  tables             = { library = "mill-library", jobs = "mill-jobs" }
  library_table_name = "mill-library"
  domain             = { name = "mill", data_node_count = 3, volume_size_gib = 100, dedicated_master_count = 3 }
  api                = { name = "mill", stage_name = "dev" }
}

run "refuses_a_name_that_no_alarm_can_have" {
  command = plan

  variables {
    name = "mill prod"
  }

  expect_failures = [var.name]
}

run "refuses_the_alias_of_a_key" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:alias/mill"
  }

  expect_failures = [var.kms_key_arn]
}

run "refuses_a_function_whose_alarms_would_be_called_like_those_of_the_domain" {
  command = plan

  variables {
    functions = { domain = { function_name = "mill-index", timeout_seconds = 60, log_group_name = "/aws/lambda/mill-index", has_stream = false } }
  }

  expect_failures = [var.functions]
}

run "refuses_a_timeout_that_lambda_does_not_know" {
  command = plan

  variables {
    functions = { index = { function_name = "mill-index", timeout_seconds = 901, log_group_name = "/aws/lambda/mill-index", has_stream = false } }
  }

  expect_failures = [var.functions]
}

run "refuses_a_stream_without_the_id_of_its_mapping" {
  command = plan

  variables {
    functions = { index = { function_name = "mill-index", timeout_seconds = 60, log_group_name = "/aws/lambda/mill-index", has_stream = true } }
  }

  expect_failures = [var.functions]
}

run "refuses_the_arn_of_a_table_for_its_name" {
  command = plan

  variables {
    tables             = { library = "arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library" }
    library_table_name = "arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library"
  }

  expect_failures = [var.tables]
}

run "refuses_a_library_that_is_none_of_the_tables" {
  command = plan

  variables {
    library_table_name = "other"
  }

  expect_failures = [var.library_table_name]
}

run "refuses_the_address_of_a_domain_for_its_name" {
  command = plan

  variables {
    domain = { name = "https://search-mill.example.com", data_node_count = 3, volume_size_gib = 100 }
  }

  expect_failures = [var.domain]
}

run "refuses_two_dedicated_masters" {
  command = plan

  variables {
    domain = { name = "mill", data_node_count = 3, volume_size_gib = 100, dedicated_master_count = 2 }
  }

  expect_failures = [var.domain]
}

run "refuses_an_api_without_a_name" {
  command = plan

  variables {
    api = { name = " ", stage_name = "dev" }
  }

  expect_failures = [var.api]
}

run "refuses_the_arn_of_a_schedule_group_for_its_name" {
  command = plan

  variables {
    schedule_group_name = "arn:aws:scheduler:eu-west-1:123456789012:schedule-group/mill"
  }

  expect_failures = [var.schedule_group_name]
}

run "refuses_the_name_of_a_state_machine_for_its_arn" {
  command = plan

  variables {
    state_machine = { arn = "mill-keeper" }
  }

  expect_failures = [var.state_machine]
}

run "refuses_a_subscription_without_tls" {
  command = plan

  variables {
    subscriptions = { pager = { protocol = "http", endpoint = "http://events.example.com/hook" } }
  }

  expect_failures = [var.subscriptions]
}

run "refuses_an_endpoint_that_does_not_fit_its_protocol" {
  command = plan

  variables {
    subscriptions = { team = { protocol = "email", endpoint = "https://events.example.com/hook" } }
  }

  expect_failures = [var.subscriptions]
}

run "refuses_a_lag_that_a_healthy_system_has" {
  command = plan

  variables {
    thresholds = { lag_seconds = 60 }
  }

  expect_failures = [var.thresholds]
}

run "refuses_an_age_at_which_records_are_given_up" {
  command = plan

  variables {
    thresholds = { iterator_age_seconds = 82800 }
  }

  expect_failures = [var.thresholds]
}

run "refuses_a_share_beyond_the_whole" {
  command = plan

  variables {
    thresholds = { domain_cpu_percent = 100 }
  }

  expect_failures = [var.thresholds]
}

run "refuses_a_latency_that_no_call_reaches" {
  command = plan

  variables {
    thresholds = { api_latency_p99_milliseconds = 30000 }
  }

  expect_failures = [var.thresholds]
}

run "refuses_a_namespace_of_aws" {
  command = plan

  variables {
    metric_namespace = "AWS/Lambda"
  }

  expect_failures = [var.metric_namespace]
}
