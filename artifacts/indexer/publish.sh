#!/bin/sh
# The hook of the unit `image`: says which image Terraform deploys, in image.auto.tfvars.json of the folder it is called in.
#   publish.sh apply|plan|… <repository url> <tag> [--account <id>] [--promoted <file>] [--architecture arm64|x86_64]
# Only `apply` builds and pushes, and only when the repository has no image of this tag. README.md, "The image", has the rest.
set -eu

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

directory=$PWD
cd "$(dirname "$0")/../.."

command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 ||
  fail 'Expected Node.js 20.19 or newer and npm to publish the image with, got none on the PATH.' \
    'Install them (https://nodejs.org/en/download).'
node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)' ||
  fail "Expected Node.js 20.19 or newer to publish the image with, got $(node --version)." \
    'Install it (https://nodejs.org/en/download).'

# Whoever types `terragrunt` by hand may never have run `make`.
[ -d node_modules/tsx ] && [ -d node_modules/@aws-sdk/client-ecr ] || local/stack/install.sh packages
export AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED=true
exec node --import tsx deploy/publish-image.ts "$directory" "$@"
