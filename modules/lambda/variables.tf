# Required

variable "name" {
  description = "Name of the function, its role and, as `/aws/lambda/<name>`, its log group."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9_-]{1,64}$", var.name))
    error_message = "name must be 1 to 64 letters, digits, hyphens or underscores: Lambda and IAM both take it."
  }
}

variable "image_uri" {
  description = "Image in ECR by digest, `<account>.dkr.ecr.<region>.amazonaws.com/<repository>@sha256:<64 hex>`. A tag can be moved to another image; a digest cannot."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/[a-z0-9][a-z0-9._/-]*@sha256:[0-9a-f]{64}$", var.image_uri))
    error_message = "image_uri must name an image in ECR by its digest, like 123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/image@sha256:<64 hex digits>; a tag is refused."
  }
}

variable "command" {
  description = "The entry point of the image that this function is: its `CMD`, such as `[\"index.handler\"]`."
  type        = list(string)

  validation {
    condition     = length(var.command) > 0 && alltrue([for word in var.command : trimspace(word) != ""])
    error_message = "command must hold at least one word, and no empty one: an image with several entry points has no default that fits."
  }
}

variable "kms_key_arn" {
  description = "Customer managed key for the environment, the log group and whatever the function reads from and writes to: its role may use this key and no other."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[a-zA-Z0-9-]+$", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a key (arn:aws:kms:<region>:<account>:key/<id>), not an alias: IAM does not resolve aliases."
  }
}

variable "policy_statements" {
  description = "What the function's code may do, by statement id. The rights that Lambda itself needs (logs, tracing, stream, failed invocations, key, network) are added by the module."
  type = map(object({
    actions   = list(string)
    resources = list(string)
    conditions = optional(list(object({
      test     = string
      variable = string
      values   = list(string)
    })), [])
  }))

  validation {
    condition     = alltrue([for id in keys(var.policy_statements) : can(regex("^[a-zA-Z0-9]+$", id))])
    error_message = "The keys of policy_statements become statement ids (Sid): letters and digits only."
  }

  validation {
    condition     = alltrue([for statement in values(var.policy_statements) : length(statement.actions) > 0 && length(statement.resources) > 0])
    error_message = "Each statement of policy_statements needs at least one action and at least one resource."
  }

  validation {
    condition     = alltrue(flatten([for statement in values(var.policy_statements) : [for action in statement.actions : can(regex("^[a-z0-9-]+:[A-Z][a-zA-Z0-9]*$", action))]]))
    error_message = "Each action of policy_statements must be one whole action, `service:Action`, without `*`: name what the code calls."
  }

  validation {
    condition     = alltrue(flatten([for statement in values(var.policy_statements) : [for resource in statement.resources : can(regex("^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]*:[^*]+", resource))]]))
    error_message = "Each resource of policy_statements must be an ARN that names something: neither `*` nor a wildcard for the service, the region, the account or the whole resource."
  }
}

# Optional

variable "description" {
  description = "What the function is for, as the console shows it."
  type        = string
  default     = ""

  validation {
    condition     = length(var.description) <= 256
    error_message = "description must have at most 256 characters."
  }
}

variable "environment" {
  description = "Environment variables, encrypted with the key. Not for secrets that others have, too: whoever may read the function's configuration and use the key reads them."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.environment) : can(regex("^[a-zA-Z][a-zA-Z0-9_]+$", name)) && !startswith(name, "AWS_")])
    error_message = "Names in environment must be a letter followed by letters, digits or underscores; names that start with AWS_ are Lambda's own."
  }
}

variable "drawn_secrets" {
  description = "Environment variables whose values are random texts of 72 characters, drawn at the first apply and kept since. They stand in the state; `terraform apply -replace='terraform_data.this[\"<name>\"]'` draws one anew."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for name in var.drawn_secrets : can(regex("^[a-zA-Z][a-zA-Z0-9_]+$", name)) && !startswith(name, "AWS_") && !contains(keys(var.environment), name)])
    error_message = "Names in drawn_secrets must be a letter followed by letters, digits or underscores, not begin with AWS_, and not stand in environment, too."
  }
}

variable "memory_mb" {
  description = "Memory in MiB. CPU grows with it: 1,769 MiB are one vCPU."
  type        = number
  default     = 512

  validation {
    condition     = var.memory_mb >= 128 && var.memory_mb <= 10240 && floor(var.memory_mb) == var.memory_mb
    error_message = "memory_mb must be a whole number from 128 to 10240."
  }
}

variable "timeout_seconds" {
  description = "The longest that one invocation may take."
  type        = number
  default     = 60

  validation {
    condition     = var.timeout_seconds >= 1 && var.timeout_seconds <= 900 && floor(var.timeout_seconds) == var.timeout_seconds
    error_message = "timeout_seconds must be a whole number from 1 to 900."
  }
}

variable "architecture" {
  description = "Processor the image is built for."
  type        = string
  default     = "arm64"

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "architecture must be arm64 or x86_64: the one the image was built for."
  }
}

variable "reserved_concurrency" {
  description = "Concurrent invocations kept for this function, and the most it can have. Null takes from the account's common pool. 0 stops the function: every invocation is throttled."
  type        = number
  default     = null

  validation {
    condition     = var.reserved_concurrency == null || try(var.reserved_concurrency >= 0 && floor(var.reserved_concurrency) == var.reserved_concurrency, false)
    error_message = "reserved_concurrency must be null or a whole number from 0."
  }
}

variable "log_retention_days" {
  description = "Days after which log lines are deleted."
  type        = number
  default     = 365

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days must be a number that CloudWatch Logs knows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653."
  }
}

variable "log_level" {
  description = "Least severe lines that Lambda passes on to the log group. A line without a `level` and an RFC 3339 `timestamp` counts as INFO whatever it says, so WARN and above also drop such lines, errors and embedded metrics included: filter in the code instead."
  type        = string
  default     = "INFO"

  validation {
    condition     = contains(["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"], var.log_level)
    error_message = "log_level must be one of TRACE, DEBUG, INFO, WARN, ERROR, FATAL."
  }
}

variable "vpc" {
  description = "Subnets and security groups to run in; null outside of any VPC. In a VPC the function reaches AWS only through NAT or interface endpoints."
  type = object({
    subnet_ids         = list(string)
    security_group_ids = list(string)
  })
  default = null

  validation {
    condition     = var.vpc == null || try(length(var.vpc.subnet_ids) > 0 && length(var.vpc.security_group_ids) > 0, false)
    error_message = "vpc needs at least one subnet and at least one security group."
  }
}

variable "stream_mapping" {
  description = "DynamoDB stream that invokes the function, from its oldest record on; null for none. `maximum_retry_attempts` -1 tries again until the record is too old. What is given up goes whole to `failed_invocations_bucket_arn`."
  type = object({
    stream_arn                    = string
    batch_size                    = optional(number, 1000)
    window_seconds                = optional(number, 1)
    parallelization_factor        = optional(number, 1)
    maximum_record_age_seconds    = optional(number, 82800)
    maximum_retry_attempts        = optional(number, -1)
    failed_invocations_bucket_arn = optional(string)
  })
  default = null

  validation {
    condition     = var.stream_mapping == null || can(regex("^arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:[0-9]{12}:table/[a-zA-Z0-9_.-]+/stream/[^*]+$", var.stream_mapping.stream_arn))
    error_message = "stream_mapping.stream_arn must be the ARN of a DynamoDB stream (…:table/<name>/stream/<label>), not of its table."
  }

  validation {
    condition     = var.stream_mapping == null || try(var.stream_mapping.batch_size >= 1 && var.stream_mapping.batch_size <= 10000, false)
    error_message = "stream_mapping.batch_size must be from 1 to 10000."
  }

  validation {
    condition     = var.stream_mapping == null || try(var.stream_mapping.window_seconds >= 0 && var.stream_mapping.window_seconds <= 300, false)
    error_message = "stream_mapping.window_seconds must be from 0 to 300."
  }

  validation {
    condition     = var.stream_mapping == null || try(var.stream_mapping.parallelization_factor >= 1 && var.stream_mapping.parallelization_factor <= 10, false)
    error_message = "stream_mapping.parallelization_factor must be from 1 to 10."
  }

  validation {
    condition     = var.stream_mapping == null || try(var.stream_mapping.maximum_record_age_seconds >= 60 && var.stream_mapping.maximum_record_age_seconds <= 82800, false)
    error_message = "stream_mapping.maximum_record_age_seconds must be from 60 to 82800 (23 hours): the stream itself forgets after 24 hours, and what it forgot cannot be kept anywhere."
  }

  validation {
    condition     = var.stream_mapping == null || try(var.stream_mapping.maximum_retry_attempts >= -1 && var.stream_mapping.maximum_retry_attempts <= 10000, false)
    error_message = "stream_mapping.maximum_retry_attempts must be from -1 (until the record is too old) to 10000."
  }

  validation {
    condition     = try(var.stream_mapping.failed_invocations_bucket_arn, null) == null || can(regex("^arn:aws[a-z-]*:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.stream_mapping.failed_invocations_bucket_arn))
    error_message = "stream_mapping.failed_invocations_bucket_arn must be the ARN of a bucket, without a path: only S3 gets the whole invocation; a queue or a topic gets sequence numbers."
  }
}
