# REQUIRED VARIABLES

variable "tables" {
  description = "The tables, by a key of your own under which the output hands them on. `hash_key` is a string attribute. `stream_view_type` null: no stream. `ttl_attribute` names the number attribute that says, in epoch seconds, when an item expires; null: none ever does. A ceiling of request units a second caps what a mistake can cost; -1 takes a former ceiling away."
  type = map(object({
    name                    = string
    hash_key                = string
    stream_view_type        = optional(string)
    ttl_attribute           = optional(string)
    max_read_request_units  = optional(number)
    max_write_request_units = optional(number)
  }))

  validation {
    condition     = length(var.tables) > 0
    error_message = "Expected `tables` to hold at least one table."
  }

  validation {
    condition     = alltrue([for table in var.tables : can(regex("^[a-zA-Z0-9_.-]{3,255}$", table.name))])
    error_message = "Expected the `name` of every table to be 3 to 255 of a-z, A-Z, 0-9, `_`, `.` and `-`."
  }

  validation {
    condition     = length(distinct([for table in var.tables : table.name])) == length(var.tables)
    error_message = "Expected the tables to have different names."
  }

  validation {
    condition     = alltrue([for table in var.tables : length(table.hash_key) >= 1 && length(table.hash_key) <= 255])
    error_message = "Expected the `hash_key` of every table to be an attribute name of 1 to 255 characters."
  }

  validation {
    condition = alltrue([
      for table in var.tables :
      table.stream_view_type == null || contains(["NEW_AND_OLD_IMAGES", "NEW_IMAGE", "OLD_IMAGE", "KEYS_ONLY"], coalesce(table.stream_view_type, "none"))
    ])
    error_message = "Expected the `stream_view_type` of every table to be NEW_AND_OLD_IMAGES (what the indexer needs), NEW_IMAGE, OLD_IMAGE, KEYS_ONLY or null (no stream)."
  }

  validation {
    condition     = alltrue([for table in var.tables : table.ttl_attribute == null || can(regex("^.{1,255}$", table.ttl_attribute))])
    error_message = "Expected the `ttl_attribute` of every table to be an attribute name of 1 to 255 characters, or null (no item expires)."
  }

  validation {
    condition     = alltrue([for table in var.tables : table.ttl_attribute != table.hash_key])
    error_message = "Expected the `ttl_attribute` of every table to be another than its `hash_key`: that one is a text, and nothing would ever expire."
  }

  validation {
    condition     = alltrue([for table in var.tables : table.ttl_attribute == null || table.stream_view_type == null])
    error_message = "Expected no `ttl_attribute` on a table with a stream: whoever reads the stream takes an item that expires for one that was deleted."
  }

  validation {
    condition = alltrue(flatten([
      for table in var.tables : [
        for units in [table.max_read_request_units, table.max_write_request_units] :
        units == null || try((units >= 1 || units == -1) && floor(units) == units, false)
      ]
    ]))
    error_message = "Expected `max_read_request_units` and `max_write_request_units` to be whole numbers of at least 1, -1 (takes a former ceiling away) or null."
  }
}

variable "kms_key_arn" {
  description = "ARN of the KMS key that encrypts the tables, their streams and their backups. Whoever reads or writes needs it too (README)."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[a-zA-Z0-9-]+$", var.kms_key_arn))
    error_message = "Expected `kms_key_arn` to be the ARN of a KMS key (arn:aws:kms:<region>:<account>:key/<id>): not an alias, not an id."
  }
}

# OPTIONAL VARIABLES

variable "deletion_protection_enabled" {
  description = "Whether DynamoDB refuses to delete the tables. To destroy them, apply `false` first."
  type        = bool
  default     = true
}

variable "recovery_period_in_days" {
  description = "Days back to which point-in-time recovery can restore."
  type        = number
  default     = 35

  validation {
    condition     = var.recovery_period_in_days >= 1 && var.recovery_period_in_days <= 35 && floor(var.recovery_period_in_days) == var.recovery_period_in_days
    error_message = "Expected `recovery_period_in_days` to be a whole number from 1 to 35."
  }
}
