# Required

variable "name" {
  description = "Name of the role that API Gateway writes its logs by"
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z][a-zA-Z0-9_-]{1,63}$", var.name))
    error_message = "Expected name to be 2 to 64 characters of a-z, A-Z, 0-9, _ and -, beginning with a letter."
  }
}

variable "create" {
  description = "True in the one place that owns this setting in its account and region; false makes nothing"
  type        = bool
}
