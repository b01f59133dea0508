# REQUIRED VARIABLES

variable "create" {
  description = "Whether there is a page at all; false makes nothing, so that environments with and without one have the same units."
  type        = bool
}

variable "name" {
  description = "What the names of the distribution's parts begin with."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z][a-zA-Z0-9-]{0,57}$", var.name))
    error_message = "Expected `name` to be a letter followed by at most 57 letters, digits and `-`: a function of CloudFront has at most 64, ours has six more."
  }
}

variable "bucket_name" {
  description = "Name of the bucket of the files, unique in all of AWS."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.bucket_name))
    error_message = "Expected `bucket_name` to be 3 to 63 of a-z, 0-9 and `-`, beginning and ending with a letter or a digit. Dots are legal in S3 and refused here: the certificate of HTTPS does not cover them."
  }
}

variable "folder" {
  description = "Absolute path of the built files; `index.html` in it answers every address that is no file. What lies in `assets/` has its content's hash in its name."
  type        = string

  validation {
    condition     = startswith(var.folder, "/") && !endswith(var.folder, "/")
    error_message = "Expected `folder` to be an absolute path without a slash at its end: a relative one would be looked for where Terraform runs."
  }
}

variable "content_security_policy" {
  description = "What the page may load and from where, as the header `Content-Security-Policy` says it."
  type        = string

  validation {
    condition     = can(regex("(^|; *)default-src ", var.content_security_policy)) && !can(regex("(default|script)-src[^;]*'unsafe-", var.content_security_policy))
    error_message = "Expected `content_security_policy` to have a default-src, and no 'unsafe-…' for scripts."
  }
}

variable "api" {
  description = "The API below `/api/`: its address, stage included, and who may call it (`api-key` or `none`; a browser cannot sign requests, so a page before `iam` is refused)."
  type        = object({ invoke_url = string, authorization = string })

  validation {
    condition     = can(regex("^https://[^/?#]+(/[^/?#]+)*$", var.api.invoke_url))
    error_message = "Expected `api.invoke_url` to be an https address without a slash at its end."
  }

  validation {
    condition     = contains(["iam", "api-key", "none"], var.api.authorization)
    error_message = "Expected `api.authorization` to be iam, api-key or none."
  }

  validation {
    condition     = !(var.create && var.api.authorization == "iam")
    error_message = "Expected an API that a browser can call, got `authorization = \"iam\"`: a page cannot sign its requests, and every one of them would be refused. Choose api-key, or no page."
  }
}

# OPTIONAL VARIABLES

variable "domain" {
  description = "Names of your own and their certificate, which has to be in us-east-1; null: an address of cloudfront.net. The DNS records are yours to make, to `distribution_domain`."
  type        = object({ aliases = list(string), certificate_arn = string })
  default     = null

  validation {
    condition     = var.domain == null || try(length(var.domain.aliases) > 0 && can(regex("^arn:aws[a-z-]*:acm:us-east-1:[0-9]{12}:certificate/[a-zA-Z0-9-]+$", var.domain.certificate_arn)), false)
    error_message = "Expected `domain` to have at least one alias and the ARN of a certificate in us-east-1: CloudFront takes them from there only."
  }
}

variable "web_acl_arn" {
  description = "ARN of a web ACL of the scope CLOUDFRONT before page and API; null: none."
  type        = string
  default     = null

  validation {
    condition     = var.web_acl_arn == null || can(regex("^arn:aws[a-z-]*:wafv2:us-east-1:[0-9]{12}:global/webacl/[^/]+/[a-zA-Z0-9-]+$", var.web_acl_arn))
    error_message = "Expected `web_acl_arn` to be the ARN of a web ACL of the scope CLOUDFRONT (arn:…:wafv2:us-east-1:…:global/webacl/…): one of a region cannot stand before a distribution."
  }
}

variable "price_class" {
  description = "From which of CloudFront's places the page is served: `PriceClass_100` (North America, Europe, Israel), `PriceClass_200` or `PriceClass_All`."
  type        = string
  default     = "PriceClass_100"

  validation {
    condition     = contains(["PriceClass_100", "PriceClass_200", "PriceClass_All"], var.price_class)
    error_message = "Expected `price_class` to be PriceClass_100, PriceClass_200 or PriceClass_All."
  }
}
