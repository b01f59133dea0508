# Outputs and wiring, without AWS.

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

run "names_its_alarms_after_their_entries_in_the_runbook" {
  assert {
    condition = output.alarm_names == toset([for anchor in [
      "lag", "parked", "open-jobs",
      "index-errors", "index-throttles", "index-duration",
      "index-iterator-age", "index-failed-invocations", "index-dropped-records", "index-not-done-records",
      "search-errors", "search-throttles", "search-duration",
      "measure-errors", "measure-throttles",
      "domain-red", "domain-yellow", "domain-storage", "domain-writes-blocked", "domain-jvm-memory", "domain-cpu",
      "domain-write-rejections", "domain-key", "domain-nodes", "domain-master", "domain-snapshot",
      "api-5xx", "api-latency",
      "table-library-throttles", "table-library-system-errors", "table-jobs-throttles", "table-jobs-system-errors",
    ] : "mill-${anchor}"])
    error_message = "Got ${jsonencode(output.alarm_names)}"
  }

  assert {
    condition     = alltrue([for anchor, alarm in aws_cloudwatch_metric_alarm.this : endswith(alarm.alarm_description, " Runbook: docs/runbook.md#${anchor}")])
    error_message = "Each description must end with the place in the runbook."
  }
}

run "tells_the_topic_when_an_alarm_begins_and_when_it_ends" {
  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.this : alarm.alarm_actions == toset([output.topic_arn]) && alarm.ok_actions == toset([output.topic_arn])])
    error_message = "Every alarm must go to the topic, both ways."
  }
}

run "watches_schedules_and_the_state_machine_when_it_is_given_them" {
  variables {
    schedule_group_name = "mill"
    state_machine       = { arn = "arn:aws:states:eu-west-1:123456789012:stateMachine:mill-keeper" }
  }

  assert {
    condition     = length(setintersection(output.alarm_names, ["mill-scheduler-target-errors", "mill-scheduler-dropped", "mill-keeper-failed"])) == 3
    error_message = "Got ${jsonencode(output.alarm_names)}"
  }
}

run "subscribes_whom_it_is_given" {
  variables {
    subscriptions = {
      team  = { protocol = "email", endpoint = "team@example.com" }
      pager = { protocol = "https", endpoint = "https://events.example.com/hook" }
    }
  }

  assert {
    condition     = aws_sns_topic_subscription.this["pager"].endpoint == "https://events.example.com/hook" && aws_sns_topic_subscription.this["team"].topic_arn == output.topic_arn
    error_message = "Each subscription must be to the topic."
  }
}

run "shows_the_way_from_the_truth_to_the_index_on_one_dashboard" {
  assert {
    condition     = output.dashboard_name == "mill"
    error_message = "The dashboard must have the name of the environment."
  }

  assert {
    condition = alltrue([
      for metric in ["ConsumedWriteCapacityUnits", "IteratorAge", "PolledEventCount", "lagSeconds", "applied", "repaired", "superseded", "skipped", "parked", "reported", "parkedKeys", "jobs", "ClusterStatus.red", "FreeStorageSpace", "5XXError", "Latency"] :
      strcontains(aws_cloudwatch_dashboard.this.dashboard_body, "\"${metric}\"")
    ])
    error_message = "The dashboard lacks a metric: ${aws_cloudwatch_dashboard.this.dashboard_body}"
  }

  assert {
    condition     = alltrue([for widget in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : widget.x + widget.width <= 24])
    error_message = "A widget stands beyond the 24 columns."
  }

  assert {
    condition     = length(distinct([for widget in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : "${widget.x},${widget.y}"])) == length(jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets)
    error_message = "Two widgets stand in one place."
  }
}
