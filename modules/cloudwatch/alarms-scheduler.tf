locals {
  # Before `lag` knows: the heartbeat is not written, or nobody measures. Missing is well: both are only sent when something happens.
  scheduler_alarms = merge([
    for group in var.schedule_group_name[*] : {
      scheduler-target-errors = {
        summary             = "Scheduler's calls for the heartbeat or the measurement are answered with errors."
        metric              = { namespace = "AWS/Scheduler", name = "TargetErrorCount", dimensions = { ScheduleGroup = group }, stat = "Sum", period = 60 }
        threshold           = 0
        evaluation_periods  = 5
        datapoints_to_alarm = 3
        missing             = "notBreaching"
      }

      scheduler-dropped = {
        summary             = "Scheduler drops heartbeats or measurements: they could not be made within their minute."
        metric              = { namespace = "AWS/Scheduler", name = "InvocationDroppedCount", dimensions = { ScheduleGroup = group }, stat = "Sum", period = 60 }
        threshold           = 0
        evaluation_periods  = 5
        datapoints_to_alarm = 3
        missing             = "notBreaching"
      }
    }
  ]...)

  keeper_alarms = merge([
    for machine in var.state_machine[*] : {
      keeper-failed = {
        summary    = "A run of the keeper's tools (verify, repair, rebuild) failed or ran out of time."
        expression = "SUM([FILL(failed, 0), FILL(late, 0)])"
        inputs = {
          failed = { namespace = "AWS/States", name = "ExecutionsFailed", dimensions = { StateMachineArn = machine.arn }, stat = "Sum", period = 300 }
          late   = { namespace = "AWS/States", name = "ExecutionsTimedOut", dimensions = { StateMachineArn = machine.arn }, stat = "Sum", period = 300 }
        }
        threshold = 0
        # Shown for an hour, as it happens once.
        evaluation_periods = 12
        # No run, no metric.
        missing = "notBreaching"
      }
    }
  ]...)
}
