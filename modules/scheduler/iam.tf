data "aws_caller_identity" "this" {}

resource "aws_iam_role" "this" {
  for_each = var.schedules

  # With `-schedule-` in the middle, as a function of the same name may have a role called `<name>-<schedule>`.
  name        = "${var.name}-schedule-${each.key}"
  description = "Schedule ${each.key} of the group ${var.name}"

  # The group and not the schedule: Scheduler tells IAM no more, https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlySchedulesOfThisGroup"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "scheduler.amazonaws.com" }
      Condition = {
        StringEquals = {
          "aws:SourceAccount" = data.aws_caller_identity.this.account_id
          "aws:SourceArn"     = aws_scheduler_schedule_group.this.arn
        }
      }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  for_each = var.schedules

  name = "call"
  role = aws_iam_role.this[each.key].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [{
        Sid      = "CallTheTarget"
        Effect   = "Allow"
        Action   = each.value.role.actions
        Resource = each.value.role.resources
      }],
      # The input is encrypted with the key, and so may be what the call writes to.
      [
        for key in var.kms_key_arn[*] : {
          Sid      = "UseTheKey"
          Effect   = "Allow"
          Action   = ["kms:Decrypt"]
          Resource = [key]
        }
      ],
    )
  })
}
