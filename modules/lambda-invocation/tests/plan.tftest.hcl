# What the real provider plans, with keys that open nothing.

provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  function_name = "mill-bootstrap"
  input         = jsonencode({ isClusterShared = false })
  triggers      = { image = "sha256:aaaa" }
}

run "invokes_when_it_is_made_and_not_when_it_is_destroyed" {
  command = plan

  assert {
    condition     = aws_lambda_invocation.this.lifecycle_scope == "CREATE_ONLY" && aws_lambda_invocation.this.qualifier == "$LATEST"
    error_message = "CRUD would add Terraform's own member to the event and invoke at the destroy."
  }

  assert {
    condition     = aws_lambda_invocation.this.triggers == tomap({ image = "sha256:aaaa" }) && aws_lambda_invocation.this.input == "{\"isClusterShared\":false}"
    error_message = "Event and triggers must be those that were given."
  }
}

run "takes_a_function_by_its_arn" {
  command = plan

  variables {
    function_name = "arn:aws:lambda:eu-west-1:123456789012:function:mill-bootstrap"
  }

  assert {
    condition     = aws_lambda_invocation.this.function_name == "arn:aws:lambda:eu-west-1:123456789012:function:mill-bootstrap"
    error_message = "The function must be the given one."
  }
}
