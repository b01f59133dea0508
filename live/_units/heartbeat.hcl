locals {
  env = read_terragrunt_config("${get_terragrunt_dir()}/../env.hcl").locals
}

terraform {
  source = "${get_terragrunt_dir()}/../../../modules//scheduler"
}

dependency "kms" {
  config_path = "${get_terragrunt_dir()}/../kms"

  mock_outputs = {
    key_arn = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-4000-8000-000000000000"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "dynamodb" {
  config_path = "${get_terragrunt_dir()}/../dynamodb"

  mock_outputs = {
    tables = {
      library = {
        name = "millrace-mock-library"
        arn  = "arn:aws:dynamodb:eu-west-1:123456789012:table/millrace-mock-library"
      }
    }
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "lambda-measure" {
  config_path = "${get_terragrunt_dir()}/../lambda-measure"

  mock_outputs = {
    function_arn = "arn:aws:lambda:eu-west-1:123456789012:function:millrace-mock-measure"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

# The first heartbeat finds an index and whoever writes it there.
dependencies {
  paths = ["${get_terragrunt_dir()}/../bootstrap", "${get_terragrunt_dir()}/../lambda-index"]
}

inputs = {
  name        = local.env.prefix
  kms_key_arn = dependency.kms.outputs.key_arn

  schedules = {
    heartbeat = {
      description = "Writes the item whose way to the index is measured, straight to the table"
      expression  = "rate(1 minute)"
      target_arn  = "arn:aws:scheduler:::aws-sdk:dynamodb:updateItem"
      input = templatefile("${get_terragrunt_dir()}/../../../artifacts/indexer/heartbeat.json", {
        table_name = dependency.dynamodb.outputs.tables.library.name
      })
      role = {
        actions   = ["dynamodb:UpdateItem"]
        resources = [dependency.dynamodb.outputs.tables.library.arn]
      }
    }
    measure = {
      description = "Turns the newest heartbeat of the index into a metric"
      expression  = "rate(1 minute)"
      target_arn  = dependency.lambda-measure.outputs.function_arn
      input       = "{}"
      role = {
        actions   = ["lambda:InvokeFunction"]
        resources = [dependency.lambda-measure.outputs.function_arn]
      }
    }
  }
}
