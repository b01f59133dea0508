# REQUIRED VARIABLES

variable "name" {
  description = "Name of the repository, with its namespace."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*$", var.name)) && length(var.name) >= 2 && length(var.name) <= 256
    error_message = "Expected `name` to be 2 to 256 of a-z and 0-9, parted by `.`, `_`, `-` or `/`."
  }
}

variable "create" {
  description = "Whether this module makes the repository (in one account, once), or looks up one that is there."
  type        = bool
}

# OPTIONAL VARIABLES

variable "registry_id" {
  description = "Account that owns the repository when `create` is false. Null: this account."
  type        = string
  default     = null

  validation {
    condition     = var.registry_id == null || can(regex("^[0-9]{12}$", var.registry_id))
    error_message = "Expected `registry_id` to be an account id of 12 digits, or null for this account."
  }

  validation {
    condition     = !(var.create && var.registry_id != null)
    error_message = "Expected no `registry_id` with `create = true`: a repository can only be made in the account of the provider."
  }
}

variable "kms_key_arn" {
  description = "ARN of the KMS key that encrypts the images. Null: S3's own (AES256). A change of it REPLACES the repository and all its images."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[a-zA-Z0-9-]+$", var.kms_key_arn))
    error_message = "Expected `kms_key_arn` to be the ARN of a KMS key (arn:aws:kms:<region>:<account>:key/<id>), or null."
  }
}

variable "pull_account_ids" {
  description = "Other accounts that deploy the images: their principals and their Lambda functions may pull."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for id in var.pull_account_ids : can(regex("^[0-9]{12}$", id))])
    error_message = "Expected `pull_account_ids` to be account ids of 12 digits each, as text."
  }
}

variable "force_delete" {
  description = "Whether destroy may delete a repository that still holds images."
  type        = bool
  default     = false
}

variable "untagged_expiration_days" {
  description = "Days after which an image without a tag expires. Images with a tag never do."
  type        = number
  default     = 14

  validation {
    condition     = var.untagged_expiration_days >= 1 && floor(var.untagged_expiration_days) == var.untagged_expiration_days
    error_message = "Expected `untagged_expiration_days` to be a whole number of at least 1."
  }
}
