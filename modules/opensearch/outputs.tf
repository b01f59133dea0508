# Handed on only when the access policy stands: whoever calls earlier is answered 403.

output "domain_name" {
  description = "Name of the domain."
  value       = aws_opensearch_domain.this.domain_name
  depends_on  = [aws_opensearch_domain_policy.this]
}

output "domain_arn" {
  description = "ARN of the domain; its HTTP paths are `<arn>/*`."
  value       = aws_opensearch_domain.this.arn
  depends_on  = [aws_opensearch_domain_policy.this]
}

output "endpoint" {
  description = "Address of the domain, with `https://`, without a path."
  value       = "https://${aws_opensearch_domain.this.endpoint}"
  depends_on  = [aws_opensearch_domain_policy.this]
}

output "data_node_count" {
  description = "Number of data nodes, for alarms and sizing."
  value       = var.data_nodes.count
}

output "volume_size_gib" {
  description = "Size in GiB of the volume of each data node, for alarms and sizing."
  value       = var.volume.size_gib
}
