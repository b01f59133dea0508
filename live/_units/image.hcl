# The image by its content. The same sources have the same tag on every machine and at any time, so nothing is built twice:
# the hook looks the tag up, builds and pushes on apply when it is missing, and hands the digest on in a file that Terraform
# reads before these inputs. `plan` never builds. INDEXER_IMAGE_DIGEST deploys an image that is there already.
locals {
  env  = read_terragrunt_config("${get_terragrunt_dir()}/../env.hcl").locals
  root = abspath("${get_terragrunt_dir()}/../../..")

  # What artifacts/indexer/Dockerfile copies; without the tests, which the image does not hold.
  files = sort(concat(
    tolist(fileset(local.root, "package{,-lock}.json")),
    tolist(fileset(local.root, "artifacts/indexer/{Dockerfile,Dockerfile.dockerignore,package.json,build.mjs,no-profile-files.mjs}")),
    tolist(fileset(local.root, "artifacts/indexer/{src,indexes}/**")),
  ))
  hashes = [
    for file in local.files : "${file} ${filesha256("${local.root}/${file}")}"
    if length(regexall("\\.test\\.ts$", file)) == 0
  ]
  tag = "content-${substr(sha256(join("\n", local.hashes)), 0, 16)}"

  promoted = local.env.image_source == "promoted" ? ["--promoted", abspath("${get_terragrunt_dir()}/../promoted.json")] : []
}

terraform {
  source = "${get_terragrunt_dir()}/../../../modules//ecr-image"

  before_hook "image" {
    commands = ["plan", "apply", "destroy", "refresh", "validate", "import"]
    execute = concat([
      "${local.root}/artifacts/indexer/publish.sh",
      get_terraform_command(),
      dependency.ecr.outputs.repository_url,
      local.tag,
      "--account", local.env.account_id,
    ], local.promoted)
  }
}

dependency "ecr" {
  config_path = "${get_terragrunt_dir()}/../ecr"

  mock_outputs = {
    repository_url = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/millrace/indexer"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

inputs = {
  repository_url = dependency.ecr.outputs.repository_url
  image_tag      = local.tag
  # Refused by the module: nothing is deployed without the hook's word.
  image_digest = ""
}
