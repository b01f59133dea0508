# The page under one origin with the API. In an environment whose `page` is null this unit is there and makes nothing.
locals {
  env  = read_terragrunt_config("${get_terragrunt_dir()}/../env.hcl").locals
  root = abspath("${get_terragrunt_dir()}/../../..")
}

terraform {
  source = "${get_terragrunt_dir()}/../../../modules//static-site"

  # Which files there are is part of the plan, so they are built for it, too; nothing is, where the sources have not changed.
  before_hook "page" {
    commands = local.env.page == null ? [] : ["plan", "apply", "refresh", "import"]
    execute = [
      "sh", "-c",
      # Whoever types `terragrunt` by hand may have packages of before the last pull, or none.
      "cd '${local.root}' && local/stack/install.sh packages page",
    ]
  }
}

dependency "api-gateway" {
  config_path = "${get_terragrunt_dir()}/../api-gateway"

  mock_outputs = {
    invoke_url = "https://mock.execute-api.eu-west-1.amazonaws.com/mock"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

inputs = {
  create      = local.env.page != null
  name        = local.env.prefix
  bucket_name = "${local.env.prefix}-${local.env.account_id}-page"
  folder      = "${local.root}/web/dist"

  api = {
    invoke_url    = dependency.api-gateway.outputs.invoke_url
    authorization = local.env.api.authorization
  }

  # The same as `make up` serves the page with: web/page-headers.ts.
  content_security_policy = join("; ", [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ])

  domain      = local.env.page == null ? null : local.env.page.domain
  web_acl_arn = local.env.page == null ? null : local.env.page.web_acl_arn
}
