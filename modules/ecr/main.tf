data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  repository = var.create ? aws_ecr_repository.this[0] : data.aws_ecr_repository.this[0]
}

data "aws_ecr_repository" "this" {
  count = var.create ? 0 : 1

  name        = var.name
  registry_id = var.registry_id
}

resource "aws_ecr_repository" "this" {
  count = var.create ? 1 : 0

  name                 = var.name
  force_delete         = var.force_delete
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = var.kms_key_arn == null ? "AES256" : "KMS"
    kms_key         = var.kms_key_arn
  }
}

# No rule about tagged images: which of them runs somewhere, or is to be gone back to, ECR cannot know.
resource "aws_ecr_lifecycle_policy" "this" {
  count = var.create ? 1 : 0

  repository = aws_ecr_repository.this[0].name

  policy = jsonencode({
    rules = [{
      rulePriority = 1
      description  = "Images without a tag expire ${var.untagged_expiration_days} days after their push"
      selection = {
        tagStatus   = "untagged"
        countType   = "sinceImagePushed"
        countUnit   = "days"
        countNumber = var.untagged_expiration_days
      }
      action = { type = "expire" }
    }]
  })
}
