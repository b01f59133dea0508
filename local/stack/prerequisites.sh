#!/bin/sh
# Says at once all that is missing or too old before anything of ours can run: what was found, and how to get it.
set -u

faults=0

# complain <what is needed> <what was found> <Debian and Ubuntu> <Homebrew> <download page>
complain() {
  [ "$faults" -gt 0 ] || echo 'Millrace needs what is not here:' >&2
  faults=$((faults + 1))
  printf '\n  %s; found: %s\n    Debian, Ubuntu  %s\n    macOS           %s\n    or              %s\n' "$@" >&2
}

# is_at_least <version> <major> <minor>
is_at_least() {
  major=${1%%.*}
  rest=${1#*.}
  [ "$rest" != "$1" ] || rest=0
  minor=${rest%%.*}
  [ "$major" -gt "$2" ] || { [ "$major" -eq "$2" ] && [ "${minor:-0}" -ge "$3" ]; }
}

# ask <name> <sed script that prints the version> <command…>: asks in the background, as some take their time.
answers=$(mktemp -d) || exit 1
trap 'rm -rf "$answers"' EXIT
ask() {
  name=$1
  script=$2
  shift 2
  command -v "$1" >/dev/null 2>&1 || return 0
  "$@" </dev/null 2>&1 | sed -n "$script" >"$answers/$name" &
}

# answer <name>: the version, or nothing when the program is missing or broken.
answer() { [ ! -f "$answers/$1" ] || head -n 1 "$answers/$1"; }

java=java
[ -z "${JAVA_HOME:-}" ] || java=$JAVA_HOME/bin/java

ask node 's/^v\([0-9][0-9.]*\).*/\1/p' node --version
ask npm 's/^\([0-9][0-9.]*\).*/\1/p' npm --version
ask java 's/.*version "\([0-9][0-9.]*\).*/\1/p' "$java" -version
ask mvn 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p' mvn --version
wait

node=$(answer node)
if [ -z "$node" ] || ! is_at_least "$node" 20 19; then
  complain 'Node.js 20.19 or newer' "${node:-none}" 'the packages of nodesource.com' 'brew install node' \
    'https://nodejs.org/en/download'
fi

npm=$(answer npm)
if [ -z "$npm" ]; then
  complain 'npm' 'none' 'apt-get install npm' 'brew install node' 'https://nodejs.org/en/download (it comes with Node.js)'
fi

java_version=$(answer java)
if [ -z "$java_version" ] || ! is_at_least "$java_version" 17 0; then
  where=''
  [ -z "${JAVA_HOME:-}" ] || where=" by JAVA_HOME=$JAVA_HOME"
  complain 'Java 17 or newer' "${java_version:-none}$where" 'apt-get install openjdk-17-jdk-headless' \
    'brew install openjdk@17' 'https://adoptium.net'
fi

mvn=$(answer mvn)
if [ -z "$mvn" ] || ! is_at_least "$mvn" 3 8; then
  complain 'Maven 3.8 or newer' "${mvn:-none}" 'apt-get install maven' 'brew install maven' \
    'https://maven.apache.org/download.cgi'
fi

if [ "$faults" -gt 0 ]; then
  printf '\nInstall that, then try again.\n' >&2
  exit 1
fi
