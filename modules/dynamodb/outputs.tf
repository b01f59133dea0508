output "tables" {
  description = "The tables, by the keys of the input: `name`, `arn`, `stream_arn` (null without a stream)."
  value = {
    for key, table in aws_dynamodb_table.this : key => {
      name = table.name
      arn  = table.arn
      # The provider says "" for no stream, and keeps the ARN of one that was switched off.
      stream_arn = var.tables[key].stream_view_type == null ? null : table.stream_arn
    }
  }
}
