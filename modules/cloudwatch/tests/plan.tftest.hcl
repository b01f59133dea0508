# What the real provider plans, with keys that open nothing.

provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_caller_identity.this
  values = { account_id = "123456789012" }
}

variables {
  name        = "mill"
  kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/1111aaaa-22bb-33cc-44dd-555555eeeeee"

  functions = {
    index  = { function_name = "mill-index", timeout_seconds = 60, log_group_name = "/aws/lambda/mill-index", has_stream = true, event_source_mapping_id = "11111111-2222-3333-4444-555555555555" }
    search = { function_name = "mill-search", timeout_seconds = 10, log_group_name = "/aws/lambda/mill-search", has_stream = false }
  }

  tables              = { library = "mill-library" }
  library_table_name  = "mill-library"
  domain              = { name = "mill", data_node_count = 3, volume_size_gib = 100, dedicated_master_count = 3 }
  api                 = { name = "mill", stage_name = "dev" }
  schedule_group_name = "mill"
  state_machine       = { arn = "arn:aws:states:eu-west-1:123456789012:stateMachine:mill-keeper" }
}

run "lets_only_alarms_of_this_account_publish" {
  command = plan

  override_resource {
    target          = aws_sns_topic.this
    override_during = plan
    values          = { arn = "arn:aws:sns:eu-west-1:123456789012:mill-alarms" }
  }

  assert {
    condition = jsondecode(aws_sns_topic_policy.this.policy).Statement == [{
      Sid       = "OnlyAlarmsOfThisAccount"
      Effect    = "Allow"
      Action    = "sns:Publish"
      Principal = { Service = "cloudwatch.amazonaws.com" }
      Resource  = "arn:aws:sns:eu-west-1:123456789012:mill-alarms"
      Condition = {
        StringEquals = { "aws:SourceAccount" = "123456789012" }
        ArnLike      = { "aws:SourceArn" = "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:*" }
      }
    }]
    error_message = "Got ${aws_sns_topic_policy.this.policy}"
  }

  assert {
    condition     = aws_sns_topic.this.kms_master_key_id == var.kms_key_arn
    error_message = "The topic must be encrypted with the given key."
  }
}

run "takes_a_missing_measurement_for_a_lag" {
  command = plan

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.this["lag"].treat_missing_data == "breaching"
      && aws_cloudwatch_metric_alarm.this["lag"].namespace == "Millrace"
      && aws_cloudwatch_metric_alarm.this["lag"].metric_name == "lagSeconds"
      && aws_cloudwatch_metric_alarm.this["lag"].dimensions == tomap({ table = "mill-library" })
      && aws_cloudwatch_metric_alarm.this["lag"].statistic == "Maximum"
      && aws_cloudwatch_metric_alarm.this["lag"].threshold == 180
    )
    error_message = "The lag must be measured, or be an alarm."
  }
}

run "looks_at_the_mapping_and_not_the_function_for_what_was_given_up" {
  command = plan

  assert {
    condition = alltrue([
      for anchor, metric in {
        index-failed-invocations = "OnFailureDestinationDeliveredEventCount"
        index-dropped-records    = "DroppedEventCount"
        index-not-done-records   = "FailedInvokeEventCount"
      } :
      aws_cloudwatch_metric_alarm.this[anchor].metric_name == metric
      && aws_cloudwatch_metric_alarm.this[anchor].dimensions == tomap({ EventSourceMappingUUID = "11111111-2222-3333-4444-555555555555" })
    ])
    error_message = "Metrics of a mapping have one dimension, its UUID."
  }

  # One report of records as not done is how the function asks for them again.
  assert {
    condition     = aws_cloudwatch_metric_alarm.this["index-not-done-records"].datapoints_to_alarm == 10
    error_message = "A single report must not be an alarm."
  }
}

run "computes_thresholds_from_what_the_environment_has" {
  command = plan

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["index-duration"].threshold == 48000 && aws_cloudwatch_metric_alarm.this["index-duration"].extended_statistic == "p99"
    error_message = "80 % of 60 s, in milliseconds."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["domain-storage"].threshold == 25600 && aws_cloudwatch_metric_alarm.this["domain-storage"].statistic == "Minimum"
    error_message = "A quarter of 100 GiB, in MiB, on the fullest node."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["domain-nodes"].threshold == 6
    error_message = "Three data nodes and three masters."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["index-iterator-age"].threshold == 300000
    error_message = "Five minutes, in milliseconds."
  }
}

run "takes_thresholds_of_its_caller" {
  command = plan

  variables {
    thresholds = { iterator_age_seconds = 600, api_latency_p99_milliseconds = 500 }
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["index-iterator-age"].threshold == 600000 && aws_cloudwatch_metric_alarm.this["api-latency"].threshold == 500
    error_message = "Given thresholds must replace the defaults."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["lag"].threshold == 180
    error_message = "What is not given must keep its default."
  }
}

run "names_domain_and_account_for_the_metrics_of_opensearch" {
  command = plan

  assert {
    condition = alltrue([
      for anchor, alarm in aws_cloudwatch_metric_alarm.this : alarm.dimensions == tomap({ DomainName = "mill", ClientId = "123456789012" })
      if alarm.namespace == "AWS/ES"
    ])
    error_message = "AWS/ES has no metrics without ClientId."
  }

  assert {
    condition     = length([for alarm in aws_cloudwatch_metric_alarm.this : alarm if alarm.namespace == "AWS/ES"]) == 9
    error_message = "Nine alarms look at one metric of the domain."
  }
}

run "counts_rejections_by_their_growth" {
  command = plan

  assert {
    condition     = one([for query in aws_cloudwatch_metric_alarm.this["domain-write-rejections"].metric_query : query.expression if query.return_data]) == "DIFF(rejected)"
    error_message = "ThreadpoolWriteRejected only ever grows."
  }
}

run "rates_errors_of_the_api_by_calls" {
  command = plan

  assert {
    condition = { for query in aws_cloudwatch_metric_alarm.this["api-5xx"].metric_query : query.id => length(query.metric) == 0 ? query.expression : query.metric[0].metric_name } == {
      calls  = "Count"
      errors = "5XXError"
      result = "100 * errors / IF(calls < 20, 20, calls)"
    }
    error_message = "The rate must be computed from errors and calls."
  }
}

run "returns_one_series_and_asks_for_ten_metrics_at_most" {
  command = plan

  assert {
    condition = alltrue([
      for alarm in aws_cloudwatch_metric_alarm.this :
      length([for query in alarm.metric_query : query if query.return_data]) == 1 && length([for query in alarm.metric_query : query if length(query.metric) > 0]) <= 10
      if length(alarm.metric_query) > 0
    ])
    error_message = "CloudWatch refuses an alarm with several results or more than ten metrics."
  }
}
