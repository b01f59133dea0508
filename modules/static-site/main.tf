locals {
  count = var.create ? 1 : 0

  # AWS's own policies, the same in every account; looking them up by name would need AWS for a plan.
  # https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
  caching_optimized = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  caching_disabled  = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
  # API Gateway knows itself by its own host name only.
  all_viewer_except_host = "b689b0a8-53d0-40ab-baf2-68738e2966ac"

  api = regex("^https://(?P<domain>[^/]+)(?P<path>.*)$", var.api.invoke_url)
}

resource "aws_cloudfront_distribution" "this" {
  #checkov:skip=CKV_AWS_68:A web ACL is the caller's choice by web_acl_arn, as it costs a monthly fee and lives in us-east-1
  #checkov:skip=CKV2_AWS_47:The same: whether there is an ACL with the rules against Log4j is the caller's choice
  #checkov:skip=CKV_AWS_86:What asks for data is in the access log of API Gateway; a log of who fetched public files needs a bucket with access lists
  #checkov:skip=CKV_AWS_174:TLS 1.2 with a certificate of your own; the one of cloudfront.net has a policy that AWS does not let anyone change
  #checkov:skip=CKV2_AWS_42:A certificate is an input, for a name of your own; without one the address is that of cloudfront.net
  #checkov:skip=CKV_AWS_310:A second origin would hold the same files in another region; the API has no second one to fail over to
  #checkov:skip=CKV_AWS_374:Readers may be anywhere; whoever has to close a country passes a web ACL
  count = local.count

  comment             = "${var.name}: page and API under one origin"
  enabled             = true
  is_ipv6_enabled     = true
  http_version        = "http2and3"
  price_class         = var.price_class
  default_root_object = "index.html"
  aliases             = var.domain == null ? null : var.domain.aliases
  web_acl_id          = var.web_acl_arn

  origin {
    origin_id                = "files"
    domain_name              = aws_s3_bucket.this[0].bucket_regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.this[0].id
  }

  origin {
    origin_id   = "api"
    domain_name = local.api.domain
    origin_path = local.api.path

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
      # One second more than API Gateway gives an integration, so that its own answer arrives.
      origin_read_timeout      = 30
      origin_keepalive_timeout = 60
    }
  }

  default_cache_behavior {
    target_origin_id           = "files"
    viewer_protocol_policy     = "redirect-to-https"
    allowed_methods            = ["GET", "HEAD"]
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    cache_policy_id            = local.caching_optimized
    response_headers_policy_id = aws_cloudfront_response_headers_policy.this[0].id

    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.this[0].arn
    }
  }

  ordered_cache_behavior {
    path_pattern     = "/api/*"
    target_origin_id = "api"
    # A redirect would turn a command into a read, and its key has then been sent in the clear.
    viewer_protocol_policy     = "https-only"
    allowed_methods            = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
    cached_methods             = ["GET", "HEAD"]
    cache_policy_id            = local.caching_disabled
    origin_request_policy_id   = local.all_viewer_except_host
    response_headers_policy_id = aws_cloudfront_response_headers_policy.this[0].id

    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.this[0].arn
    }
  }

  # Unless told otherwise CloudFront keeps errors for ten seconds, those of behaviours that cache nothing too: an item that
  # is made after a 404 would be missing for so long. Errors themselves pass as they are: no page stands in for them.
  # https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html
  dynamic "custom_error_response" {
    for_each = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504]

    content {
      error_code            = custom_error_response.value
      error_caching_min_ttl = 0
    }
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    cloudfront_default_certificate = var.domain == null
    acm_certificate_arn            = var.domain == null ? null : var.domain.certificate_arn
    ssl_support_method             = var.domain == null ? null : "sni-only"
    minimum_protocol_version       = var.domain == null ? "TLSv1" : "TLSv1.2_2021"
  }

  lifecycle {
    precondition {
      condition     = contains(keys(local.files), "index.html")
      error_message = "Expected ${var.folder} to hold index.html, got ${length(local.files)} other files. The page has to be built before."
    }
  }
}

resource "aws_cloudfront_origin_access_control" "this" {
  count = local.count

  name                              = "${var.name}-page"
  description                       = "By this the distribution of ${var.name}, and nobody else, reads the page's bucket"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_cloudfront_function" "this" {
  count = local.count

  name    = "${var.name}-route"
  comment = "Takes /api off the paths of the API, and answers the page's own addresses with index.html"
  runtime = "cloudfront-js-2.0"
  code    = file("${path.module}/route-request.js")
  publish = true
}

resource "aws_cloudfront_response_headers_policy" "this" {
  #checkov:skip=CKV_AWS_259:Preloading, and with it all subdomains, is a promise for a whole domain, which a page must not make for it
  count = local.count

  name    = "${var.name}-page"
  comment = "What browsers are told about the page of ${var.name}"

  security_headers_config {
    content_security_policy {
      content_security_policy = var.content_security_policy
      override                = true
    }

    strict_transport_security {
      access_control_max_age_sec = 31536000
      override                   = true
    }

    content_type_options {
      override = true
    }

    frame_options {
      frame_option = "DENY"
      override     = true
    }

    referrer_policy {
      referrer_policy = "same-origin"
      override        = true
    }
  }

  custom_headers_config {
    items {
      header   = "Cross-Origin-Opener-Policy"
      value    = "same-origin"
      override = true
    }
  }
}
