provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_resource {
  target          = aws_s3_bucket.this
  override_during = plan
  values          = { arn = "arn:aws:s3:::millrace-dev-failed", id = "millrace-dev-failed" }
}

variables {
  bucket_name = "millrace-dev-failed"
  kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555"
}

run "closes_the_bucket_to_the_public" {
  command = plan

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.this.block_public_acls,
      aws_s3_bucket_public_access_block.this.block_public_policy,
      aws_s3_bucket_public_access_block.this.ignore_public_acls,
      aws_s3_bucket_public_access_block.this.restrict_public_buckets,
    ])
    error_message = "Expected all four blocks of public access."
  }

  assert {
    condition     = aws_s3_bucket_ownership_controls.this.rule[0].object_ownership == "BucketOwnerEnforced"
    error_message = "Expected access lists to be off."
  }
}

run "encrypts_by_the_key_of_the_customer" {
  command = plan

  assert {
    condition = alltrue([for rule in aws_s3_bucket_server_side_encryption_configuration.this.rule :
      rule.bucket_key_enabled &&
      rule.apply_server_side_encryption_by_default[0].sse_algorithm == "aws:kms" &&
      rule.apply_server_side_encryption_by_default[0].kms_master_key_id == var.kms_key_arn
    ]) && length(aws_s3_bucket_server_side_encryption_configuration.this.rule) == 1
    error_message = "Expected SSE-KMS by the key that was given, with a bucket key."
  }
}

run "refuses_plain_text_on_the_wire_and_other_keys" {
  command = plan

  assert {
    condition = { for statement in jsondecode(aws_s3_bucket_policy.this.policy).Statement : statement.Sid => statement.Condition } == {
      DenyWithoutTls = { Bool = { "aws:SecureTransport" = "false" } }
      DenyOldTls     = { NumericLessThan = { "s3:TlsVersion" = "1.2" } }
      # `Null … false`: only where the header is there. A Deny by a negated operator alone meets requests without it, too.
      DenyOtherEncryption = { StringNotEquals = { "s3:x-amz-server-side-encryption" = "aws:kms" }, Null = { "s3:x-amz-server-side-encryption" = "false" } }
      DenyOtherKey        = { StringNotEquals = { "s3:x-amz-server-side-encryption-aws-kms-key-id" = var.kms_key_arn }, Null = { "s3:x-amz-server-side-encryption-aws-kms-key-id" = "false" } }
    }
    error_message = "Expected the four refusals."
  }

  assert {
    condition     = alltrue([for statement in jsondecode(aws_s3_bucket_policy.this.policy).Statement : statement.Effect == "Deny" && statement.Principal == "*"])
    error_message = "Expected the policy to refuse only, and everybody: who may do something is said by IAM."
  }

  assert {
    condition     = alltrue([for statement in slice(jsondecode(aws_s3_bucket_policy.this.policy).Statement, 0, 2) : statement.Resource == ["arn:aws:s3:::millrace-dev-failed", "arn:aws:s3:::millrace-dev-failed/*"]])
    error_message = "Expected TLS for the bucket and for every object."
  }
}

run "keeps_versions_and_lets_objects_expire" {
  command = plan

  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "Expected versions to be kept."
  }

  assert {
    condition = alltrue([for rule in aws_s3_bucket_lifecycle_configuration.this.rule :
      rule.status == "Enabled" &&
      rule.expiration[0].days == 90 &&
      rule.noncurrent_version_expiration[0].noncurrent_days == 30 &&
      rule.abort_incomplete_multipart_upload[0].days_after_initiation == 7
    ]) && length(aws_s3_bucket_lifecycle_configuration.this.rule) == 1
    error_message = "Expected objects, old versions and unfinished uploads to expire."
  }
}
