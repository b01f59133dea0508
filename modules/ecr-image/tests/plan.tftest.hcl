variables {
  repository_url = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/millrace/indexer"
  image_tag      = "content-0123456789abcdef"
  image_digest   = "sha256:0000000000000000000000000000000000000000000000000000000000000000"
}

run "plans_an_image_that_is_not_built_yet" {
  command = plan

  assert {
    condition     = length(terraform_data.unbuilt) == 1
    error_message = "Expected the plan to say that the image is not built."
  }
}

run "plans_a_built_image_without_a_word" {
  command = plan

  variables {
    image_digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  }

  assert {
    condition     = length(terraform_data.unbuilt) == 0 && terraform_data.this.input.image_uri == "${var.repository_url}@${var.image_digest}"
    error_message = "Expected nothing but the image by its digest."
  }
}
