#!/bin/sh
# Says at once all that is missing or too old before anything of ours can run: what was found, and how to get it.
set -u

. "${0%/*}/versions.sh"

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

end_when_faulty
