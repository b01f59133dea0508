resource "aws_lambda_invocation" "this" {
  function_name = var.function_name
  input         = var.input
  triggers      = var.triggers

  # Once when it is made and once for each change of the above; a destroy calls nothing, as the function may be gone by then.
  lifecycle_scope = "CREATE_ONLY"
}
