# Handed on only when all of the page is there.

output "url" {
  description = "Address of the page, without a slash at its end; null without one."
  value       = one([for distribution in aws_cloudfront_distribution.this : "https://${var.domain == null ? distribution.domain_name : var.domain.aliases[0]}"])
  depends_on  = [aws_s3_object.entry, aws_s3_bucket_policy.this]
}

output "distribution_id" {
  description = "Id of the distribution; null without one."
  value       = one(aws_cloudfront_distribution.this[*].id)
}

output "distribution_domain" {
  description = "What a DNS record for a name of your own points to; null without a page."
  value       = one(aws_cloudfront_distribution.this[*].domain_name)
}

output "bucket_name" {
  description = "Name of the bucket of the files; null without one."
  value       = one(aws_s3_bucket.this[*].bucket)
}
