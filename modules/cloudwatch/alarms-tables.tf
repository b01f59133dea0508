locals {
  # Errors of the service are only told by operation. An alarm takes ten metrics at most: these are all the ones that touch items.
  operations = [
    "BatchGetItem", "BatchWriteItem", "DeleteItem", "GetItem", "PutItem",
    "Query", "Scan", "TransactGetItems", "TransactWriteItems", "UpdateItem",
  ]

  table_alarms = merge([
    for key, name in var.tables : {
      "table-${key}-throttles" = {
        summary    = "DynamoDB throttles the table ${name}: its ceiling, one hot key, or a jump beyond twice the former peak."
        expression = "SUM([FILL(reads, 0), FILL(writes, 0)])"
        inputs = {
          reads  = { namespace = "AWS/DynamoDB", name = "ReadThrottleEvents", dimensions = { TableName = name }, stat = "Sum", period = 60 }
          writes = { namespace = "AWS/DynamoDB", name = "WriteThrottleEvents", dimensions = { TableName = name }, stat = "Sum", period = 60 }
        }
        threshold           = 0
        evaluation_periods  = 15
        datapoints_to_alarm = 5
        # Only sent when it happens.
        missing = "notBreaching"
      }

      "table-${key}-system-errors" = {
        summary    = "DynamoDB itself fails on the table ${name} (500)."
        expression = "SUM(FILL(METRICS(), 0))"
        inputs = {
          for operation in local.operations : "op${operation}" => {
            namespace  = "AWS/DynamoDB"
            name       = "SystemErrors"
            dimensions = { TableName = name, Operation = operation }
            stat       = "Sum"
            period     = 60
          }
        }
        threshold           = 0
        evaluation_periods  = 15
        datapoints_to_alarm = 5
        # As above.
        missing = "notBreaching"
      }
    }
  ]...)
}
