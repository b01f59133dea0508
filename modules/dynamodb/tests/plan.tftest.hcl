provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555"
  tables = {
    library = { name = "millrace-dev-library", hash_key = "id", stream_view_type = "NEW_AND_OLD_IMAGES", max_read_request_units = 4000, max_write_request_units = 1000 }
    parked  = { name = "millrace-dev-parked", hash_key = "id" }
    traces  = { name = "millrace-dev-traces", hash_key = "id", ttl_attribute = "expiresAt" }
  }
}

run "streams_both_images_of_the_table_that_asks_for_them" {
  command = plan

  assert {
    condition     = aws_dynamodb_table.this["library"].stream_enabled && aws_dynamodb_table.this["library"].stream_view_type == "NEW_AND_OLD_IMAGES"
    error_message = "Expected the old and the new image: a delete carries nothing else."
  }

  assert {
    condition     = !aws_dynamodb_table.this["parked"].stream_enabled
    error_message = "Expected no stream where none was asked for."
  }
}

run "protects_and_encrypts_every_table" {
  command = plan

  assert {
    condition     = alltrue([for table in aws_dynamodb_table.this : table.server_side_encryption[0].enabled && table.server_side_encryption[0].kms_key_arn == var.kms_key_arn])
    error_message = "Expected the key of the customer on every table."
  }

  assert {
    condition     = alltrue([for table in aws_dynamodb_table.this : table.point_in_time_recovery[0].enabled && table.point_in_time_recovery[0].recovery_period_in_days == 35])
    error_message = "Expected point-in-time recovery over 35 days."
  }

  assert {
    condition     = alltrue([for table in aws_dynamodb_table.this : table.deletion_protection_enabled])
    error_message = "Expected protection against deletion."
  }
}

run "lets_items_expire_only_where_an_attribute_says_when" {
  command = plan

  assert {
    condition     = aws_dynamodb_table.this["traces"].ttl[0].enabled && aws_dynamodb_table.this["traces"].ttl[0].attribute_name == "expiresAt"
    error_message = "Expected items to expire by the attribute that was named."
  }

  assert {
    condition     = alltrue([for key in ["library", "parked"] : !aws_dynamodb_table.this[key].ttl[0].enabled])
    error_message = "Expected that no item expires where nothing says when."
  }
}

run "bills_by_request_below_a_ceiling" {
  command = plan

  assert {
    condition     = alltrue([for table in aws_dynamodb_table.this : table.billing_mode == "PAY_PER_REQUEST"])
    error_message = "Expected tables on demand."
  }

  assert {
    condition     = aws_dynamodb_table.this["library"].on_demand_throughput[0].max_read_request_units == 4000 && aws_dynamodb_table.this["library"].on_demand_throughput[0].max_write_request_units == 1000
    error_message = "Expected the ceilings that were given."
  }

  assert {
    condition     = length(aws_dynamodb_table.this["parked"].on_demand_throughput) == 0
    error_message = "Expected no ceiling where none was given."
  }
}

run "keys_a_table_by_one_text_attribute" {
  command = plan

  assert {
    condition     = alltrue([for table in aws_dynamodb_table.this : table.hash_key == "id" && [for attribute in table.attribute : attribute] == [{ name = "id", type = "S" }]])
    error_message = "Expected the hash key, of type S, to be the only declared attribute."
  }
}

run "gives_up_protection_when_told_to" {
  command = plan

  variables {
    deletion_protection_enabled = false
    recovery_period_in_days     = 1
  }

  assert {
    condition     = alltrue([for table in aws_dynamodb_table.this : !table.deletion_protection_enabled && table.point_in_time_recovery[0].recovery_period_in_days == 1])
    error_message = "Expected the environment's own settings."
  }
}
