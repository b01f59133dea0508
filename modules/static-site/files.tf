# The files as they were built. Names below `assets/` hold a hash of their content, so they are kept for ever and never
# change; all others are asked for again each time.

locals {
  media_types = {
    css         = "text/css; charset=utf-8"
    html        = "text/html; charset=utf-8"
    ico         = "image/x-icon"
    js          = "text/javascript; charset=utf-8"
    json        = "application/json"
    png         = "image/png"
    svg         = "image/svg+xml"
    txt         = "text/plain; charset=utf-8"
    webmanifest = "application/manifest+json"
    webp        = "image/webp"
    woff2       = "font/woff2"
  }

  # What begins with a dot is the build's own.
  built = var.create ? [for path in fileset(var.folder, "**") : path if !can(regex("(^|/)\\.", path))] : []
  files = { for path in local.built : path => lookup(local.media_types, element(split(".", path), -1), null) }
  kinds = {
    assets  = { for path, media_type in local.files : path => media_type if startswith(path, "assets/") }
    entries = { for path, media_type in local.files : path => media_type if !startswith(path, "assets/") }
  }
}

resource "aws_s3_object" "asset" {
  #checkov:skip=CKV_AWS_186:Public as soon as it is served; see the bucket
  for_each = local.kinds.assets

  bucket        = aws_s3_bucket.this[0].id
  key           = each.key
  source        = "${var.folder}/${each.key}"
  source_hash   = filemd5("${var.folder}/${each.key}")
  content_type  = each.value
  cache_control = "public, max-age=31536000, immutable"

  # A page that is asked for during an apply finds what it names: new assets come before it, and old ones go after.
  lifecycle {
    create_before_destroy = true

    precondition {
      condition     = each.value != null
      error_message = "Expected a file ending in ${join(", ", keys(local.media_types))}, got `${each.key}`: browsers are told to believe the media type, so it must be known."
    }
  }

  depends_on = [aws_s3_bucket_versioning.this, aws_s3_bucket_server_side_encryption_configuration.this]
}

resource "aws_s3_object" "entry" {
  #checkov:skip=CKV_AWS_186:Public as soon as it is served; see the bucket
  for_each = local.kinds.entries

  bucket        = aws_s3_bucket.this[0].id
  key           = each.key
  source        = "${var.folder}/${each.key}"
  source_hash   = filemd5("${var.folder}/${each.key}")
  content_type  = each.value
  cache_control = "no-cache"

  lifecycle {
    create_before_destroy = true

    precondition {
      condition     = each.value != null
      error_message = "Expected a file ending in ${join(", ", keys(local.media_types))}, got `${each.key}`: browsers are told to believe the media type, so it must be known."
    }
  }

  depends_on = [aws_s3_object.asset]
}
