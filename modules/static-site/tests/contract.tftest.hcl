mock_provider "aws" {
  mock_resource "aws_s3_bucket" {
    defaults = {
      arn                         = "arn:aws:s3:::mill-page"
      bucket_regional_domain_name = "mill-page.s3.eu-west-1.amazonaws.com"
    }
  }

  mock_resource "aws_cloudfront_distribution" {
    defaults = {
      id          = "E1ABCDEF234567"
      arn         = "arn:aws:cloudfront::123456789012:distribution/E1ABCDEF234567"
      domain_name = "d111111abcdef8.cloudfront.net"
    }
  }

  mock_resource "aws_cloudfront_function" {
    defaults = { arn = "arn:aws:cloudfront::123456789012:function/mill-route" }
  }
}

variables {
  create                  = true
  name                    = "mill"
  bucket_name             = "mill-page"
  folder                  = abspath("tests/site")
  content_security_policy = "default-src 'none'; script-src 'self'"
  api                     = { invoke_url = "https://abc123.execute-api.eu-west-1.amazonaws.com/dev", authorization = "api-key" }
}

run "hands_on_the_address_and_the_bucket" {
  command = apply

  assert {
    condition     = output.url == "https://d111111abcdef8.cloudfront.net" && output.distribution_domain == "d111111abcdef8.cloudfront.net" && output.distribution_id == "E1ABCDEF234567" && output.bucket_name == "mill-page"
    error_message = "Got ${output.url}, ${output.distribution_domain}, ${output.distribution_id}, ${output.bucket_name}"
  }
}

run "is_at_its_own_name_where_it_has_one" {
  command = apply

  variables {
    domain = { aliases = ["books.example.org", "www.books.example.org"], certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555" }
  }

  assert {
    condition     = output.url == "https://books.example.org" && output.distribution_domain == "d111111abcdef8.cloudfront.net"
    error_message = "Got ${output.url}"
  }
}

run "makes_nothing_where_there_is_to_be_no_page" {
  command = apply

  variables {
    create = false
    folder = "/nothing/was/built"
    # An API that no page could call is none of its business then.
    api = { invoke_url = "https://abc123.execute-api.eu-west-1.amazonaws.com/prod", authorization = "iam" }
  }

  assert {
    condition = alltrue([for made in [
      aws_cloudfront_distribution.this, aws_cloudfront_function.this, aws_cloudfront_origin_access_control.this,
      aws_cloudfront_response_headers_policy.this, aws_s3_bucket.this, aws_s3_bucket_policy.this,
    ] : length(made) == 0]) && length(aws_s3_object.asset) == 0 && length(aws_s3_object.entry) == 0
    error_message = "Expected nothing to be made."
  }

  assert {
    condition     = output.url == null && output.distribution_id == null && output.distribution_domain == null && output.bucket_name == null
    error_message = "Expected outputs that are null, not missing."
  }
}

run "refuses_a_page_before_an_api_that_wants_signatures" {
  command = plan

  variables {
    api = { invoke_url = "https://abc123.execute-api.eu-west-1.amazonaws.com/dev", authorization = "iam" }
  }

  expect_failures = [var.api]
}

run "refuses_a_way_in_that_the_api_does_not_know" {
  command = plan

  variables {
    api = { invoke_url = "https://abc123.execute-api.eu-west-1.amazonaws.com/dev", authorization = "basic" }
  }

  expect_failures = [var.api]
}

run "refuses_an_api_with_a_slash_at_its_end" {
  command = plan

  variables {
    api = { invoke_url = "https://abc123.execute-api.eu-west-1.amazonaws.com/dev/", authorization = "none" }
  }

  expect_failures = [var.api]
}

run "refuses_a_file_whose_kind_nobody_knows" {
  command = plan

  variables {
    folder = abspath("tests/odd")
  }

  expect_failures = [aws_s3_object.entry["archive.tar"]]
}

run "refuses_a_folder_without_a_page" {
  command = plan

  variables {
    folder = abspath("tests/site/assets")
  }

  expect_failures = [aws_cloudfront_distribution.this[0]]
}

run "refuses_a_relative_folder" {
  command = plan

  variables {
    folder = "dist"
  }

  expect_failures = [var.folder]
}

run "refuses_scripts_in_the_document" {
  command = plan

  variables {
    content_security_policy = "default-src 'none'; script-src 'self' 'unsafe-inline'"
  }

  expect_failures = [var.content_security_policy]
}

run "refuses_a_policy_by_whose_default_scripts_may_stand_in_the_document" {
  command = plan

  variables {
    content_security_policy = "default-src 'self' 'unsafe-inline'"
  }

  expect_failures = [var.content_security_policy]
}

run "refuses_a_policy_that_leaves_the_rest_open" {
  command = plan

  variables {
    content_security_policy = "script-src 'self'"
  }

  expect_failures = [var.content_security_policy]
}

run "refuses_a_name_that_leaves_no_room" {
  command = plan

  variables {
    name = "a234567890123456789012345678901234567890123456789012345678901"
  }

  expect_failures = [var.name]
}

run "refuses_a_bucket_with_dots" {
  command = plan

  variables {
    bucket_name = "mill.page"
  }

  expect_failures = [var.bucket_name]
}

run "refuses_a_certificate_of_another_region" {
  command = plan

  variables {
    domain = { aliases = ["books.example.org"], certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555" }
  }

  expect_failures = [var.domain]
}

run "refuses_a_certificate_for_no_name" {
  command = plan

  variables {
    domain = { aliases = [], certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555" }
  }

  expect_failures = [var.domain]
}

run "refuses_a_web_acl_of_a_region" {
  command = plan

  variables {
    web_acl_arn = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/mill/11111111-2222-3333-4444-555555555555"
  }

  expect_failures = [var.web_acl_arn]
}

run "refuses_a_price_class_that_cloudfront_has_not" {
  command = plan

  variables {
    price_class = "PriceClass_300"
  }

  expect_failures = [var.price_class]
}
