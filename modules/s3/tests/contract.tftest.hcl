mock_provider "aws" {
  mock_resource "aws_s3_bucket" {
    defaults = { arn = "arn:aws:s3:::millrace-dev-123456789012-failed" }
  }
}

variables {
  bucket_name = "millrace-dev-123456789012-failed"
  kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555"
}

run "hands_on_the_bucket" {
  command = apply

  assert {
    condition     = output.bucket_name == "millrace-dev-123456789012-failed"
    error_message = "Expected the name of the bucket."
  }

  assert {
    condition     = output.bucket_arn == "arn:aws:s3:::millrace-dev-123456789012-failed"
    error_message = "Expected the ARN of the bucket."
  }

  assert {
    condition     = !aws_s3_bucket.this.force_destroy
    error_message = "Expected a bucket with objects in it to be kept unless the opposite is said."
  }
}

run "takes_its_days_and_a_forced_end" {
  command = apply

  variables {
    expiration_days            = 7
    noncurrent_expiration_days = 1
    force_destroy              = true
  }

  assert {
    condition     = one(aws_s3_bucket_lifecycle_configuration.this.rule[0].expiration).days == 7 && one(aws_s3_bucket_lifecycle_configuration.this.rule[0].noncurrent_version_expiration).noncurrent_days == 1
    error_message = "Expected the lifecycle to have the days that were given."
  }

  assert {
    condition     = aws_s3_bucket.this.force_destroy
    error_message = "Expected force_destroy to reach the bucket."
  }
}

run "refuses_a_name_with_capitals" {
  command = plan

  variables {
    bucket_name = "Millrace-failed"
  }

  expect_failures = [var.bucket_name]
}

run "refuses_a_name_with_dots" {
  command = plan

  variables {
    bucket_name = "millrace.failed"
  }

  expect_failures = [var.bucket_name]
}

run "refuses_a_name_of_two_characters" {
  command = plan

  variables {
    bucket_name = "ab"
  }

  expect_failures = [var.bucket_name]
}

run "refuses_a_name_of_64_characters" {
  command = plan

  variables {
    bucket_name = "a234567890123456789012345678901234567890123456789012345678901234"
  }

  expect_failures = [var.bucket_name]
}

run "refuses_a_prefix_of_s3_itself" {
  command = plan

  variables {
    bucket_name = "xn--millrace"
  }

  expect_failures = [var.bucket_name]
}

run "refuses_a_suffix_of_s3_itself" {
  command = plan

  variables {
    bucket_name = "millrace-s3alias"
  }

  expect_failures = [var.bucket_name]
}

run "refuses_the_alias_of_a_key" {
  command = plan

  variables {
    kms_key_arn = "alias/millrace-dev"
  }

  expect_failures = [var.kms_key_arn]
}

run "refuses_an_expiration_of_no_days" {
  command = plan

  variables {
    expiration_days = 0
  }

  expect_failures = [var.expiration_days]
}

run "refuses_half_days_for_what_is_not_current" {
  command = plan

  variables {
    noncurrent_expiration_days = 0.5
  }

  expect_failures = [var.noncurrent_expiration_days]
}
