locals {
  env = read_terragrunt_config("${get_terragrunt_dir()}/../env.hcl").locals
}

terraform {
  source = "${get_terragrunt_dir()}/../../../modules//dynamodb"
}

dependency "kms" {
  config_path = "${get_terragrunt_dir()}/../kms"

  mock_outputs = {
    key_arn = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-4000-8000-000000000000"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

inputs = {
  kms_key_arn                 = dependency.kms.outputs.key_arn
  deletion_protection_enabled = local.env.deletion_protection
  recovery_period_in_days     = local.env.table_recovery_days

  tables = {
    library = {
      name                    = "${local.env.prefix}-library"
      hash_key                = "id"
      stream_view_type        = "NEW_AND_OLD_IMAGES"
      max_read_request_units  = local.env.table_limits.max_read_request_units
      max_write_request_units = local.env.table_limits.max_write_request_units
    }
    # Keys of documents that OpenSearch refuses. No ceiling: what is to be kept must never wait.
    parked = {
      name     = "${local.env.prefix}-parked"
      hash_key = "id"
    }
    # Its stream is the queue of the function `jobs`; a job is its key, the rest is read when it is worked on.
    jobs = {
      name             = "${local.env.prefix}-jobs"
      hash_key         = "id"
      stream_view_type = "KEYS_ONLY"
    }
    # Which deletions the index has carried out: only searches that wait go by them, so they may expire. No ceiling: the stream
    # waits until a row is kept. There are no more rows than deletes, and those have the library's.
    deletions = {
      name          = "${local.env.prefix}-deletions"
      hash_key      = "id"
      ttl_attribute = "expiresAt"
    }
  }
}
