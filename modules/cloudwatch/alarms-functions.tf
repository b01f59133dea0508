locals {
  function_alarms = merge([
    for key, function in var.functions : merge(
      {
        "${key}-errors" = {
          summary             = "The function ${function.function_name} fails as a whole: exceptions, timeouts, a refused start."
          metric              = { namespace = "AWS/Lambda", name = "Errors", dimensions = { FunctionName = function.function_name }, stat = "Sum", period = 60 }
          threshold           = 0
          evaluation_periods  = 5
          datapoints_to_alarm = 3
          # No invocation, no metric, no error; silence is the business of `lag`.
          missing = "notBreaching"
        }

        "${key}-throttles" = {
          summary             = "The function ${function.function_name} is not given the concurrency it needs."
          metric              = { namespace = "AWS/Lambda", name = "Throttles", dimensions = { FunctionName = function.function_name }, stat = "Sum", period = 60 }
          threshold           = 0
          evaluation_periods  = 5
          datapoints_to_alarm = 3
          # As above.
          missing = "notBreaching"
        }
      },
      function.is_long_running ? {} : {
        "${key}-duration" = {
          summary             = "One invocation in a hundred of ${function.function_name} takes more than ${var.thresholds.function_duration_percent} % of its ${function.timeout_seconds} s; at all of them Lambda kills it."
          metric              = { namespace = "AWS/Lambda", name = "Duration", dimensions = { FunctionName = function.function_name }, stat = "p99", period = 60 }
          threshold           = function.timeout_seconds * 1000 * var.thresholds.function_duration_percent / 100
          evaluation_periods  = 15
          datapoints_to_alarm = 10
          # No invocation takes no time.
          missing = "notBreaching"
        }
      },
    )
  ]...)

  streams = { for key, function in var.functions : key => function if function.has_stream }

  stream_alarms = merge([
    for key, function in local.streams : {
      "${key}-iterator-age" = {
        summary             = "${function.function_name} reads its stream more than ${var.thresholds.iterator_age_seconds} s late; the stream forgets after 24 h, and records of 23 h are given up."
        metric              = { namespace = "AWS/Lambda", name = "IteratorAge", dimensions = { FunctionName = function.function_name }, stat = "Maximum", period = 60 }
        threshold           = var.thresholds.iterator_age_seconds * 1000
        evaluation_periods  = 5
        datapoints_to_alarm = 5
        # Lambda tells an age only with an invocation: a quiet stream has none.
        missing = "notBreaching"
      }

      "${key}-failed-invocations" = {
        summary = "Lambda gave up records of the stream of ${function.function_name} and wrote them to the bucket of failed invocations: the index lacks them until they are redriven."
        metric  = { namespace = "AWS/Lambda", name = "OnFailureDestinationDeliveredEventCount", dimensions = local.mappings[key], stat = "Sum", period = 300 }
        # One is enough, and is shown for an hour: the metric forgets, the bucket does not.
        threshold          = 0
        evaluation_periods = 12
        # Only sent when it happens.
        missing = "notBreaching"
      }

      "${key}-dropped-records" = {
        summary = "Lambda dropped records of the stream of ${function.function_name} and could not write them to the bucket: nothing keeps them but the table itself."
        metric  = { namespace = "AWS/Lambda", name = "DroppedEventCount", dimensions = local.mappings[key], stat = "Sum", period = 300 }
        # As above.
        threshold          = 0
        evaluation_periods = 12
        missing            = "notBreaching"
      }

      "${key}-not-done-records" = {
        summary = "For ten minutes of the last fifteen ${function.function_name} could not be invoked, or reported records as not done."
        metric  = { namespace = "AWS/Lambda", name = "FailedInvokeEventCount", dimensions = local.mappings[key], stat = "Sum", period = 60 }
        # Reporting records is how the function asks for them again after a throttle or a restart: only going on with it is a fault.
        threshold           = 0
        evaluation_periods  = 15
        datapoints_to_alarm = 10
        # A quiet stream sends none.
        missing = "notBreaching"
      }
    }
  ]...)

  mappings = { for key, function in local.streams : key => { EventSourceMappingUUID = function.event_source_mapping_id } }
}
