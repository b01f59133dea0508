# From the resource, not from the variables: what failed to apply is never handed on.

output "image_uri" {
  description = "The image by its digest, as `image_uri` of the module lambda takes it."
  value       = terraform_data.this.output.image_uri
}

output "image_digest" {
  description = "Digest of the image that runs."
  value       = terraform_data.this.output.image_digest
}

output "image_tag" {
  description = "Tag of the image that runs."
  value       = terraform_data.this.output.image_tag
}
