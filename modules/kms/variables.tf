# REQUIRED VARIABLES

variable "name" {
  description = "Name of the key: its alias is `alias/<name>`."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9/_-]{1,250}$", var.name)) && !startswith(var.name, "aws/")
    error_message = "Expected `name` to be 1 to 250 of a-z, A-Z, 0-9, `/`, `_` and `-`, without the prefix `alias/`, and not to begin with `aws/`, which is AWS's own."
  }

  validation {
    condition     = !startswith(var.name, "alias/")
    error_message = "Expected `name` without the prefix `alias/`: the module writes it."
  }
}

# OPTIONAL VARIABLES

variable "description" {
  description = "What the key is for, as the console shows it. Null: made from the name."
  type        = string
  default     = null

  validation {
    condition     = var.description == null || try(length(var.description) <= 8192 && length(var.description) > 0, false)
    error_message = "Expected `description` to be 1 to 8,192 characters, or null."
  }
}

variable "deletion_window_days" {
  description = "Days between the deletion of the key and its end, in which it can be saved. What it encrypts is lost with it."
  type        = number
  default     = 30

  validation {
    condition     = var.deletion_window_days >= 7 && var.deletion_window_days <= 30 && floor(var.deletion_window_days) == var.deletion_window_days
    error_message = "Expected `deletion_window_days` to be a whole number from 7 to 30."
  }
}
