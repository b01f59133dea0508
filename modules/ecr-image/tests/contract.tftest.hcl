# Nothing of AWS here, so nothing to mock; plan.tftest.hcl holds what a plan alone may do.

variables {
  repository_url = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/millrace/indexer"
  image_tag      = "content-0123456789abcdef"
  image_digest   = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
}

run "refuses_to_apply_an_image_that_is_not_built" {
  command = apply

  variables {
    image_digest = "sha256:0000000000000000000000000000000000000000000000000000000000000000"
  }

  expect_failures = [terraform_data.this]
}

run "applies_as_soon_as_the_image_is_built" {
  command = apply

  assert {
    condition     = output.image_uri == "123456789012.dkr.ecr.eu-west-1.amazonaws.com/millrace/indexer@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    error_message = "Expected the image by its digest."
  }

  assert {
    condition     = output.image_digest == "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" && output.image_tag == "content-0123456789abcdef"
    error_message = "Expected digest and tag to be handed on."
  }
}

run "keeps_what_runs_when_the_next_image_is_not_built" {
  command = apply

  variables {
    image_tag    = "content-fedcba9876543210"
    image_digest = "sha256:0000000000000000000000000000000000000000000000000000000000000000"
  }

  expect_failures = [terraform_data.this]
}

run "still_has_the_former_image" {
  command = plan

  assert {
    condition     = terraform_data.this.output.image_tag == "content-0123456789abcdef"
    error_message = "Expected the failed apply to have changed nothing."
  }
}

run "accepts_a_tag_of_another_kind_and_another_domain_of_aws" {
  command = plan

  variables {
    repository_url = "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/indexer"
    image_tag      = "v1.2.3"
  }
}

run "refuses_a_repository_that_is_not_of_ecr" {
  command = plan

  variables {
    repository_url = "docker.io/library/node"
  }

  expect_failures = [var.repository_url]
}

run "refuses_a_repository_with_a_tag" {
  command = plan

  variables {
    repository_url = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/millrace/indexer:content-1"
  }

  expect_failures = [var.repository_url]
}

run "refuses_a_tag_with_other_characters" {
  command = plan

  variables {
    image_tag = "content 1"
  }

  expect_failures = [var.image_tag]
}

run "refuses_the_tag_latest" {
  command = plan

  variables {
    image_tag = "latest"
  }

  expect_failures = [var.image_tag]
}

run "refuses_a_short_digest" {
  command = plan

  variables {
    image_digest = "sha256:0123"
  }

  expect_failures = [var.image_digest]
}

run "refuses_a_digest_of_another_kind" {
  command = plan

  variables {
    image_digest = "sha512:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  }

  expect_failures = [var.image_digest]
}
