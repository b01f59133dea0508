mock_provider "aws" {
  mock_resource "aws_dynamodb_table" {
    defaults = {
      arn        = "arn:aws:dynamodb:eu-west-1:123456789012:table/mocked"
      stream_arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/mocked/stream/2026-01-01T00:00:00.000"
    }
  }
}

variables {
  kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555"
  tables = {
    library = { name = "millrace-dev-library", hash_key = "id", stream_view_type = "NEW_AND_OLD_IMAGES" }
    parked  = { name = "millrace-dev-parked", hash_key = "id" }
  }
}

run "hands_on_the_tables_by_their_keys" {
  command = apply

  assert {
    condition     = output.tables.library.name == "millrace-dev-library" && output.tables.library.arn == "arn:aws:dynamodb:eu-west-1:123456789012:table/mocked"
    error_message = "Expected name and ARN of the table."
  }

  assert {
    condition     = output.tables.library.stream_arn == "arn:aws:dynamodb:eu-west-1:123456789012:table/mocked/stream/2026-01-01T00:00:00.000"
    error_message = "Expected the ARN of the stream."
  }

  assert {
    condition     = output.tables.parked.stream_arn == null
    error_message = "Expected null for a table without a stream."
  }
}

run "accepts_a_stream_of_keys" {
  command = plan

  variables {
    tables = { jobs = { name = "millrace-dev-jobs", hash_key = "id", stream_view_type = "KEYS_ONLY" } }
  }

  assert {
    condition     = aws_dynamodb_table.this["jobs"].stream_view_type == "KEYS_ONLY"
    error_message = "Expected each table to have the stream it asks for."
  }
}

run "refuses_no_table_at_all" {
  command = plan

  variables {
    tables = {}
  }

  expect_failures = [var.tables]
}

run "refuses_a_name_of_two_characters" {
  command = plan

  variables {
    tables = { library = { name = "ab", hash_key = "id" } }
  }

  expect_failures = [var.tables]
}

run "refuses_a_name_with_other_characters" {
  command = plan

  variables {
    tables = { library = { name = "millrace/library", hash_key = "id" } }
  }

  expect_failures = [var.tables]
}

run "refuses_the_same_name_twice" {
  command = plan

  variables {
    tables = {
      library = { name = "millrace-dev-library", hash_key = "id" }
      parked  = { name = "millrace-dev-library", hash_key = "id" }
    }
  }

  expect_failures = [var.tables]
}

run "refuses_an_empty_hash_key" {
  command = plan

  variables {
    tables = { library = { name = "millrace-dev-library", hash_key = "" } }
  }

  expect_failures = [var.tables]
}

run "refuses_a_view_that_no_stream_has" {
  command = plan

  variables {
    tables = { library = { name = "millrace-dev-library", hash_key = "id", stream_view_type = "BOTH_IMAGES" } }
  }

  expect_failures = [var.tables]
}

run "refuses_an_empty_ttl_attribute" {
  command = plan

  variables {
    tables = { traces = { name = "millrace-dev-traces", hash_key = "id", ttl_attribute = "" } }
  }

  expect_failures = [var.tables]
}

run "refuses_items_that_expire_by_their_key" {
  command = plan

  variables {
    tables = { traces = { name = "millrace-dev-traces", hash_key = "id", ttl_attribute = "id" } }
  }

  expect_failures = [var.tables]
}

run "refuses_items_that_expire_in_a_table_with_a_stream" {
  command = plan

  variables {
    tables = { library = { name = "millrace-dev-library", hash_key = "id", stream_view_type = "NEW_AND_OLD_IMAGES", ttl_attribute = "expiresAt" } }
  }

  expect_failures = [var.tables]
}

run "refuses_a_ceiling_of_zero" {
  command = plan

  variables {
    tables = { library = { name = "millrace-dev-library", hash_key = "id", max_write_request_units = 0 } }
  }

  expect_failures = [var.tables]
}

run "refuses_a_ceiling_of_half_a_unit" {
  command = plan

  variables {
    tables = { library = { name = "millrace-dev-library", hash_key = "id", max_read_request_units = 1.5 } }
  }

  expect_failures = [var.tables]
}

run "refuses_the_alias_of_a_key" {
  command = plan

  variables {
    kms_key_arn = "alias/millrace-dev"
  }

  expect_failures = [var.kms_key_arn]
}

run "refuses_to_recover_from_more_than_35_days_ago" {
  command = plan

  variables {
    recovery_period_in_days = 36
  }

  expect_failures = [var.recovery_period_in_days]
}

run "refuses_to_recover_from_nowhere" {
  command = plan

  variables {
    recovery_period_in_days = 0
  }

  expect_failures = [var.recovery_period_in_days]
}
