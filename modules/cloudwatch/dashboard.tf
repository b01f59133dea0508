locals {
  # From the truth to the index, then what carries it. Each row is 24 wide, shared equally.
  rows = [
    [
      {
        type       = "alarm"
        properties = { title = "Alarms", alarms = [for alarm in aws_cloudwatch_metric_alarm.this : alarm.arn] }
      },
    ],
    [
      local.graph["writes"],
      local.graph["calls"],
      local.graph["stream"],
    ],
    [
      local.graph["age"],
      local.graph["lag"],
      local.graph["outcomes"],
    ],
    [
      local.graph["parked"],
      local.graph["given-up"],
      local.graph["functions"],
    ],
    [
      local.graph["health"],
      local.graph["load"],
      local.graph["storage"],
    ],
    [
      local.graph["indexing"],
      local.graph["latency"],
      local.graph["durations"],
    ],
    [
      {
        type = "log"
        properties = {
          title  = "Warnings and errors of all functions"
          view   = "table"
          region = data.aws_region.this.id
          query = join(" | ", concat(
            [for function in values(var.functions) : "SOURCE '${function.log_group_name}'"],
            ["fields @timestamp, level, msg, err.code, err.message, reason, @log", "filter level in ['warn', 'error']", "sort @timestamp desc", "limit 50"],
          ))
        }
      },
    ],
  ]

  graphs = {
    writes = {
      title = "Written to the tables (write units a minute)"
      metrics = concat(
        [for key, name in var.tables : ["AWS/DynamoDB", "ConsumedWriteCapacityUnits", "TableName", name, { label = key }]],
        [for key, name in var.tables : ["AWS/DynamoDB", "WriteThrottleEvents", "TableName", name, { label = "${key} throttled", yAxis = "right" }]],
      )
    }
    calls = {
      title = "Calls of the API a minute"
      metrics = [
        for name, label in { Count = "all", "4XXError" = "4xx", "5XXError" = "5xx" } :
        ["AWS/ApiGateway", name, "ApiName", var.api.name, "Stage", var.api.stage_name, { label = label }]
      ]
    }
    stream = {
      title = "Records from the streams a minute"
      metrics = concat([], [
        for key, mapping in local.mappings : [
          for name, label in { PolledEventCount = "read", InvokedEventCount = "handed over", FailedInvokeEventCount = "not done" } :
          ["AWS/Lambda", name, "EventSourceMappingUUID", mapping.EventSourceMappingUUID, { label = "${key} ${label}" }]
        ]
      ]...)
    }
    age = {
      title   = "Age of records when they are handed over (ms)"
      stat    = "Maximum"
      metrics = [for key, function in local.streams : ["AWS/Lambda", "IteratorAge", "FunctionName", function.function_name, { label = key }]]
    }
    lag = {
      title      = "Lag: age of the newest heartbeat that a search finds (s)"
      stat       = "Maximum"
      metrics    = [[var.metric_namespace, "lagSeconds", "table", var.library_table_name, { label = "lag" }]]
      annotation = var.thresholds.lag_seconds
    }
    outcomes = {
      title = "What became of records a minute"
      metrics = [
        for name in ["applied", "repaired", "superseded", "skipped", "parked", "reported"] :
        [var.metric_namespace, name, "table", var.library_table_name]
      ]
    }
    parked = {
      title   = "Parked keys and open jobs now"
      stat    = "Maximum"
      metrics = [for name in ["parkedKeys", "jobs"] : [var.metric_namespace, name, "table", var.library_table_name]]
    }
    given-up = {
      title = "Records given up by Lambda"
      metrics = concat([], [
        for key, mapping in local.mappings : [
          for name, label in { OnFailureDestinationDeliveredEventCount = "kept in the bucket", DroppedEventCount = "dropped" } :
          ["AWS/Lambda", name, "EventSourceMappingUUID", mapping.EventSourceMappingUUID, { label = "${key} ${label}" }]
        ]
      ]...)
    }
    functions = {
      title = "Errors and throttles of the functions"
      metrics = concat([], [
        for key, function in var.functions : [
          for name in ["Errors", "Throttles"] :
          ["AWS/Lambda", name, "FunctionName", function.function_name, { label = "${key} ${lower(name)}" }]
        ]
      ]...)
    }
    durations = {
      title   = "Duration of the functions, p99 (ms)"
      stat    = "p99"
      metrics = [for key, function in var.functions : ["AWS/Lambda", "Duration", "FunctionName", function.function_name, { label = key }]]
    }
    health = {
      title = "Health of the domain"
      stat  = "Maximum"
      metrics = [
        for name, label in { "ClusterStatus.red" = "red", "ClusterStatus.yellow" = "yellow", ClusterIndexWritesBlocked = "writes blocked", "Shards.unassigned" = "shards without a node" } :
        concat(["AWS/ES", name], local.domain_dimensions, [{ label = label }])
      ]
    }
    load = {
      title = "CPU and heap of the fullest node (%)"
      stat  = "Maximum"
      metrics = [
        for name, label in { CPUUtilization = "CPU", JVMMemoryPressure = "heap" } :
        concat(["AWS/ES", name], local.domain_dimensions, [{ label = label }])
      ]
    }
    storage = {
      title      = "Free storage of the fullest node (MiB)"
      stat       = "Minimum"
      metrics    = [concat(["AWS/ES", "FreeStorageSpace"], local.domain_dimensions, [{ label = "free" }])]
      annotation = local.domain_alarms["domain-storage"].threshold
    }
    indexing = {
      title = "Writes to the domain a minute"
      metrics = [
        for name, label in { IndexingRate = "written", ThreadpoolWriteRejected = "rejected since the nodes' start" } :
        concat(["AWS/ES", name], local.domain_dimensions, [{ label = label }])
      ]
    }
    latency = {
      title = "Latency of the API, p99, and of searches within the domain (ms)"
      stat  = "p99"
      metrics = [
        ["AWS/ApiGateway", "Latency", "ApiName", var.api.name, "Stage", var.api.stage_name, { label = "API p99" }],
        concat(["AWS/ES", "SearchLatency"], local.domain_dimensions, [{ label = "search, average", stat = "Average" }]),
      ]
      annotation = var.thresholds.api_latency_p99_milliseconds
    }
  }

  graph = {
    for key, graph in local.graphs : key => {
      type = "metric"
      properties = merge(
        {
          title   = graph.title
          view    = "timeSeries"
          region  = data.aws_region.this.id
          period  = 60
          stat    = lookup(graph, "stat", "Sum")
          metrics = graph.metrics
          yAxis   = { left = { min = 0 } }
        },
        contains(keys(graph), "annotation") ? { annotations = { horizontal = [{ label = "alarm", value = graph.annotation }] } } : {},
      )
    }
  }

  domain_dimensions = ["DomainName", local.domain.DomainName, "ClientId", local.domain.ClientId]
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name

  dashboard_body = jsonencode({
    widgets = flatten([
      for y, row in local.rows : [
        for x, widget in row : {
          type       = widget.type
          x          = x * 24 / length(row)
          y          = y * 6
          width      = 24 / length(row)
          height     = 6
          properties = widget.properties
        }
      ]
    ])
  })
}
