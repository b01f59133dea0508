# Required

variable "name" {
  description = "Name of the REST API; it also begins the names of its roles, log groups and keys"
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,40}$", var.name))
    error_message = "Expected name to be 2 to 41 characters of a-z, 0-9 and -, beginning with a letter."
  }
}

variable "stage_name" {
  description = "Name of the stage: the first part of every path"
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9_-]{1,128}$", var.stage_name))
    error_message = "Expected stage_name to be 1 to 128 characters of a-z, A-Z, 0-9, _ and -."
  }
}

variable "openapi_file" {
  description = "Absolute path of the OpenAPI document with its mapping templates; placeholders: region, table_name, read_role_arn, write_role_arn, search_invoke_arn, allowed_origin"
  type        = string

  validation {
    condition     = startswith(var.openapi_file, "/") && fileexists(var.openapi_file)
    error_message = "Expected openapi_file to be the absolute path of an existing file: a relative one would be looked for where Terraform runs."
  }
}

variable "table" {
  description = "The DynamoDB table that the mapping templates read and write"
  type        = object({ name = string, arn = string })

  validation {
    condition     = can(regex("^arn:[a-z-]+:dynamodb:[a-z0-9-]+:[0-9]{12}:table/", var.table.arn)) && endswith(var.table.arn, ":table/${var.table.name}")
    error_message = "Expected table.arn to be the ARN of the DynamoDB table that table.name names."
  }
}

variable "search_function" {
  description = "The Lambda function that answers the searches"
  type        = object({ name = string, invoke_arn = string })

  validation {
    condition     = can(regex("^arn:[a-z-]+:apigateway:[a-z0-9-]+:lambda:path/.+/invocations$", var.search_function.invoke_arn))
    error_message = "Expected search_function.invoke_arn to be an invocation ARN (arn:…:apigateway:…:lambda:path/…/invocations), not that of the function."
  }
}

variable "kms_key_arn" {
  description = "ARN of the KMS key of the table and of the log groups"
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", var.kms_key_arn))
    error_message = "Expected kms_key_arn to be the ARN of a KMS key (arn:…:kms:…:key/…), not an alias."
  }
}

variable "authorization" {
  description = "Who may call: `iam` (signed requests of principals that may execute-api:Invoke), `api-key` (whoever sends a key: metering, hardly protection) or `none`"
  type        = string

  validation {
    condition     = contains(["iam", "api-key", "none"], var.authorization)
    error_message = "Expected authorization to be iam, api-key or none."
  }

  validation {
    condition     = !(var.is_production && var.authorization == "none")
    error_message = "Expected authorization to be iam or api-key in production: none would let the whole world write."
  }
}

variable "is_production" {
  description = "True refuses `authorization = \"none\"`"
  type        = bool
}

variable "throttling" {
  description = "Requests a second of each route, and of each key, and how many may come at once"
  type        = object({ rate = number, burst = number })

  validation {
    condition     = var.throttling.rate > 0 && var.throttling.burst >= 1 && floor(var.throttling.burst) == var.throttling.burst
    error_message = "Expected throttling.rate to be above 0 and throttling.burst to be a whole number from 1."
  }
}

# Optional

variable "allowed_origin" {
  description = "Origin whose pages may read the answers (CORS), or `*`"
  type        = string
  default     = "*"

  validation {
    condition     = var.allowed_origin == "*" || can(regex("^https?://[A-Za-z0-9.-]+(:[0-9]+)?$", var.allowed_origin))
    error_message = "Expected allowed_origin to be * or an origin such as https://books.example.org, without a path."
  }
}

variable "log_retention_days" {
  description = "Days that the access log and the execution log are kept; one of those that CloudWatch knows"
  type        = number
  default     = 365

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "Expected log_retention_days to be one that CloudWatch Logs knows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653."
  }
}

variable "api_keys" {
  description = "Names of the callers that get a key of their own; only with `authorization = \"api-key\"`"
  type        = set(string)
  default     = []

  validation {
    condition     = (var.authorization == "api-key") == (length(var.api_keys) > 0)
    error_message = "Expected api_keys to name at least one caller with authorization api-key, and none otherwise: without a key nobody gets in, and unused keys only leak."
  }

  validation {
    condition     = alltrue([for name in var.api_keys : can(regex("^[a-z][a-z0-9-]{0,40}$", name))])
    error_message = "Expected each name in api_keys to be 1 to 41 characters of a-z, 0-9 and -, beginning with a letter."
  }
}

variable "quota" {
  description = "Requests that each key may make in a period (DAY, WEEK or MONTH); null: no limit"
  type        = object({ limit = number, period = string })
  default     = null

  validation {
    condition     = var.quota == null ? true : var.quota.limit >= 1 && contains(["DAY", "WEEK", "MONTH"], var.quota.period)
    error_message = "Expected quota.limit to be at least 1 and quota.period to be DAY, WEEK or MONTH."
  }
}

variable "waf_rate_limit" {
  description = "Requests that one address may make in five minutes (all callers behind one NAT are one address); a number puts a web ACL before the API, null makes none"
  type        = number
  default     = null

  validation {
    condition     = var.waf_rate_limit == null ? true : var.waf_rate_limit >= 10 && var.waf_rate_limit <= 2000000000
    error_message = "Expected waf_rate_limit to be from 10 to 2,000,000,000 requests in five minutes, or null."
  }
}
