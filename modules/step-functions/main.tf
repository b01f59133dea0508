data "aws_caller_identity" "this" {}
data "aws_partition" "this" {}
data "aws_region" "this" {}

locals {
  # Known by name before it is made: the role has to be there first.
  states            = "arn:${data.aws_partition.this.partition}:states:${data.aws_region.this.id}:${data.aws_caller_identity.this.account_id}"
  state_machine_arn = "${local.states}:stateMachine:${var.name}"
}

# Under this prefix AWS needs no resource policy for each group, of which an account may have ten.
resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/vendedlogs/states/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

resource "aws_sfn_state_machine" "this" {
  #checkov:skip=CKV_AWS_285:Events are logged; only input and output of states are not, as a log group is read by more people than the table

  name     = var.name
  type     = "STANDARD"
  role_arn = aws_iam_role.this.arn

  definition = var.definition

  encryption_configuration {
    type                              = "CUSTOMER_MANAGED_KMS_KEY"
    kms_key_id                        = var.kms_key_arn
    kms_data_key_reuse_period_seconds = 300
  }

  logging_configuration {
    level                  = var.log_level
    include_execution_data = false
    log_destination        = "${aws_cloudwatch_log_group.this.arn}:*"
  }

  tracing_configuration {
    enabled = true
  }

  # Step Functions tries log group and key when the machine is made.
  depends_on = [aws_iam_role_policy.this]
}
