# REQUIRED VARIABLES

variable "repository_url" {
  description = "Address of the ECR repository, without tag or digest."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}\\.dkr[.-]ecr(-fips)?\\.[a-z0-9-]+\\.(amazonaws\\.com(\\.cn)?|on\\.aws)/[a-z0-9][a-z0-9._/-]*$", var.repository_url))
    error_message = "Expected `repository_url` to be <account>.dkr.ecr.<region>.amazonaws.com/<name>, without tag or digest: Lambda runs images of ECR only."
  }
}

variable "image_tag" {
  description = "Tag under which the image stands in the repository. For people: what runs is chosen by the digest."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$", var.image_tag))
    error_message = "Expected `image_tag` to be 1 to 128 of a-z, A-Z, 0-9, `_`, `.` and `-`, beginning with a letter, a digit or `_`."
  }

  validation {
    condition     = lower(var.image_tag) != "latest"
    error_message = "Expected `image_tag` to name one content; `latest` names none."
  }
}

variable "image_digest" {
  description = "Digest of the image's manifest. `sha256:` and 64 zeros stands for an image that is not built yet: it can be planned, never applied."
  type        = string

  validation {
    condition     = can(regex("^sha256:[0-9a-f]{64}$", var.image_digest))
    error_message = "Expected `image_digest` to be `sha256:` and 64 of 0-9 and a-f."
  }
}
