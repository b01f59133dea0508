resource "aws_s3_bucket" "this" {
  #checkov:skip=CKV_AWS_18:Only CloudFront reads it; what asks for data is in the access log of API Gateway
  #checkov:skip=CKV_AWS_144:What lies here is built from the sources again at any time
  #checkov:skip=CKV_AWS_145:The files are public as soon as they are served; a customer key would have to let CloudFront use it
  #checkov:skip=CKV2_AWS_62:Only an apply writes here, and Terraform says what it wrote
  count = local.count

  bucket = var.bucket_name
  # Nothing lies here that an apply does not write again.
  force_destroy = true
}

resource "aws_s3_bucket_public_access_block" "this" {
  count = local.count

  bucket                  = aws_s3_bucket.this[0].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "this" {
  count = local.count

  bucket = aws_s3_bucket.this[0].id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_versioning" "this" {
  count = local.count

  bucket = aws_s3_bucket.this[0].id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  count = local.count

  bucket = aws_s3_bucket.this[0].id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  count = local.count

  bucket = aws_s3_bucket.this[0].id

  rule {
    id     = "expire-old-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    # Each asset that was ever replaced would leave one for ever.
    expiration {
      expired_object_delete_marker = true
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  # S3 refuses rules about versions that a bucket does not keep yet.
  depends_on = [aws_s3_bucket_versioning.this]
}

resource "aws_s3_bucket_policy" "this" {
  count = local.count

  bucket = aws_s3_bucket.this[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "ReadByThisDistribution"
        Effect    = "Allow"
        Principal = { Service = "cloudfront.amazonaws.com" }
        Action    = "s3:GetObject"
        Resource  = "${aws_s3_bucket.this[0].arn}/*"
        Condition = { StringEquals = { "aws:SourceArn" = aws_cloudfront_distribution.this[0].arn } }
      },
      {
        # Without it S3 answers 403 for a file that is not there. No list reaches anybody: `/` is rewritten before S3 is asked.
        Sid       = "TellMissingFromForbidden"
        Effect    = "Allow"
        Principal = { Service = "cloudfront.amazonaws.com" }
        Action    = "s3:ListBucket"
        Resource  = aws_s3_bucket.this[0].arn
        Condition = { StringEquals = { "aws:SourceArn" = aws_cloudfront_distribution.this[0].arn } }
      },
      {
        Sid       = "DenyWithoutTls"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.this[0].arn, "${aws_s3_bucket.this[0].arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })

  # S3 answers 409 to a change of the policy while the public access block is being written.
  depends_on = [aws_s3_bucket_public_access_block.this]
}
