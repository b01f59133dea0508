# What the real provider plans, with keys that open nothing.

provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  create                  = true
  name                    = "mill"
  bucket_name             = "mill-page"
  folder                  = abspath("tests/site")
  content_security_policy = "default-src 'none'; script-src 'self'"
  api                     = { invoke_url = "https://abc123.execute-api.eu-west-1.amazonaws.com/dev", authorization = "api-key" }
}

override_resource {
  target          = aws_s3_bucket.this[0]
  override_during = plan
  values          = { arn = "arn:aws:s3:::mill-page", id = "mill-page", bucket_regional_domain_name = "mill-page.s3.eu-west-1.amazonaws.com" }
}

override_resource {
  target          = aws_cloudfront_function.this[0]
  override_during = plan
  values          = { arn = "arn:aws:cloudfront::123456789012:function/mill-route" }
}

override_resource {
  target          = aws_cloudfront_response_headers_policy.this[0]
  override_during = plan
  values          = { id = "11111111-2222-3333-4444-555555555555" }
}

override_resource {
  target          = aws_cloudfront_origin_access_control.this[0]
  override_during = plan
  values          = { id = "E2ABCDEF234567" }
}

run "uploads_what_was_built_with_its_kind_and_how_long_it_keeps" {
  command = plan

  assert {
    condition = { for key, object in merge(aws_s3_object.asset, aws_s3_object.entry) : key => [object.content_type, object.cache_control] } == {
      "index.html"               = ["text/html; charset=utf-8", "no-cache"]
      "assets/index-Ab12Cd34.js" = ["text/javascript; charset=utf-8", "public, max-age=31536000, immutable"]
    }
    error_message = "Got ${jsonencode({ for key, object in merge(aws_s3_object.asset, aws_s3_object.entry) : key => [object.content_type, object.cache_control] })}"
  }

  assert {
    condition     = alltrue([for key, object in merge(aws_s3_object.asset, aws_s3_object.entry) : object.source == "${var.folder}/${key}" && object.source_hash == filemd5("${var.folder}/${key}")])
    error_message = "Expected each object to be the file of its name, and to follow its content."
  }
}

run "sends_what_is_below_api_to_the_stage_as_it_came" {
  command = plan

  assert {
    condition = alltrue([for origin in aws_cloudfront_distribution.this[0].origin :
      origin.domain_name == "abc123.execute-api.eu-west-1.amazonaws.com"
      && origin.origin_path == "/dev"
      && origin.custom_origin_config[0].origin_protocol_policy == "https-only"
      && origin.custom_origin_config[0].origin_ssl_protocols == toset(["TLSv1.2"])
      if origin.origin_id == "api"
    ]) && toset(aws_cloudfront_distribution.this[0].origin[*].origin_id) == toset(["api", "files"])
    error_message = "Expected the API's host and stage, by TLS 1.2 only."
  }

  assert {
    condition = alltrue([for behaviour in aws_cloudfront_distribution.this[0].ordered_cache_behavior :
      behaviour.path_pattern == "/api/*"
      && behaviour.target_origin_id == "api"
      && behaviour.viewer_protocol_policy == "https-only"
      && behaviour.cache_policy_id == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
      && behaviour.origin_request_policy_id == "b689b0a8-53d0-40ab-baf2-68738e2966ac"
      && toset(behaviour.allowed_methods) == toset(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"])
    ]) && length(aws_cloudfront_distribution.this[0].ordered_cache_behavior) == 1
    error_message = "Expected all methods and all that the viewer sent but the host, and no cache."
  }

  # 30 is the most that CloudFront gives without asking, and API Gateway ends at 29.
  assert {
    condition     = alltrue([for origin in aws_cloudfront_distribution.this[0].origin : origin.custom_origin_config[0].origin_read_timeout == 30 if origin.origin_id == "api"])
    error_message = "Expected CloudFront to wait longer than API Gateway."
  }
}

run "keeps_no_error_and_puts_no_page_in_its_place" {
  command = plan

  assert {
    condition = alltrue([for response in aws_cloudfront_distribution.this[0].custom_error_response :
      response.error_caching_min_ttl == 0 && response.response_page_path == "" && response.response_code == null
    ])
    error_message = "Expected errors to pass as they are, and none to be kept."
  }

  assert {
    condition     = toset(aws_cloudfront_distribution.this[0].custom_error_response[*].error_code) == toset([400, 403, 404, 405, 414, 500, 501, 502, 503, 504])
    error_message = "Expected every status that CloudFront keeps."
  }
}

run "serves_files_by_https_from_its_own_bucket_only" {
  command = plan

  assert {
    condition = (
      aws_cloudfront_distribution.this[0].default_root_object == "index.html"
      && aws_cloudfront_distribution.this[0].default_cache_behavior[0].target_origin_id == "files"
      && aws_cloudfront_distribution.this[0].default_cache_behavior[0].viewer_protocol_policy == "redirect-to-https"
      && aws_cloudfront_distribution.this[0].default_cache_behavior[0].compress
      && toset(aws_cloudfront_distribution.this[0].default_cache_behavior[0].allowed_methods) == toset(["GET", "HEAD"])
    )
    error_message = "Expected files to be read only, compressed, by HTTPS."
  }

  assert {
    condition = (
      aws_cloudfront_origin_access_control.this[0].signing_behavior == "always"
      && aws_cloudfront_origin_access_control.this[0].signing_protocol == "sigv4"
      && aws_cloudfront_origin_access_control.this[0].origin_access_control_origin_type == "s3"
      && { for origin in aws_cloudfront_distribution.this[0].origin : origin.origin_id => origin.origin_access_control_id }["files"] == "E2ABCDEF234567"
    )
    error_message = "Expected every request to the bucket to be signed."
  }

  assert {
    condition     = aws_cloudfront_distribution.this[0].default_cache_behavior[0].cache_policy_id == "658327ea-f89d-4fab-a63d-7e88639e58f6"
    error_message = "Expected files to be kept at the edge for as long as they say."
  }

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.this[0].block_public_acls,
      aws_s3_bucket_public_access_block.this[0].block_public_policy,
      aws_s3_bucket_public_access_block.this[0].ignore_public_acls,
      aws_s3_bucket_public_access_block.this[0].restrict_public_buckets,
      aws_s3_bucket_ownership_controls.this[0].rule[0].object_ownership == "BucketOwnerEnforced",
      aws_s3_bucket_versioning.this[0].versioning_configuration[0].status == "Enabled",
    ])
    error_message = "Expected a closed bucket without access lists, with versions."
  }
}

run "lets_its_own_distribution_read_and_nobody_else" {
  command = plan

  override_resource {
    target          = aws_cloudfront_distribution.this[0]
    override_during = plan
    values          = { arn = "arn:aws:cloudfront::123456789012:distribution/E1ABCDEF234567" }
  }

  assert {
    condition = { for statement in jsondecode(aws_s3_bucket_policy.this[0].policy).Statement : statement.Sid => [statement.Effect, statement.Action, statement.Principal, statement.Resource, statement.Condition] } == {
      ReadByThisDistribution = [
        "Allow", "s3:GetObject", { Service = "cloudfront.amazonaws.com" }, "arn:aws:s3:::mill-page/*",
        { StringEquals = { "aws:SourceArn" = "arn:aws:cloudfront::123456789012:distribution/E1ABCDEF234567" } },
      ]
      TellMissingFromForbidden = [
        "Allow", "s3:ListBucket", { Service = "cloudfront.amazonaws.com" }, "arn:aws:s3:::mill-page",
        { StringEquals = { "aws:SourceArn" = "arn:aws:cloudfront::123456789012:distribution/E1ABCDEF234567" } },
      ]
      DenyWithoutTls = [
        "Deny", "s3:*", "*", ["arn:aws:s3:::mill-page", "arn:aws:s3:::mill-page/*"],
        { Bool = { "aws:SecureTransport" = "false" } },
      ]
    }
    error_message = "Got ${aws_s3_bucket_policy.this[0].policy}"
  }
}

run "tells_browsers_what_the_page_may_do" {
  command = plan

  assert {
    condition = (
      aws_cloudfront_response_headers_policy.this[0].security_headers_config[0].content_security_policy[0].content_security_policy == var.content_security_policy
      && aws_cloudfront_response_headers_policy.this[0].security_headers_config[0].strict_transport_security[0].access_control_max_age_sec == 31536000
      && aws_cloudfront_response_headers_policy.this[0].security_headers_config[0].frame_options[0].frame_option == "DENY"
      && aws_cloudfront_response_headers_policy.this[0].security_headers_config[0].referrer_policy[0].referrer_policy == "same-origin"
      && length(aws_cloudfront_response_headers_policy.this[0].security_headers_config[0].content_type_options) == 1
    )
    error_message = "Expected the security headers."
  }

  assert {
    condition     = { for item in aws_cloudfront_response_headers_policy.this[0].custom_headers_config[0].items : item.header => item.value } == { "Cross-Origin-Opener-Policy" = "same-origin" }
    error_message = "Expected no other page to have a hold on this one."
  }

  assert {
    condition = [for behaviour in concat(aws_cloudfront_distribution.this[0].default_cache_behavior, aws_cloudfront_distribution.this[0].ordered_cache_behavior) : behaviour.response_headers_policy_id
    ] == ["11111111-2222-3333-4444-555555555555", "11111111-2222-3333-4444-555555555555"]
    error_message = "Expected the headers on the page and on the API."
  }

  assert {
    condition     = !coalesce(aws_cloudfront_response_headers_policy.this[0].security_headers_config[0].strict_transport_security[0].preload, false)
    error_message = "Expected no promise for a whole domain."
  }
}

run "runs_one_function_before_both_origins" {
  command = plan

  assert {
    condition     = aws_cloudfront_function.this[0].runtime == "cloudfront-js-2.0" && aws_cloudfront_function.this[0].publish && aws_cloudfront_function.this[0].code == file("route-request.js")
    error_message = "Expected the file of this module, published."
  }

  assert {
    condition = [for behaviour in concat(aws_cloudfront_distribution.this[0].default_cache_behavior, aws_cloudfront_distribution.this[0].ordered_cache_behavior) :
      [for association in behaviour.function_association : "${association.event_type} ${association.function_arn}"]
    ] == [["viewer-request arn:aws:cloudfront::123456789012:function/mill-route"], ["viewer-request arn:aws:cloudfront::123456789012:function/mill-route"]]
    error_message = "Expected the function before the page and before the API."
  }
}

run "takes_a_name_of_its_own_with_tls_1_2_and_a_web_acl" {
  command = plan

  variables {
    domain      = { aliases = ["books.example.org"], certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555" }
    web_acl_arn = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/mill/11111111-2222-3333-4444-555555555555"
  }

  assert {
    condition = (
      aws_cloudfront_distribution.this[0].aliases == toset(["books.example.org"])
      && aws_cloudfront_distribution.this[0].viewer_certificate[0].minimum_protocol_version == "TLSv1.2_2021"
      && aws_cloudfront_distribution.this[0].viewer_certificate[0].ssl_support_method == "sni-only"
      && aws_cloudfront_distribution.this[0].web_acl_id == var.web_acl_arn
    )
    error_message = "Expected the name, its certificate and the web ACL at the distribution."
  }
}
