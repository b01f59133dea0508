# REQUIRED VARIABLES

variable "bucket_name" {
  description = "Name of the bucket, unique in all of AWS."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.bucket_name))
    error_message = "Expected `bucket_name` to be 3 to 63 of a-z, 0-9 and `-`, beginning and ending with a letter or a digit. Dots are legal in S3 and refused here: the certificate of HTTPS does not cover them."
  }

  validation {
    condition = !anytrue([
      for prefix in ["xn--", "sthree-", "amzn-s3-demo-"] : startswith(var.bucket_name, prefix)
      ]) && !anytrue([
      for suffix in ["-s3alias", "--ol-s3", "--x-s3", "--table-s3"] : endswith(var.bucket_name, suffix)
    ])
    error_message = "Expected `bucket_name` to have none of the prefixes (`xn--`, `sthree-`, `amzn-s3-demo-`) and suffixes (`-s3alias`, `--ol-s3`, `--x-s3`, `--table-s3`) that S3 keeps for itself."
  }
}

variable "kms_key_arn" {
  description = "ARN of the KMS key that encrypts every object. Whoever writes needs `kms:GenerateDataKey` on it, whoever reads `kms:Decrypt`."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[a-zA-Z0-9-]+$", var.kms_key_arn))
    error_message = "Expected `kms_key_arn` to be the ARN of a KMS key (arn:aws:kms:<region>:<account>:key/<id>): not an alias, not an id."
  }
}

# OPTIONAL VARIABLES

variable "expiration_days" {
  description = "Days after which an object expires."
  type        = number
  default     = 90

  validation {
    condition     = var.expiration_days >= 1 && floor(var.expiration_days) == var.expiration_days
    error_message = "Expected `expiration_days` to be a whole number of at least 1."
  }
}

variable "noncurrent_expiration_days" {
  description = "Days for which what was overwritten, deleted or expired can still be brought back."
  type        = number
  default     = 30

  validation {
    condition     = var.noncurrent_expiration_days >= 1 && floor(var.noncurrent_expiration_days) == var.noncurrent_expiration_days
    error_message = "Expected `noncurrent_expiration_days` to be a whole number of at least 1."
  }
}

variable "force_destroy" {
  description = "Whether destroy may delete a bucket that still holds objects. Leave it off wherever an object matters."
  type        = bool
  default     = false
}
