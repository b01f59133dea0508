resource "aws_lambda_event_source_mapping" "this" {
  count = var.stream_mapping == null ? 0 : 1

  function_name    = aws_lambda_function.this.arn
  event_source_arn = var.stream_mapping.stream_arn

  # LATEST would skip what is written between the creation of the mapping and its first poll.
  starting_position = "TRIM_HORIZON"

  batch_size                         = var.stream_mapping.batch_size
  maximum_batching_window_in_seconds = var.stream_mapping.window_seconds
  parallelization_factor             = var.stream_mapping.parallelization_factor

  # The function says which records are not done; bisecting is for what it cannot say, a crash or a timeout.
  function_response_types        = ["ReportBatchItemFailures"]
  bisect_batch_on_function_error = true
  maximum_record_age_in_seconds  = var.stream_mapping.maximum_record_age_seconds
  maximum_retry_attempts         = var.stream_mapping.maximum_retry_attempts

  metrics_config {
    metrics = ["EventCount"]
  }

  dynamic "destination_config" {
    for_each = var.stream_mapping.failed_invocations_bucket_arn == null ? [] : [var.stream_mapping.failed_invocations_bucket_arn]

    content {
      on_failure {
        destination_arn = destination_config.value
      }
    }
  }

  lifecycle {
    precondition {
      condition     = var.stream_mapping.batch_size <= 10 || var.stream_mapping.window_seconds >= 1
      error_message = "stream_mapping.window_seconds must be at least 1 when batch_size is above 10: without a window a quiet stream invokes the function once for each record."
    }
  }
}
