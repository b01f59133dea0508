#!/bin/sh
# Brings what is fetched or built up to date, and does nothing when it is. Arguments, in any number and order:
#   packages        node_modules from the lockfile
#   <profile>       the jars of one profile of local/pom.xml: dynamodb opensearch security velocity compiler
#   launchers       the main classes of our two Java servers
#   oracle          Apache Velocity with the main class that asks it, for the checks
#   bundle          the indexer's bundles
#   page            web/dist
set -eu
cd "$(dirname "$0")/../.."

jars=local/jars
lock=$jars/.lock

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

# fail_with <log> <what failed> <what to do>
fail_with() {
  head -n 12 "$1" >&2
  fail "$2 All that was said: $1" "$3"
}

# Two installs at once would pull the files from under each other.
take_lock() {
  [ -z "${has_lock:-}" ] || return 0
  mkdir -p "$jars"
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

# Content decides, not times: a checkout touches files without changing them.
are_packages_current() { cmp -s package-lock.json node_modules/.installed-lock.json; }

install_packages() {
  are_packages_current && return
  take_lock
  are_packages_current && return
  echo 'Installing the npm packages …' >&2
  npm ci --no-audit --no-fund --loglevel=error >"$jars/.npm.log" 2>&1 ||
    fail_with "$jars/.npm.log" 'The npm packages could not be installed.' \
      'Check the network and the proxy (npm config), then try again.'
  cp package-lock.json node_modules/.installed-lock.json
}

are_jars_current() { cmp -s local/pom.xml "$jars/$1/.pom.xml"; }

fetch_jars() {
  are_jars_current "$1" && return
  take_lock
  are_jars_current "$1" && return
  echo "Fetching the jars of $1 …" >&2
  new=$jars/.new-$1
  rm -rf "$new"
  mkdir -p "$new"
  # What comes as a zip is a plugin of OpenSearch: the jars in it are wanted.
  [ "$1" = security ] && goal=unpack-dependencies || goal=copy-dependencies
  mvn -q -B -f local/pom.xml "-P$1" "dependency:$goal" -DincludeScope=runtime '-Dmdep.unpack.includes=*.jar' \
    "-DoutputDirectory=$PWD/$new" >"$jars/.mvn.log" 2>&1 ||
    fail_with "$jars/.mvn.log" "The jars of $1 could not be fetched." \
      'Check the network and the proxy (~/.m2/settings.xml), then try again.'
  cp local/pom.xml "$new/.pom.xml"
  rm -rf "${jars:?}/$1"
  mv "$new" "$jars/$1"
}

launcher_inputs() { cat local/pom.xml local/stack/java/*.java; }
are_launchers_current() { launcher_inputs | cmp -s - "$jars/classes/.inputs"; }

# With the compiler from Maven, as a Java without its own is enough to run all else.
compile_launchers() {
  are_launchers_current && return
  fetch_jars compiler
  take_lock
  are_launchers_current && return
  echo 'Compiling the launchers of the Java servers …' >&2
  new=$jars/.new-classes
  rm -rf "$new"
  compile_java "$new/dynamodb" dynamodb local/stack/java/DynamodbServer.java local/stack/java/StopWithParent.java
  compile_java "$new/opensearch" opensearch local/stack/java/OpensearchServer.java local/stack/java/StopWithParent.java
  launcher_inputs >"$new/.inputs"
  rm -rf "${jars:?}/classes"
  mv "$new" "$jars/classes"
}

# compile_java <folder of the classes> <profile> <source>...
compile_java() {
  java=java
  [ -z "${JAVA_HOME:-}" ] || java=$JAVA_HOME/bin/java
  classes=$1
  class_path=$(printf '%s:' "$jars/$2"/*.jar)
  shift 2
  "$java" -jar "$jars"/compiler/ecj-*.jar -17 -nowarn -proc:none -d "$classes" -cp "$class_path" "$@" >&2 ||
    fail "$1 could not be compiled; see above."
}

oracle_inputs() { cat local/pom.xml local/oracle/Oracle.java; }

compile_oracle() {
  fetch_jars velocity
  oracle_inputs | cmp -s - "$jars/oracle/.inputs" && return
  fetch_jars compiler
  take_lock
  echo 'Compiling the oracle of the mapping templates …' >&2
  new=$jars/.new-oracle
  rm -rf "$new"
  compile_java "$new" velocity local/oracle/Oracle.java
  oracle_inputs >"$new/.inputs"
  rm -rf "${jars:?}/oracle"
  mv "$new" "$jars/oracle"
}

bundle=artifacts/indexer
is_bundle_current() {
  [ -f $bundle/dist/.built ] && [ -f $bundle/dist/index.mjs ] &&
    [ -z "$(find $bundle/src $bundle/indexes $bundle/package.json $bundle/*.mjs package-lock.json -newer $bundle/dist/.built)" ]
}

build_bundle() {
  is_bundle_current && return
  take_lock
  is_bundle_current && return
  echo 'Building the indexer …' >&2
  # What changes while it is built must count as newer.
  mkdir -p "$jars"
  : >"$jars/.build-began"
  npm run build --silent --workspace $bundle >&2 || fail "The indexer could not be built; see above."
  mv "$jars/.build-began" $bundle/dist/.built
}

page=web
is_page_current() {
  [ -f $page/dist/index.html ] && [ -f "$jars/.page-built" ] &&
    [ -z "$(find $page/src $page/index.html $page/*.ts $page/*.json package-lock.json node_modules/.installed-lock.json \
      ! -name '*.test.ts*' -newer "$jars/.page-built")" ]
}

# The mark stands elsewhere: all that is in web/dist is put on AWS.
build_page() {
  is_page_current && return
  take_lock
  is_page_current && return
  echo 'Building the page …' >&2
  : >"$jars/.page-began"
  # A caller's own, such as Jest's, would put React's development build into the page.
  NODE_ENV=production npm run build --silent --workspace $page >"$jars/.page.log" 2>&1 ||
    fail_with "$jars/.page.log" 'The page could not be built.' 'Mend what it names, then try again.'
  mv "$jars/.page-began" "$jars/.page-built"
}

for target in "$@"; do
  case $target in
    packages) install_packages ;;
    dynamodb | opensearch | security | velocity | compiler) fetch_jars "$target" ;;
    launchers) compile_launchers ;;
    oracle) compile_oracle ;;
    bundle) build_bundle ;;
    page) build_page ;;
    *) fail "Expected packages, dynamodb, opensearch, security, velocity, compiler, launchers, oracle, bundle or page, got \`$target\`." ;;
  esac
done
