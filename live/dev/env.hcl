# All that makes this environment differ from the others; the same names stand in every env.hcl. Plain values only:
# `make` reads this file, too.
locals {
  name          = "dev"
  prefix        = "millrace-dev"
  account_id    = "123456789012"
  region        = "eu-west-1"
  is_production = false

  # Tables, bucket and image repository are kept when somebody destroys: `make destroy` then refuses at once.
  deletion_protection   = false
  key_deletion_days     = 7
  table_recovery_days   = 7
  log_retention_days    = 30
  failed_batches_days   = 30
  function_log_level    = "INFO"
  alarm_subscriptions   = {}
  alarm_thresholds      = {}
  owns_account_settings = true

  # build: the image of the sources here; promoted: the one that `make promote` has written to promoted.json.
  image_source = "build"

  # One repository for all environments: what was tried in one is what runs in the next.
  image_repository = {
    account_id = "123456789012"
    create     = true
    # Accounts of the other environments, as soon as they are yours: AWS refuses one that does not exist.
    pull_account_ids = []
  }

  # A stream has about as many shards as the table has partitions; four are there from the start. With
  # reserves_concurrency the functions of the streams keep shards × parallelization_factor for themselves. A new account
  # has ten in all and lets none be reserved.
  stream = {
    shards                 = 4
    parallelization_factor = 1
    reserves_concurrency   = false
  }

  # Executions kept for the function `search`, which gets no more: a search that waits for a write (`after`) takes one for up to
  # 20 seconds, and must not take what the streams run on. How many: docs/cost.md. null: it shares the account's with all
  # others, without bound, as a new account lets none be reserved (above).
  search = {
    reserved_concurrency = null
  }

  # Most request units a second of the table `library`: a ceiling for the bill, not for ordinary days.
  table_limits = {
    max_read_request_units  = 4000
    max_write_request_units = 1000
  }

  # Two nodes: with one, no replica has a place and the cluster is yellow for ever.
  domain = {
    data_nodes        = { instance_type = "t3.small.search", count = 2 }
    dedicated_masters = null
    zone_count        = 2
    volume            = { size_gib = 10 }
  }

  # { subnet_ids = […], security_group_ids = […] }: domain and functions inside; one security group for both, so it must let itself
  # in on 443; the subnets need endpoints for DynamoDB and S3. A domain cannot be moved in or out later. null: outside, behind IAM and TLS.
  vpc = null

  api = {
    authorization  = "api-key"
    api_keys       = ["developers"]
    quota          = null
    throttling     = { rate = 50, burst = 100 }
    allowed_origin = "*"
    waf_rate_limit = null
  }

  # { domain = { aliases = […], certificate_arn = … }, web_acl_arn = … }: certificate and ACL (scope CLOUDFRONT) are in us-east-1; null for
  # either: an address of cloudfront.net, no ACL. null: no page. A browser cannot sign its requests, so a page needs an API without `iam`.
  page = { domain = null, web_acl_arn = null }
}
