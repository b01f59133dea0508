# How far the index is behind the table, as the entry point `measure` saw it.
locals {
  freshness_alarms = {
    lag = {
      summary             = "Nothing newer than ${var.thresholds.lag_seconds} s can be found: the newest heartbeat in the index is that old, or nobody measures."
      metric              = { namespace = var.metric_namespace, name = "lagSeconds", dimensions = local.library, stat = "Maximum", period = 60 }
      threshold           = var.thresholds.lag_seconds
      evaluation_periods  = 3
      datapoints_to_alarm = 3
      # No measurement is no proof: a dead domain, a stopped schedule and a broken function all end here.
      missing = "breaching"
    }

    parked = {
      summary   = "OpenSearch refuses documents as they are; their keys are kept in the table of parked keys, and searches do not find them as they should."
      metric    = { namespace = var.metric_namespace, name = "parkedKeys", dimensions = local.library, stat = "Maximum", period = 60 }
      threshold = 0
      # Keys stay parked whether or not somebody counts them: keep the last state.
      missing = "ignore"
    }

    open-jobs = {
      summary = "For an hour there has always been a job that was not done: documents go on showing the old name of what they are joined with."
      metric  = { namespace = var.metric_namespace, name = "jobs", dimensions = local.library, stat = "Minimum", period = 300 }
      # A job takes seconds; 20,000 documents half a minute.
      threshold           = 0
      evaluation_periods  = 12
      datapoints_to_alarm = 12
      # As above.
      missing = "ignore"
    }
  }

  library = { table = var.library_table_name }
}
