# Required

variable "name" {
  description = "Name of the state machine, its role and, as `/aws/vendedlogs/states/<name>`, its log group."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9_-]{1,64}$", var.name))
    error_message = "name must be 1 to 64 letters, digits, hyphens or underscores: Step Functions and IAM both take it."
  }
}

variable "definition" {
  description = "What it does: Amazon States Language as JSON text, with every placeholder filled."
  type        = string

  validation {
    condition     = can(jsondecode(var.definition).StartAt) && can(keys(jsondecode(var.definition).States))
    error_message = "definition must be JSON text with StartAt and States (Amazon States Language)."
  }

  validation {
    condition     = !can(regex("[$][{]", var.definition))
    error_message = "definition must have no placeholder left: fill it by templatefile(), with the ARNs of what it invokes."
  }
}

variable "kms_key_arn" {
  description = "Customer managed key for the definition, the states of its executions and the log group: the role may use this key and no other. Its policy must let `logs.<region>.amazonaws.com` and `delivery.logs.amazonaws.com` in."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[a-zA-Z0-9-]+$", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a key (arn:aws:kms:<region>:<account>:key/<id>), not an alias: IAM does not resolve aliases."
  }
}

variable "function_arns" {
  description = "The functions that it may invoke, as the definition names them."
  type        = list(string)

  validation {
    condition     = length(var.function_arns) > 0 && alltrue([for arn in var.function_arns : can(regex("^arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:[a-zA-Z0-9_-]{1,64}(:[a-zA-Z0-9$_-]+)?$", arn))])
    error_message = "function_arns must hold at least one ARN of a function (arn:aws:lambda:<region>:<account>:function:<name>), without wildcards."
  }
}

# Optional

variable "log_retention_days" {
  description = "Days after which log lines go, one of those that CloudWatch takes."
  type        = number
  default     = 365

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653; 0, which keeps lines for ever, is refused."
  }
}

variable "log_level" {
  description = "Which events are logged: `ALL`, `ERROR` or `FATAL`. Input and output of states never are."
  type        = string
  default     = "ERROR"

  validation {
    condition     = contains(["ALL", "ERROR", "FATAL"], var.log_level)
    error_message = "log_level must be ALL, ERROR or FATAL; OFF is refused, as a failed execution must leave a line."
  }
}
