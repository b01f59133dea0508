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
  name        = "mill-index"
  image_uri   = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/mill/indexer@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
  command     = ["index.handler"]
  kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/1111aaaa-22bb-33cc-44dd-555555eeeeee"
  environment = { INDEXER_TABLE_NAME = "mill-library" }

  policy_statements = {
    ReadTheLibrary = { actions = ["dynamodb:GetItem", "dynamodb:BatchGetItem"], resources = ["arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library"] }
  }
}

run "runs_one_entry_point_of_the_image_by_digest" {
  command = plan

  assert {
    condition = (
      aws_lambda_function.this.package_type == "Image"
      && aws_lambda_function.this.image_uri == var.image_uri
      && aws_lambda_function.this.image_config[0].command == tolist(["index.handler"])
      && aws_lambda_function.this.architectures == tolist(["arm64"])
    )
    error_message = "The function must run the given command of the given image on arm64."
  }
}

run "encrypts_its_environment_and_its_logs_with_the_key" {
  command = plan

  assert {
    condition     = aws_lambda_function.this.kms_key_arn == var.kms_key_arn && aws_lambda_function.this.environment[0].variables == tomap({ INDEXER_TABLE_NAME = "mill-library" })
    error_message = "The environment must be encrypted with the given key."
  }

  assert {
    condition     = aws_cloudwatch_log_group.this.kms_key_id == var.kms_key_arn && aws_cloudwatch_log_group.this.retention_in_days == 365
    error_message = "The log group must have the key and an end."
  }
}

run "logs_json_into_its_own_group_and_traces" {
  command = plan

  assert {
    condition     = aws_lambda_function.this.logging_config[0].log_format == "JSON" && aws_lambda_function.this.logging_config[0].log_group == "/aws/lambda/mill-index" && aws_lambda_function.this.logging_config[0].application_log_level == "INFO"
    error_message = "Lambda must write JSON lines into the module's group."
  }

  assert {
    condition     = aws_lambda_function.this.tracing_config[0].mode == "Active"
    error_message = "X-Ray must be on."
  }
}

run "takes_concurrency_from_the_pool_unless_told_otherwise" {
  command = plan

  assert {
    condition     = aws_lambda_function.this.reserved_concurrent_executions == -1
    error_message = "-1 is no reserve; 0 would stop the function."
  }
}

run "stops_the_function_at_a_reserve_of_none" {
  command = plan

  variables {
    reserved_concurrency = 0
  }

  assert {
    condition     = aws_lambda_function.this.reserved_concurrent_executions == 0
    error_message = "0 must not be taken for unset."
  }
}

run "trusts_lambda_and_nobody_else" {
  command = plan

  assert {
    condition = jsondecode(aws_iam_role.this.assume_role_policy).Statement == [{
      Sid       = "OnlyLambda"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
    error_message = "Got ${aws_iam_role.this.assume_role_policy}"
  }
}

run "gives_the_code_what_it_was_given_and_nothing_else" {
  command = plan

  assert {
    condition = jsondecode(aws_iam_role_policy.code[0].policy).Statement == [{
      Sid      = "ReadTheLibrary"
      Effect   = "Allow"
      Action   = ["dynamodb:GetItem", "dynamodb:BatchGetItem"]
      Resource = ["arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library"]
    }]
    error_message = "Got ${aws_iam_role_policy.code[0].policy}"
  }
}

run "keeps_conditions_of_one_test_together" {
  command = plan

  variables {
    policy_statements = {
      ReadSomeKeys = {
        actions   = ["dynamodb:GetItem"]
        resources = ["arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library"]
        conditions = [
          { test = "StringEquals", variable = "aws:ResourceAccount", values = ["123456789012"] },
          { test = "StringEquals", variable = "aws:RequestedRegion", values = ["eu-west-1"] },
          { test = "Bool", variable = "aws:SecureTransport", values = ["true"] },
        ]
      }
    }
  }

  assert {
    condition = jsondecode(aws_iam_role_policy.code[0].policy).Statement[0].Condition == {
      StringEquals = { "aws:ResourceAccount" = ["123456789012"], "aws:RequestedRegion" = ["eu-west-1"] }
      Bool         = { "aws:SecureTransport" = ["true"] }
    }
    error_message = "Got ${aws_iam_role_policy.code[0].policy}"
  }
}

run "gives_lambda_its_own_group_traces_and_the_key" {
  command = plan

  override_resource {
    target          = aws_cloudwatch_log_group.this
    override_during = plan
    values          = { arn = "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/mill-index" }
  }

  assert {
    condition = jsondecode(aws_iam_role_policy.platform.policy).Statement == [
      {
        Sid      = "WriteOwnLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = ["arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/mill-index:*"]
      },
      {
        Sid      = "SendTraces"
        Effect   = "Allow"
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Resource = ["*"]
      },
      {
        Sid      = "UseTheKey"
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = ["arn:aws:kms:eu-west-1:123456789012:key/1111aaaa-22bb-33cc-44dd-555555eeeeee"]
      },
    ]
    error_message = "Got ${aws_iam_role_policy.platform.policy}"
  }
}
