#!/bin/sh
# Brings the tools of `make check-infra` up to date, and does nothing when they are. Arguments, in any number and order:
#   terragrunt      terragrunt-0.55 (`run-all`) and terragrunt-1.1 (`run --all`), built from the pinned tool modules
#   tflint          built likewise
#   moto, checkov   a Python venv each, from its requirements.txt
#   mirror          the CLI configuration by which Terraform gets its provider (find-provider.ts)
#   image           buildah, Node.js 22 and AWS's runtime client, for the tests of the image
#   all             all of them
# They go to .tools, or to MILLRACE_TOOLS_DIR, which CI may cache. A binary that was put into its `bin` is kept when it
# reports the pinned version.
set -eu
cd "$(dirname "$0")/../../.."

pins=test/infra/tools
tools=${MILLRACE_TOOLS_DIR:-.tools}
mkdir -p "$tools/bin"
tools=$(cd "$tools" && pwd)
lock=$tools/.lock

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

# fail_with <log> <what failed> <what to do>
fail_with() {
  tail -n 12 "$1" >&2
  fail "$2 All that was said: $1" "$3"
}

# Two installs at once would pull the files from under each other.
take_lock() {
  [ -z "${has_lock:-}" ] || return 0
  until mkdir "$lock" 2>/dev/null; do
    owner=$(cat "$lock/pid" 2>/dev/null || true)
    waited=$((${waited:-0} + 1))
    # Whoever takes the lock writes its id at once; a lock that stays without one has lost its owner.
    if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null || [ -z "$owner" ] && [ "$waited" -gt 5 ]; then
      rm -rf "$lock"
      continue
    fi
    [ -n "${has_told:-}" ] || echo "Waiting for another install (process ${owner:-unknown}) …" >&2
    has_told=yes
    sleep 1
  done
  echo $$ >"$lock/pid"
  has_lock=yes
  trap 'rm -rf "$lock"' EXIT
  trap 'exit 130' INT TERM HUP
}

# Content decides. A binary without a stamp was put there by hand, and its version decides.
is_binary_current() {
  stamp=$tools/bin/.$1.pins
  "$tools/bin/$1" --version 2>/dev/null | grep -qxF "$2" || return 1
  [ -f "$stamp" ] || return 0
  cat "$pins/$1/go.mod" "$pins/$1/go.sum" | cmp -s - "$stamp"
}

# build <name> <package> <what --version says> <linker flags>
build() {
  is_binary_current "$1" "$3" && return
  take_lock
  is_binary_current "$1" "$3" && return
  echo "Building $1 (some minutes the first time) …" >&2
  new=$tools/bin/.new-$1
  # -mod=readonly: go.mod and go.sum are the pins. The caller's workspace and flags must not change what is built.
  (cd "$pins/$1" && GOFLAGS=-buildvcs=false GOWORK=off go build -mod=readonly -ldflags "$4" -o "$new" "$2") \
    >"$tools/.$1.log" 2>&1 ||
    fail_with "$tools/.$1.log" "$1 could not be built." 'Check the network and the proxy (go env GOPROXY), then try again.'
  "$new" --version 2>/dev/null | grep -qxF "$3" ||
    fail "Expected $1 to report \`$3\`, got \`$("$new" --version 2>&1 | head -n 1)\`. Compare install.sh with $pins/$1/go.mod."
  cat "$pins/$1/go.mod" "$pins/$1/go.sum" >"$tools/bin/.$1.pins"
  mv -f "$new" "$tools/bin/$1"
}

# Without its version linked in, Terragrunt calls itself "latest" and refuses every version constraint.
build_terragrunt() {
  build terragrunt-0.55 github.com/gruntwork-io/terragrunt 'terragrunt version v0.55.0' \
    '-X github.com/gruntwork-io/go-commons/version.Version=v0.55.0'
  build terragrunt-1.1 github.com/gruntwork-io/terragrunt 'terragrunt version v1.1.0' \
    '-X github.com/gruntwork-io/terragrunt/internal/version.Version=v1.1.0'
}

build_tflint() { build tflint github.com/terraform-linters/tflint 'TFLint version 0.64.0' ''; }

# A venv knows its own place and its Python, so a copy of one, or one whose Python has gone, is made anew.
venv_inputs() {
  cat "$pins/$1/requirements.txt"
  echo "$tools/$1"
}
is_venv_current() { venv_inputs "$1" | cmp -s - "$tools/$1/.inputs" && "$tools/$1/bin/python" --version >/dev/null 2>&1; }

# No folder is moved into place, as a venv cannot be; the last file written says that it is whole.
make_venv() {
  is_venv_current "$1" && return
  take_lock
  is_venv_current "$1" && return
  echo "Installing $1 …" >&2
  rm -rf "${tools:?}/$1"
  log=$tools/.$1.log
  {
    python3 -m venv "$tools/$1" &&
      "$tools/$1/bin/python" -m pip install --disable-pip-version-check --no-input --no-deps -r "$pins/$1/requirements.txt"
  } >"$log" 2>&1 ||
    fail_with "$log" "$1 could not be installed." 'Check the network and the proxy (pip config list), then try again.'
  venv_inputs "$1" >"$tools/$1/.inputs"
}

choose_provider() { node --import tsx "$pins/choose-provider.ts" "$tools/terraform.tfrc" || exit 1; }

install_image_tools() {
  take_lock
  test/infra/image/install.sh "$tools/image" || exit 1
}

[ "$*" != all ] || set -- terragrunt tflint moto checkov mirror image
for target in "$@"; do
  case $target in
    terragrunt) build_terragrunt ;;
    tflint) build_tflint ;;
    moto | checkov) make_venv "$target" ;;
    mirror) choose_provider ;;
    image) install_image_tools ;;
    *) fail "Expected terragrunt, tflint, moto, checkov, mirror, image or all, got \`$target\`." ;;
  esac
done
