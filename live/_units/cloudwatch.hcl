locals {
  env = read_terragrunt_config("${get_terragrunt_dir()}/../env.hcl").locals
}

terraform {
  source = "${get_terragrunt_dir()}/../../../modules//cloudwatch"
}

dependency "kms" {
  config_path = "${get_terragrunt_dir()}/../kms"

  mock_outputs = {
    key_arn = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-4000-8000-000000000000"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "lambda-index" {
  config_path = "${get_terragrunt_dir()}/../lambda-index"

  mock_outputs = {
    function_name           = "millrace-mock-index"
    timeout_seconds         = 300
    log_group_name          = "/aws/lambda/millrace-mock-index"
    event_source_mapping_id = "00000000-0000-4000-8000-000000000000"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "lambda-jobs" {
  config_path = "${get_terragrunt_dir()}/../lambda-jobs"

  mock_outputs = {
    function_name           = "millrace-mock-jobs"
    timeout_seconds         = 300
    log_group_name          = "/aws/lambda/millrace-mock-jobs"
    event_source_mapping_id = "00000000-0000-4000-8000-000000000000"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "lambda-search" {
  config_path = "${get_terragrunt_dir()}/../lambda-search"

  mock_outputs = {
    function_name   = "millrace-mock-search"
    timeout_seconds = 300
    log_group_name  = "/aws/lambda/millrace-mock-search"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "lambda-maintain" {
  config_path = "${get_terragrunt_dir()}/../lambda-maintain"

  mock_outputs = {
    function_name   = "millrace-mock-maintain"
    timeout_seconds = 300
    log_group_name  = "/aws/lambda/millrace-mock-maintain"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "lambda-measure" {
  config_path = "${get_terragrunt_dir()}/../lambda-measure"

  mock_outputs = {
    function_name   = "millrace-mock-measure"
    timeout_seconds = 300
    log_group_name  = "/aws/lambda/millrace-mock-measure"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "dynamodb" {
  config_path = "${get_terragrunt_dir()}/../dynamodb"

  mock_outputs = {
    tables = {
      library   = { name = "millrace-mock-library" }
      parked    = { name = "millrace-mock-parked" }
      jobs      = { name = "millrace-mock-jobs" }
      deletions = { name = "millrace-mock-deletions" }
    }
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "opensearch" {
  config_path = "${get_terragrunt_dir()}/../opensearch"

  mock_outputs = {
    domain_name     = "millrace-mock"
    data_node_count = 2
    volume_size_gib = 10
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "api-gateway" {
  config_path = "${get_terragrunt_dir()}/../api-gateway"

  mock_outputs = {
    api_name   = "millrace-mock"
    stage_name = "mock"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "heartbeat" {
  config_path = "${get_terragrunt_dir()}/../heartbeat"

  mock_outputs = {
    group_name = "millrace-mock"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "step-functions" {
  config_path = "${get_terragrunt_dir()}/../step-functions"

  mock_outputs = {
    state_machine_arn = "arn:aws:states:eu-west-1:123456789012:stateMachine:millrace-mock-keeper"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

inputs = {
  name        = local.env.prefix
  kms_key_arn = dependency.kms.outputs.key_arn

  functions = {
    index = {
      function_name           = dependency.lambda-index.outputs.function_name
      timeout_seconds         = dependency.lambda-index.outputs.timeout_seconds
      log_group_name          = dependency.lambda-index.outputs.log_group_name
      has_stream              = true
      event_source_mapping_id = dependency.lambda-index.outputs.event_source_mapping_id
    }
    jobs = {
      function_name           = dependency.lambda-jobs.outputs.function_name
      timeout_seconds         = dependency.lambda-jobs.outputs.timeout_seconds
      log_group_name          = dependency.lambda-jobs.outputs.log_group_name
      has_stream              = true
      event_source_mapping_id = dependency.lambda-jobs.outputs.event_source_mapping_id
    }
    search = {
      function_name   = dependency.lambda-search.outputs.function_name
      timeout_seconds = dependency.lambda-search.outputs.timeout_seconds
      log_group_name  = dependency.lambda-search.outputs.log_group_name
      has_stream      = false
    }
    # A slice takes nearly all the time it has, as it should.
    maintain = {
      function_name   = dependency.lambda-maintain.outputs.function_name
      timeout_seconds = dependency.lambda-maintain.outputs.timeout_seconds
      log_group_name  = dependency.lambda-maintain.outputs.log_group_name
      has_stream      = false
      is_long_running = true
    }
    # So does a smoke check.
    measure = {
      function_name   = dependency.lambda-measure.outputs.function_name
      timeout_seconds = dependency.lambda-measure.outputs.timeout_seconds
      log_group_name  = dependency.lambda-measure.outputs.log_group_name
      has_stream      = false
      is_long_running = true
    }
  }

  tables             = { for key, table in dependency.dynamodb.outputs.tables : key => table.name }
  library_table_name = dependency.dynamodb.outputs.tables.library.name

  domain = {
    name                   = dependency.opensearch.outputs.domain_name
    data_node_count        = dependency.opensearch.outputs.data_node_count
    volume_size_gib        = dependency.opensearch.outputs.volume_size_gib
    dedicated_master_count = local.env.domain.dedicated_masters == null ? 0 : local.env.domain.dedicated_masters.count
  }
  api = {
    name       = dependency.api-gateway.outputs.api_name
    stage_name = dependency.api-gateway.outputs.stage_name
  }
  schedule_group_name = dependency.heartbeat.outputs.group_name
  state_machine       = { arn = dependency.step-functions.outputs.state_machine_arn }

  subscriptions = local.env.alarm_subscriptions
  thresholds    = local.env.alarm_thresholds
}
