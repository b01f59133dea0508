# Outputs, wiring and every refusal, without AWS.

mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }

  mock_resource "aws_scheduler_schedule_group" {
    defaults = { arn = "arn:aws:scheduler:eu-west-1:123456789012:schedule-group/mill" }
  }

  mock_resource "aws_scheduler_schedule" {
    defaults = { arn = "arn:aws:scheduler:eu-west-1:123456789012:schedule/mill/heartbeat" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/mill-schedule-heartbeat" }
  }
}

variables {
  name = "mill"

  schedules = {
    heartbeat = {
      expression = "rate(1 minute)"
      target_arn = "arn:aws:scheduler:::aws-sdk:dynamodb:updateItem"
      input      = "{\"TableName\":\"mill-library\"}"
      role       = { actions = ["dynamodb:UpdateItem"], resources = ["arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library"] }
    }
  }
}

run "hands_on_group_schedules_and_roles" {
  assert {
    condition = (
      output.group_name == "mill"
      && output.schedule_arns == { heartbeat = "arn:aws:scheduler:eu-west-1:123456789012:schedule/mill/heartbeat" }
      && output.role_arns == { heartbeat = "arn:aws:iam::123456789012:role/mill-schedule-heartbeat" }
    )
    error_message = "The outputs must be those of the group, the schedules and their roles."
  }

  assert {
    condition     = aws_scheduler_schedule.this["heartbeat"].target[0].role_arn == output.role_arns["heartbeat"]
    error_message = "Each schedule must call under its own role."
  }
}

run "gives_each_schedule_a_role_of_its_own" {
  variables {
    schedules = {
      heartbeat = {
        expression = "rate(1 minute)"
        target_arn = "arn:aws:scheduler:::aws-sdk:dynamodb:updateItem"
        input      = "{}"
        role       = { actions = ["dynamodb:UpdateItem"], resources = ["arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library"] }
      }
      measure = {
        expression = "rate(1 minute)"
        target_arn = "arn:aws:lambda:eu-west-1:123456789012:function:mill-measure"
        input      = "{}"
        role       = { actions = ["lambda:InvokeFunction"], resources = ["arn:aws:lambda:eu-west-1:123456789012:function:mill-measure"] }
      }
    }
  }

  assert {
    condition     = toset([for role in aws_iam_role.this : role.name]) == toset(["mill-schedule-heartbeat", "mill-schedule-measure"])
    error_message = "The role of a schedule must not be called like that of a function, and no two may share one."
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.this["measure"].policy).Statement[0].Action == ["lambda:InvokeFunction"] && jsondecode(aws_iam_role_policy.this["heartbeat"].policy).Statement[0].Action == ["dynamodb:UpdateItem"]
    error_message = "No role may do what only another one needs."
  }
}

run "refuses_a_name_too_long_for_its_roles" {
  command = plan

  variables {
    name = "a-name-of-more-than-thirty-one-letters"
  }

  expect_failures = [var.name]
}

run "refuses_to_schedule_nothing" {
  command = plan

  variables {
    schedules = {}
  }

  expect_failures = [var.schedules]
}

run "refuses_a_name_with_a_space" {
  command = plan

  variables {
    schedules = {
      "heart beat" = {
        expression = "rate(1 minute)"
        target_arn = "arn:aws:scheduler:::aws-sdk:dynamodb:updateItem"
        input      = "{}"
        role       = { actions = ["dynamodb:UpdateItem"], resources = ["arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library"] }
      }
    }
  }

  expect_failures = [var.schedules]
}

run "refuses_a_rate_in_seconds" {
  command = plan

  variables {
    schedules = {
      heartbeat = {
        expression = "rate(30 seconds)"
        target_arn = "arn:aws:scheduler:::aws-sdk:dynamodb:updateItem"
        input      = "{}"
        role       = { actions = ["dynamodb:UpdateItem"], resources = ["arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library"] }
      }
    }
  }

  expect_failures = [var.schedules]
}

run "refuses_a_target_that_is_neither_a_function_nor_a_call" {
  command = plan

  variables {
    schedules = {
      heartbeat = {
        expression = "rate(1 minute)"
        target_arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library"
        input      = "{}"
        role       = { actions = ["dynamodb:UpdateItem"], resources = ["arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library"] }
      }
    }
  }

  expect_failures = [var.schedules]
}

run "refuses_an_input_that_is_not_json" {
  command = plan

  variables {
    schedules = {
      heartbeat = {
        expression = "rate(1 minute)"
        target_arn = "arn:aws:scheduler:::aws-sdk:dynamodb:updateItem"
        input      = "TableName: mill-library"
        role       = { actions = ["dynamodb:UpdateItem"], resources = ["arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library"] }
      }
    }
  }

  expect_failures = [var.schedules]
}

run "refuses_to_try_for_longer_than_a_day" {
  command = plan

  variables {
    schedules = {
      heartbeat = {
        expression                = "rate(1 minute)"
        target_arn                = "arn:aws:scheduler:::aws-sdk:dynamodb:updateItem"
        input                     = "{}"
        maximum_event_age_seconds = 86401
        role                      = { actions = ["dynamodb:UpdateItem"], resources = ["arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library"] }
      }
    }
  }

  expect_failures = [var.schedules]
}

run "refuses_more_attempts_than_scheduler_makes" {
  command = plan

  variables {
    schedules = {
      heartbeat = {
        expression             = "rate(1 minute)"
        target_arn             = "arn:aws:scheduler:::aws-sdk:dynamodb:updateItem"
        input                  = "{}"
        maximum_retry_attempts = 186
        role                   = { actions = ["dynamodb:UpdateItem"], resources = ["arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library"] }
      }
    }
  }

  expect_failures = [var.schedules]
}

run "refuses_a_role_that_may_do_nothing" {
  command = plan

  variables {
    schedules = {
      heartbeat = {
        expression = "rate(1 minute)"
        target_arn = "arn:aws:scheduler:::aws-sdk:dynamodb:updateItem"
        input      = "{}"
        role       = { actions = [], resources = ["arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library"] }
      }
    }
  }

  expect_failures = [var.schedules]
}

run "refuses_a_role_that_may_do_everything" {
  command = plan

  variables {
    schedules = {
      heartbeat = {
        expression = "rate(1 minute)"
        target_arn = "arn:aws:scheduler:::aws-sdk:dynamodb:updateItem"
        input      = "{}"
        role       = { actions = ["dynamodb:*"], resources = ["arn:aws:dynamodb:eu-west-1:123456789012:table/mill-library"] }
      }
    }
  }

  expect_failures = [var.schedules]
}

run "refuses_a_role_on_everything" {
  command = plan

  variables {
    schedules = {
      heartbeat = {
        expression = "rate(1 minute)"
        target_arn = "arn:aws:scheduler:::aws-sdk:dynamodb:updateItem"
        input      = "{}"
        role       = { actions = ["dynamodb:UpdateItem"], resources = ["*"] }
      }
    }
  }

  expect_failures = [var.schedules]
}

run "refuses_the_alias_of_a_key" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:alias/mill"
  }

  expect_failures = [var.kms_key_arn]
}
