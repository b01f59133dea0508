provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

variables {
  name   = "millrace/indexer"
  create = true
}

run "never_moves_a_tag_and_scans_what_comes" {
  command = plan

  assert {
    condition     = aws_ecr_repository.this[0].image_tag_mutability == "IMMUTABLE"
    error_message = "Expected tags that stay where they are."
  }

  assert {
    condition     = aws_ecr_repository.this[0].image_scanning_configuration[0].scan_on_push && !aws_ecr_repository.this[0].force_delete
    error_message = "Expected a scan of every push, and a repository with images in it to be kept."
  }
}

run "lets_only_images_without_a_tag_expire" {
  command = plan

  variables {
    untagged_expiration_days = 3
  }

  assert {
    condition = [for rule in jsondecode(aws_ecr_lifecycle_policy.this[0].policy).rules : rule.selection] == [{
      tagStatus   = "untagged"
      countType   = "sinceImagePushed"
      countUnit   = "days"
      countNumber = 3
    }]
    error_message = "Expected one rule, about untagged images: what is deployed has a tag."
  }
}

run "encrypts_by_the_key_of_the_customer" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555"
  }

  assert {
    condition     = [for encryption in aws_ecr_repository.this[0].encryption_configuration : [encryption.encryption_type, encryption.kms_key]] == [["KMS", var.kms_key_arn]]
    error_message = "Expected the key that was given."
  }
}

run "encrypts_without_a_key_of_the_customer" {
  command = plan

  assert {
    condition     = [for encryption in aws_ecr_repository.this[0].encryption_configuration : encryption.encryption_type] == ["AES256"]
    error_message = "Expected S3's own encryption."
  }
}

run "lets_functions_of_this_account_pull" {
  command = plan

  assert {
    condition = jsondecode(aws_ecr_repository_policy.this[0].policy).Statement == [{
      Sid       = "LambdaPulls"
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
      Condition = { ArnLike = { "aws:SourceArn" = ["arn:aws:lambda:eu-west-1:123456789012:function:*"] } }
    }]
    error_message = "Expected Lambda alone, for functions of this account."
  }
}

run "lets_the_accounts_that_deploy_pull_and_nobody_push" {
  command = plan

  variables {
    pull_account_ids = ["444455556666", "111122223333"]
  }

  assert {
    condition     = jsondecode(aws_ecr_repository_policy.this[0].policy).Statement[0].Condition.ArnLike["aws:SourceArn"] == [for id in ["123456789012", "111122223333", "444455556666"] : "arn:aws:lambda:eu-west-1:${id}:function:*"]
    error_message = "Expected the functions of all three accounts."
  }

  assert {
    condition     = jsondecode(aws_ecr_repository_policy.this[0].policy).Statement[1].Principal == { AWS = ["arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:root"] }
    error_message = "Expected the two accounts, in an order that does not change."
  }

  assert {
    condition     = jsondecode(aws_ecr_repository_policy.this[0].policy).Statement[1].Action == ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability", "ecr:DescribeImages", "ecr:DescribeRepositories", "ecr:ListTagsForResource"]
    error_message = "Expected to read, not to push."
  }
}
