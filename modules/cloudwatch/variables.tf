# Required

variable "name" {
  description = "Prefix of all alarms (`<name>-<anchor>`), name of the dashboard and, with `-alarms` behind it, of the topic."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9_-]{1,100}$", var.name))
    error_message = "name must be 1 to 100 letters, digits, hyphens or underscores."
  }
}

variable "kms_key_arn" {
  description = "Customer managed key for the topic. Its policy must let cloudwatch.amazonaws.com use it, else alarms turn red and nobody hears of it."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[a-zA-Z0-9-]+$", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a key (arn:aws:kms:<region>:<account>:key/<id>), not an alias."
  }
}

variable "functions" {
  description = "Functions to watch, by the name their alarms start with. `is_long_running`: takes long by design, so that no alarm looks at its duration."
  type = map(object({
    function_name           = string
    timeout_seconds         = number
    log_group_name          = string
    has_stream              = bool
    event_source_mapping_id = optional(string)
    is_long_running         = optional(bool, false)
  }))

  validation {
    condition     = length(var.functions) > 0 && alltrue([for key in keys(var.functions) : can(regex("^[a-z][a-z0-9]*$", key)) && !contains(["api", "domain", "keeper", "open", "scheduler", "table"], key)])
    error_message = "The keys of functions must be lower-case words, none of api, domain, keeper, open, scheduler, table: alarms of other things start with those."
  }

  validation {
    condition     = alltrue([for function in values(var.functions) : function.timeout_seconds >= 1 && function.timeout_seconds <= 900])
    error_message = "Each timeout_seconds of functions must be from 1 to 900."
  }

  validation {
    condition     = alltrue([for function in values(var.functions) : function.has_stream == (function.event_source_mapping_id != null)])
    error_message = "A function has a stream exactly when its event_source_mapping_id is given: output `event_source_mapping_id` of the module lambda."
  }
}

variable "tables" {
  description = "Names of the tables to watch, by the name their alarms have after `table-`."
  type        = map(string)

  validation {
    condition     = length(var.tables) > 0 && alltrue([for key, name in var.tables : can(regex("^[a-z][a-z0-9]*$", key)) && can(regex("^[a-zA-Z0-9_.-]{3,255}$", name))])
    error_message = "The keys of tables must be lower-case words, their values names of tables (3 to 255 of a-zA-Z0-9_.-), not ARNs."
  }
}

variable "library_table_name" {
  description = "The table whose items are the truth: the value of the dimension `table` of the functions' own metrics."
  type        = string

  validation {
    condition     = contains(values(var.tables), var.library_table_name)
    error_message = "library_table_name must be one of tables."
  }
}

variable "domain" {
  description = "The OpenSearch domain: what it should have, to notice what is missing. `volume_size_gib` is that of one data node."
  type = object({
    name                   = string
    data_node_count        = number
    volume_size_gib        = number
    dedicated_master_count = optional(number, 0)
  })

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,27}$", var.domain.name))
    error_message = "domain.name must be the name of a domain (3 to 28 lower-case letters, digits, hyphens), not its address."
  }

  validation {
    condition     = var.domain.data_node_count >= 1 && var.domain.volume_size_gib >= 1 && contains([0, 3, 5], var.domain.dedicated_master_count)
    error_message = "domain needs data_node_count and volume_size_gib of at least 1, and 0, 3 or 5 dedicated masters."
  }
}

variable "api" {
  description = "The REST API and its stage."
  type = object({
    name       = string
    stage_name = string
  })

  validation {
    condition     = trimspace(var.api.name) != "" && can(regex("^[a-zA-Z0-9_-]{1,128}$", var.api.stage_name))
    error_message = "api needs the name of the REST API (not its id) and the name of a stage."
  }
}

# Optional

variable "schedule_group_name" {
  description = "Schedule group that writes the heartbeat and takes the measurements; null makes no alarms for it."
  type        = string
  default     = null

  validation {
    condition     = var.schedule_group_name == null || can(regex("^[a-zA-Z0-9_.-]{1,64}$", var.schedule_group_name))
    error_message = "schedule_group_name must be the name of a schedule group: 1 to 64 of a-zA-Z0-9_.-"
  }
}

variable "state_machine" {
  description = "State machine that runs the keeper's tools; null makes no alarm for it."
  type = object({
    arn = string
  })
  default = null

  validation {
    condition     = var.state_machine == null || can(regex("^arn:aws[a-z-]*:states:[a-z0-9-]+:[0-9]{12}:stateMachine:[a-zA-Z0-9_-]+$", var.state_machine.arn))
    error_message = "state_machine.arn must be the ARN of a state machine."
  }
}

variable "subscriptions" {
  description = "Who hears of alarms, by a name of your choice. An e-mail address must be confirmed by its owner, from the message that AWS sends after the apply."
  type = map(object({
    protocol = string
    endpoint = string
  }))
  default = {}

  validation {
    condition     = alltrue([for subscription in values(var.subscriptions) : contains(["email", "https", "sqs", "lambda", "sms"], subscription.protocol)])
    error_message = "Each protocol of subscriptions must be email, https, sqs, lambda or sms; plain http is refused."
  }

  validation {
    condition = alltrue([for subscription in values(var.subscriptions) : can(regex(lookup({
      email  = "^[^@[:space:]]+@[^@[:space:]]+\\.[^@[:space:]]+$"
      https  = "^https://[^[:space:]]+$"
      sqs    = "^arn:aws[a-z-]*:sqs:[a-z0-9-]+:[0-9]{12}:.+$"
      lambda = "^arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:.+$"
      sms    = "^\\+[1-9][0-9]{6,14}$"
    }, subscription.protocol, "^.*$"), subscription.endpoint))])
    error_message = "Each endpoint of subscriptions must fit its protocol: an address for email, an https:// URL, an ARN for sqs and lambda, +<country><number> for sms."
  }
}

variable "thresholds" {
  description = "Where alarms begin, where the defaults do not fit. Seconds, percent, milliseconds, as the names say."
  type = object({
    lag_seconds                  = optional(number, 180)
    iterator_age_seconds         = optional(number, 300)
    function_duration_percent    = optional(number, 80)
    domain_free_storage_percent  = optional(number, 25)
    domain_cpu_percent           = optional(number, 80)
    domain_jvm_memory_percent    = optional(number, 95)
    api_5xx_percent              = optional(number, 5)
    api_latency_p99_milliseconds = optional(number, 3000)
  })
  default = {}

  validation {
    condition     = var.thresholds.lag_seconds >= 120 && var.thresholds.lag_seconds <= 82800
    error_message = "thresholds.lag_seconds must be from 120 to 82800: a heartbeat a minute is up to two minutes old when all is well."
  }

  validation {
    condition     = var.thresholds.iterator_age_seconds >= 60 && var.thresholds.iterator_age_seconds < 82800
    error_message = "thresholds.iterator_age_seconds must be from 60 to below 82800: at that age records are given up, and an alarm comes too late."
  }

  validation {
    condition     = alltrue([for percent in [var.thresholds.function_duration_percent, var.thresholds.domain_free_storage_percent, var.thresholds.domain_cpu_percent, var.thresholds.domain_jvm_memory_percent, var.thresholds.api_5xx_percent] : percent > 0 && percent < 100])
    error_message = "Each percentage of thresholds must be above 0 and below 100."
  }

  validation {
    condition     = var.thresholds.api_latency_p99_milliseconds >= 50 && var.thresholds.api_latency_p99_milliseconds <= 29000
    error_message = "thresholds.api_latency_p99_milliseconds must be from 50 to 29000: API Gateway gives up after 29 seconds."
  }
}

variable "metric_namespace" {
  description = "CloudWatch namespace of the functions' own metrics."
  type        = string
  default     = "Millrace"

  validation {
    condition     = can(regex("^[a-zA-Z0-9._/#-]{1,255}$", var.metric_namespace)) && !startswith(var.metric_namespace, "AWS/")
    error_message = "metric_namespace must be 1 to 255 of a-zA-Z0-9._/#- and must not start with AWS/."
  }
}
