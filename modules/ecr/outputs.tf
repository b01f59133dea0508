output "repository_name" {
  description = "Name of the repository."
  value       = local.repository.name
}

output "repository_url" {
  description = "Address of the repository, without tag or digest."
  value       = local.repository.repository_url
}

output "repository_arn" {
  description = "ARN of the repository."
  value       = local.repository.arn
}

output "registry_id" {
  description = "Account that owns the repository."
  value       = local.repository.registry_id
}
