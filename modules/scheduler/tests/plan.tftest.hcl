# What the real provider plans, with keys that open nothing.

provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_caller_identity.this
  values = { account_id = "123456789012" }
}

variables {
  name = "mill"

  schedules = {
    heartbeat = {
      expression = "rate(1 minute)"
      target_arn = "arn:aws:scheduler:::aws-sdk:dynamodb:updateItem"
      input      = "{\"TableName\":\"mill-library\"}"
      role       = { actions = ["dynamodb:UpdateItem"], resources = ["arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library"] }
    }
  }
}

run "calls_at_the_minute_or_not_at_all" {
  command = plan

  assert {
    condition = (
      aws_scheduler_schedule.this["heartbeat"].schedule_expression == "rate(1 minute)"
      && aws_scheduler_schedule.this["heartbeat"].flexible_time_window[0].mode == "OFF"
      && aws_scheduler_schedule.this["heartbeat"].target[0].retry_policy[0].maximum_event_age_in_seconds == 60
      && aws_scheduler_schedule.this["heartbeat"].target[0].retry_policy[0].maximum_retry_attempts == 2
      && length(aws_scheduler_schedule.this["heartbeat"].target[0].dead_letter_config) == 0
    )
    error_message = "Scheduler's own defaults (185 attempts in 24 hours) would make calls of yesterday."
  }

  assert {
    condition     = aws_scheduler_schedule.this["heartbeat"].target[0].input == "{\"TableName\":\"mill-library\"}" && aws_scheduler_schedule.this["heartbeat"].group_name == "mill"
    error_message = "Input and group must be those that were given."
  }

  assert {
    condition     = aws_scheduler_schedule.this["heartbeat"].state == "ENABLED"
    error_message = "Schedules run unless they are told not to."
  }
}

run "keeps_what_it_stops" {
  command = plan

  variables {
    is_enabled = false
  }

  assert {
    condition     = aws_scheduler_schedule.this["heartbeat"].state == "DISABLED"
    error_message = "A stopped schedule must still be there."
  }
}

run "trusts_only_schedules_of_its_group" {
  command = plan

  override_resource {
    target          = aws_scheduler_schedule_group.this
    override_during = plan
    values          = { arn = "arn:aws:scheduler:eu-west-1:123456789012:schedule-group/mill" }
  }

  assert {
    condition = jsondecode(aws_iam_role.this["heartbeat"].assume_role_policy).Statement == [{
      Sid       = "OnlySchedulesOfThisGroup"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "scheduler.amazonaws.com" }
      Condition = {
        StringEquals = {
          "aws:SourceAccount" = "123456789012"
          "aws:SourceArn"     = "arn:aws:scheduler:eu-west-1:123456789012:schedule-group/mill"
        }
      }
    }]
    error_message = "Got ${aws_iam_role.this["heartbeat"].assume_role_policy}"
  }
}

run "may_make_its_call_and_nothing_else" {
  command = plan

  assert {
    condition = jsondecode(aws_iam_role_policy.this["heartbeat"].policy).Statement == [{
      Sid      = "CallTheTarget"
      Effect   = "Allow"
      Action   = ["dynamodb:UpdateItem"]
      Resource = ["arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library"]
    }]
    error_message = "Got ${aws_iam_role_policy.this["heartbeat"].policy}"
  }
}

run "encrypts_the_input_with_the_key_and_may_read_it" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/1111aaaa-22bb-33cc-44dd-555555eeeeee"
  }

  assert {
    condition     = aws_scheduler_schedule.this["heartbeat"].kms_key_arn == "arn:aws:kms:eu-west-1:123456789012:key/1111aaaa-22bb-33cc-44dd-555555eeeeee"
    error_message = "The input must be encrypted with the given key."
  }

  assert {
    condition = jsondecode(aws_iam_role_policy.this["heartbeat"].policy).Statement[1] == {
      Sid      = "UseTheKey"
      Effect   = "Allow"
      Action   = ["kms:Decrypt"]
      Resource = ["arn:aws:kms:eu-west-1:123456789012:key/1111aaaa-22bb-33cc-44dd-555555eeeeee"]
    }
    error_message = "Got ${aws_iam_role_policy.this["heartbeat"].policy}"
  }
}
