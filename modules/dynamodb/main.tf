resource "aws_dynamodb_table" "this" {
  for_each = var.tables

  name                        = each.value.name
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = each.value.hash_key
  stream_enabled              = each.value.stream_view_type != null
  stream_view_type            = each.value.stream_view_type
  deletion_protection_enabled = var.deletion_protection_enabled

  attribute {
    name = each.value.hash_key
    type = "S"
  }

  dynamic "on_demand_throughput" {
    for_each = each.value.max_read_request_units == null && each.value.max_write_request_units == null ? [] : [each.value]

    content {
      max_read_request_units  = on_demand_throughput.value.max_read_request_units
      max_write_request_units = on_demand_throughput.value.max_write_request_units
    }
  }

  point_in_time_recovery {
    enabled                 = true
    recovery_period_in_days = var.recovery_period_in_days
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = var.kms_key_arn
  }

  # Said, not left out, where nothing expires: the provider takes a missing block for "as it is", and an item that expires is
  # truth that vanishes. For the same reason no table has both, a stream and an attribute: what streams is truth to its readers.
  ttl {
    enabled        = each.value.ttl_attribute != null
    attribute_name = each.value.ttl_attribute
  }
}
