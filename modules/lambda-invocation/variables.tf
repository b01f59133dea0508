# Required

variable "function_name" {
  description = "Name or ARN of the function to invoke."
  type        = string

  validation {
    condition     = can(regex("^(arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:)?[a-zA-Z0-9_-]{1,64}$", var.function_name))
    error_message = "function_name must be the name of a function or its ARN without a version."
  }
}

variable "input" {
  description = "The event, as JSON text."
  type        = string

  validation {
    condition     = can(jsondecode(var.input))
    error_message = "input must be JSON: write it with jsonencode()."
  }

  validation {
    condition     = length(var.input) <= 6000000
    error_message = "input must stay below 6 MB: Lambda takes no more in one synchronous invocation."
  }
}

variable "triggers" {
  description = "What the invocation depends on, such as the digest of the image: it is done again whenever one of these values, the event or the function's name changes, and never otherwise."
  type        = map(string)

  validation {
    condition     = length(var.triggers) > 0
    error_message = "triggers must hold at least one value: without any the function would be invoked once in the life of this state."
  }
}
