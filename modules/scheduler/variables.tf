# Required

variable "name" {
  description = "Name of the schedule group, and prefix of its schedules' roles."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9_-]{1,31}$", var.name))
    error_message = "name must be 1 to 31 letters, digits, hyphens or underscores: `<name>-schedule-<schedule>` becomes the name of a role (64 at most)."
  }
}

variable "schedules" {
  description = "What is called when, by name. `role` is the one thing the call needs; `input` is JSON text. An invocation that could not be made within `maximum_event_age_seconds` is dropped."
  type = map(object({
    expression                = string
    target_arn                = string
    input                     = string
    description               = optional(string)
    maximum_event_age_seconds = optional(number, 60)
    maximum_retry_attempts    = optional(number, 2)
    role = object({
      actions   = list(string)
      resources = list(string)
    })
  }))

  validation {
    condition     = length(var.schedules) > 0
    error_message = "schedules must hold at least one schedule."
  }

  validation {
    condition     = alltrue([for name in keys(var.schedules) : can(regex("^[a-zA-Z0-9_-]{1,23}$", name))])
    error_message = "The names of schedules must be 1 to 23 letters, digits, hyphens or underscores."
  }

  validation {
    condition     = alltrue([for schedule in values(var.schedules) : can(regex("^(rate\\([1-9][0-9]* (minute|minutes|hour|hours|day|days)\\)|cron\\(.+\\)|at\\(.+\\))$", schedule.expression))])
    error_message = "Each expression of schedules must be rate(…), cron(…) or at(…); a rate counts minutes, hours or days, nothing shorter."
  }

  validation {
    condition     = alltrue([for schedule in values(var.schedules) : can(regex("^arn:aws[a-z-]*:(lambda:[a-z0-9-]+:[0-9]{12}:function:[^*]+|scheduler:::aws-sdk:[a-z0-9]+:[a-zA-Z0-9]+)$", schedule.target_arn))])
    error_message = "Each target_arn of schedules must be a Lambda function or an API call (arn:aws:scheduler:::aws-sdk:<service>:<action>)."
  }

  validation {
    condition     = alltrue([for schedule in values(var.schedules) : can(jsondecode(schedule.input))])
    error_message = "Each input of schedules must be JSON: write it with jsonencode(), or check the file it comes from."
  }

  validation {
    condition     = alltrue([for schedule in values(var.schedules) : schedule.maximum_event_age_seconds >= 60 && schedule.maximum_event_age_seconds <= 86400])
    error_message = "Each maximum_event_age_seconds of schedules must be from 60 to 86400."
  }

  validation {
    condition     = alltrue([for schedule in values(var.schedules) : schedule.maximum_retry_attempts >= 0 && schedule.maximum_retry_attempts <= 185])
    error_message = "Each maximum_retry_attempts of schedules must be from 0 to 185."
  }

  validation {
    condition     = alltrue([for schedule in values(var.schedules) : length(schedule.role.actions) > 0 && length(schedule.role.resources) > 0])
    error_message = "Each role of schedules needs at least one action and at least one resource."
  }

  validation {
    condition     = alltrue(flatten([for schedule in values(var.schedules) : [for action in schedule.role.actions : can(regex("^[a-z0-9-]+:[A-Z][a-zA-Z0-9]*$", action))]]))
    error_message = "Each action of a schedule's role must be one whole action, `service:Action`, without `*`."
  }

  validation {
    condition     = alltrue(flatten([for schedule in values(var.schedules) : [for resource in schedule.role.resources : can(regex("^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]*:[^*]+", resource))]]))
    error_message = "Each resource of a schedule's role must be an ARN that names something, not `*`."
  }
}

# Optional

variable "kms_key_arn" {
  description = "Customer managed key for the schedules' inputs and, where the target is encrypted with it, for the call itself. Null: a key that AWS owns."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[a-zA-Z0-9-]+$", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a key (arn:aws:kms:<region>:<account>:key/<id>), not an alias."
  }
}

variable "is_enabled" {
  description = "Whether the schedules run. False keeps them and stops them, such as during a restore of the table."
  type        = bool
  default     = true
}
