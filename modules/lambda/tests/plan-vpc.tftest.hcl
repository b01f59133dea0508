# What the real provider plans in a VPC and outside of any, with keys that open nothing.

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

run "runs_in_the_given_network_and_denies_its_interfaces_to_the_code" {
  command = plan

  variables {
    vpc = { subnet_ids = ["subnet-1", "subnet-2"], security_group_ids = ["sg-1"] }
  }

  override_resource {
    target          = aws_cloudwatch_log_group.this
    override_during = plan
    values          = { arn = "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/mill-index" }
  }

  assert {
    condition     = aws_lambda_function.this.vpc_config[0].subnet_ids == toset(["subnet-1", "subnet-2"]) && aws_lambda_function.this.vpc_config[0].security_group_ids == toset(["sg-1"])
    error_message = "The function must run in the given subnets and groups."
  }

  assert {
    condition = one([for statement in jsondecode(aws_iam_role_policy.platform.policy).Statement : statement.Resource if statement.Sid == "CreateInterfaces"]) == [
      "arn:aws:ec2:eu-west-1:123456789012:network-interface/*",
      "arn:aws:ec2:eu-west-1:123456789012:subnet/subnet-1",
      "arn:aws:ec2:eu-west-1:123456789012:subnet/subnet-2",
      "arn:aws:ec2:eu-west-1:123456789012:security-group/sg-1",
    ]
    error_message = "Got ${aws_iam_role_policy.platform.policy}"
  }

  assert {
    condition     = one([for statement in jsondecode(aws_iam_role_policy.platform.policy).Statement : statement.Condition if statement.Effect == "Deny"]) == { ArnEquals = { "lambda:SourceFunctionArn" = ["arn:aws:lambda:eu-west-1:123456789012:function:mill-index"] } }
    error_message = "Got ${aws_iam_role_policy.platform.policy}"
  }
}

run "knows_nothing_of_networks_outside_of_any" {
  command = plan

  override_resource {
    target          = aws_cloudwatch_log_group.this
    override_during = plan
    values          = { arn = "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/mill-index" }
  }

  assert {
    condition     = length(aws_lambda_function.this.vpc_config) == 0 && !strcontains(aws_iam_role_policy.platform.policy, "ec2:")
    error_message = "Outside of a VPC no right on interfaces is needed."
  }
}
