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
  name = "millrace-dev"
}

run "turns_rotation_on_and_leaves_time_to_save_the_key" {
  command = plan

  assert {
    condition     = aws_kms_key.this.enable_key_rotation && aws_kms_key.this.deletion_window_in_days == 30
    error_message = "Expected rotation, and thirty days before a deletion is final."
  }
}

run "lets_in_the_account_and_three_services_only" {
  command = plan

  assert {
    condition     = [for statement in jsondecode(aws_kms_key.this.policy).Statement : statement.Sid] == ["AccountByIam", "LogGroupsOfThisAccount", "AlarmsToEncryptedTopics", "LogsOfEncryptedStateMachines"]
    error_message = "Expected exactly these four statements."
  }

  assert {
    condition = [for statement in jsondecode(aws_kms_key.this.policy).Statement : statement.Principal] == [
      { AWS = "arn:aws:iam::123456789012:root" },
      { Service = "logs.eu-west-1.amazonaws.com" },
      { Service = "cloudwatch.amazonaws.com" },
      { Service = "delivery.logs.amazonaws.com" },
    ]
    error_message = "Expected this account and three services, no other principal."
  }

  assert {
    condition     = alltrue([for statement in jsondecode(aws_kms_key.this.policy).Statement : can(statement.Condition) if can(statement.Principal.Service)])
    error_message = "Expected every service to be bound to this account by a condition."
  }
}

run "binds_the_logs_to_groups_of_this_account_and_region" {
  command = plan

  assert {
    condition = jsondecode(aws_kms_key.this.policy).Statement[1].Condition == {
      ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:aws:logs:eu-west-1:123456789012:log-group:*" }
    }
    error_message = "Expected the condition on the encryption context of CloudWatch Logs."
  }

  assert {
    condition = jsondecode(aws_kms_key.this.policy).Statement[3].Condition == {
      StringLike = { "kms:EncryptionContext:SourceArn" = "arn:aws:logs:eu-west-1:123456789012:*" }
    }
    error_message = "Expected the condition on the source of delivered logs."
  }
}

run "binds_the_alarms_to_this_account_and_gives_them_no_more_than_they_need" {
  command = plan

  assert {
    condition     = jsondecode(aws_kms_key.this.policy).Statement[2].Condition == { StringEquals = { "aws:SourceAccount" = "123456789012" } }
    error_message = "Expected the condition on the account of the alarm."
  }

  assert {
    condition     = jsondecode(aws_kms_key.this.policy).Statement[2].Action == ["kms:Decrypt", "kms:GenerateDataKey*"]
    error_message = "Expected just what publishing to an encrypted topic takes."
  }
}
