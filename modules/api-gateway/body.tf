# The document as API Gateway gets it: placeholders filled, and who may call set on every operation.

locals {
  # With its placeholders as text: what is taken from here is known before anything is created.
  contract = yamldecode(file(var.openapi_file))

  filled = yamldecode(templatefile(var.openapi_file, {
    region            = data.aws_region.current.id
    table_name        = var.table.name
    read_role_arn     = aws_iam_role.this["read"].arn
    write_role_arn    = aws_iam_role.this["write"].arn
    search_invoke_arn = var.search_function.invoke_arn
    allowed_origin    = var.allowed_origin
  }))

  security_schemes = {
    none = {}
    api-key = {
      api-key = { type = "apiKey", in = "header", name = "x-api-key" }
    }
    iam = {
      iam = { type = "apiKey", in = "header", name = "Authorization", x-amazon-apigateway-authtype = "awsSigv4" }
    }
  }

  # API Gateway ignores security at the root, so it stands on each operation. A browser asks for a preflight without any
  # credentials: `options` stays open.
  security = [for name in keys(local.security_schemes[var.authorization]) : { (name) = [] }]

  paths = {
    for path, operations in local.filled.paths : path => {
      for method, operation in operations : method => merge(
        { for member, value in operation : member => value if !startswith(member, "x-") || startswith(member, "x-amazon-") },
        { security = [for requirement in local.security : requirement if method != "options"] },
      )
    }
  }

  gateway_responses = local.filled["x-amazon-apigateway-gateway-responses"]

  # API Gateway says "missing authentication token" for an unsigned call as for an unknown path. Where calls must be signed
  # the first is the likelier and the more important: 403, not 404.
  forbidden_responses = { for name in ["MISSING_AUTHENTICATION_TOKEN"] : name => local.gateway_responses["ACCESS_DENIED"] if var.authorization == "iam" }

  body = merge(
    { for member, value in local.filled : member => value if !contains(["x-shared", "security", "servers", "tags"], member) },
    {
      info       = merge(local.filled.info, { title = var.name })
      paths      = local.paths
      components = merge(local.filled.components, { securitySchemes = local.security_schemes[var.authorization] })

      x-amazon-apigateway-api-key-source    = "HEADER"
      x-amazon-apigateway-gateway-responses = merge(local.gateway_responses, local.forbidden_responses)
    },
  )

  # Routes that a function answers, as `GET/search`, by the ids of their operations.
  function_routes = merge([
    for path, operations in local.contract.paths : {
      for method, operation in operations : operation.operationId => "${upper(method)}${path}"
      if operation["x-amazon-apigateway-integration"].type == "aws_proxy"
    }
  ]...)
}
