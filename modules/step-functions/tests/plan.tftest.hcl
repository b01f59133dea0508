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

# Known before it is made, as the machine's log destination is checked while planning.
override_resource {
  target          = aws_cloudwatch_log_group.this
  override_during = plan
  values          = { arn = "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/vendedlogs/states/mill-keeper" }
}

override_resource {
  target          = aws_iam_role.this
  override_during = plan
  values          = { arn = "arn:aws:iam::123456789012:role/mill-keeper", id = "mill-keeper" }
}

# The real provider asks AWS whether the definition is valid while it plans. What stands in the configuration stays as it is.
override_resource {
  target          = aws_sfn_state_machine.this
  override_during = plan
  values          = { arn = "arn:aws:states:eu-west-1:123456789012:stateMachine:mill-keeper" }
}

variables {
  name          = "mill-keeper"
  definition    = "{\"StartAt\":\"End\",\"States\":{\"End\":{\"Type\":\"Succeed\"}}}"
  kms_key_arn   = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-4000-8000-000000000000"
  function_arns = ["arn:aws:lambda:eu-west-1:123456789012:function:mill-maintain"]
}

run "grants_no_more_than_it_needs" {
  command = plan

  assert {
    condition = {
      for statement in jsondecode(aws_iam_role_policy.this.policy).Statement : statement.Sid => [statement.Action, statement.Resource] if statement.Resource != ["*"]
      } == {
      InvokeTheFunctions    = [["lambda:InvokeFunction"], ["arn:aws:lambda:eu-west-1:123456789012:function:mill-maintain"]]
      StartWorkers          = [["states:StartExecution"], ["arn:aws:states:eu-west-1:123456789012:stateMachine:mill-keeper"]]
      FollowWorkers         = [["states:DescribeExecution", "states:RedriveExecution", "states:StopExecution"], ["arn:aws:states:eu-west-1:123456789012:execution:mill-keeper:*", "arn:aws:states:eu-west-1:123456789012:execution:mill-keeper/*"]]
      UseTheKey             = [["kms:Decrypt", "kms:GenerateDataKey"], [var.kms_key_arn]]
      EncryptLogsOnTheirWay = [["kms:GenerateDataKey"], [var.kms_key_arn]]
    }
    error_message = "The role may invoke the named functions, run its own workers and use its key: nothing else that has a resource."
  }

  assert {
    condition = alltrue([
      for statement in jsondecode(aws_iam_role_policy.this.policy).Statement :
      alltrue([for action in statement.Action : can(regex("^(logs|xray):", action))]) if statement.Resource == ["*"]
    ])
    error_message = "Only log deliveries and X-Ray, which know no resources, may stand on `*`."
  }

  assert {
    condition     = length([for statement in jsondecode(aws_iam_role_policy.this.policy).Statement : statement if length(regexall("\\*", join(",", statement.Action))) > 0]) == 0
    error_message = "No action may hold a wildcard."
  }

  assert {
    condition = {
      for statement in jsondecode(aws_iam_role_policy.this.policy).Statement : statement.Sid => statement.Condition if length(regexall("^kms:", statement.Action[0])) > 0
      } == {
      UseTheKey             = { StringLike = { "kms:EncryptionContext:aws:states:stateMachineArn" = ["arn:aws:states:eu-west-1:123456789012:stateMachine:mill-keeper", "arn:aws:states:eu-west-1:123456789012:stateMachine:mill-keeper/*"] } }
      EncryptLogsOnTheirWay = { StringLike = { "kms:EncryptionContext:SourceArn" = "arn:aws:logs:eu-west-1:123456789012:*" } }
    }
    error_message = "The key may be used for this machine and its logs only."
  }
}

run "trusts_only_itself" {
  command = plan

  assert {
    condition = jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Condition == {
      StringEquals = { "aws:SourceAccount" = "123456789012" }
      ArnLike      = { "aws:SourceArn" = ["arn:aws:states:eu-west-1:123456789012:stateMachine:mill-keeper", "arn:aws:states:eu-west-1:123456789012:stateMachine:mill-keeper/*"] }
    }
    error_message = "No other state machine may run as this role."
  }
}

run "encrypts_logs_and_traces" {
  command = plan

  assert {
    condition = (
      aws_sfn_state_machine.this.encryption_configuration[0].type == "CUSTOMER_MANAGED_KMS_KEY"
      && aws_sfn_state_machine.this.encryption_configuration[0].kms_key_id == var.kms_key_arn
      && aws_cloudwatch_log_group.this.kms_key_id == var.kms_key_arn
    )
    error_message = "States and logs must be encrypted with the given key."
  }

  assert {
    condition = (
      aws_sfn_state_machine.this.type == "STANDARD"
      && aws_sfn_state_machine.this.logging_configuration[0].level == "ERROR"
      && aws_sfn_state_machine.this.logging_configuration[0].include_execution_data == false
      && aws_sfn_state_machine.this.tracing_configuration[0].enabled
      && aws_cloudwatch_log_group.this.retention_in_days == 365
    )
    error_message = "A standard machine must log its failures, without data, and trace."
  }
}
