# All that makes this environment differ from the others; the same names stand in every env.hcl (what they mean: dev's).
locals {
  name          = "prod"
  prefix        = "millrace-prod"
  account_id    = "444455556666"
  region        = "eu-west-1"
  is_production = true

  deletion_protection = true
  key_deletion_days   = 30
  table_recovery_days = 35
  log_retention_days  = 365
  failed_batches_days = 365
  function_log_level  = "INFO"
  alarm_subscriptions = {
    oncall = { protocol = "email", endpoint = "oncall@example.org" }
  }
  alarm_thresholds      = {}
  owns_account_settings = true

  image_source = "promoted"

  image_repository = {
    account_id       = "123456789012"
    create           = false
    pull_account_ids = []
  }

  stream = {
    shards                 = 8
    parallelization_factor = 4
    reserves_concurrency   = true
  }

  # 100 for 2,000 searches a second of 50 ms each, and 300 that wait.
  search = {
    reserved_concurrency = 400
  }

  table_limits = {
    max_read_request_units  = 40000
    max_write_request_units = 10000
  }

  domain = {
    data_nodes        = { instance_type = "r7g.large.search", count = 3 }
    dedicated_masters = { instance_type = "m7g.medium.search", count = 3 }
    zone_count        = 3
    volume            = { size_gib = 100 }
  }

  vpc = null

  api = {
    authorization  = "iam"
    api_keys       = []
    quota          = null
    throttling     = { rate = 2000, burst = 4000 }
    allowed_origin = "*"
    # In five minutes, for one address: all callers behind one NAT are one.
    waf_rate_limit = 600000
  }

  # With `iam` no page could call the API.
  page = null
}
