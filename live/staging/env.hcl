# All that makes this environment differ from the others; the same names stand in every env.hcl (what they mean: dev's).
locals {
  name          = "staging"
  prefix        = "millrace-staging"
  account_id    = "111122223333"
  region        = "eu-west-1"
  is_production = false

  deletion_protection   = false
  key_deletion_days     = 7
  table_recovery_days   = 7
  log_retention_days    = 90
  failed_batches_days   = 90
  function_log_level    = "INFO"
  alarm_subscriptions   = {}
  alarm_thresholds      = {}
  owns_account_settings = true

  image_source = "promoted"

  image_repository = {
    account_id       = "123456789012"
    create           = false
    pull_account_ids = []
  }

  stream = {
    shards                 = 4
    parallelization_factor = 2
    reserves_concurrency   = true
  }

  search = {
    reserved_concurrency = 50
  }

  table_limits = {
    max_read_request_units  = 12000
    max_write_request_units = 4000
  }

  # As prod in kind, smaller in size.
  domain = {
    data_nodes        = { instance_type = "m7g.medium.search", count = 2 }
    dedicated_masters = null
    zone_count        = 2
    volume            = { size_gib = 20 }
  }

  vpc = null

  api = {
    authorization  = "iam"
    api_keys       = []
    quota          = null
    throttling     = { rate = 200, burst = 400 }
    allowed_origin = "*"
    waf_rate_limit = null
  }

  # With `iam` no page could call the API.
  page = null
}
