#!/usr/bin/env bash
# Fetches the BFG Repo-Cleaner of the tests into .cache/bfg.jar, in the version that is pinned here, when it is not there; else does nothing.
# Fails with the reason when there is no Java, no Maven, or no repository of packages is reached. Maven knows where they are.
set -euo pipefail
cd "$(dirname "$0")/.."
version=1.14.0
sum=1a75e9390541f4b55d9c01256b361b815c1e0a263e2fb3d072b55c2911ead0b7
jar=.cache/bfg.jar

fail() {
  printf 'bfg: %s\n' "$1" >&2
  exit 1
}

command -v java >/dev/null || fail 'there is no java (on Debian: default-jre-headless)'
mkdir -p .cache
exec 9>"$jar.lock"
flock 9
if [ -f "$jar" ] && printf '%s  %s\n' "$sum" "$jar" | sha256sum --check --status; then exit 0; fi

command -v mvn >/dev/null || fail 'there is no mvn (on Debian: maven)'
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
printf 'bfg: fetching %s\n' "$version" >&2
mvn --batch-mode --quiet org.apache.maven.plugins:maven-dependency-plugin:3.6.0:copy \
  -Dartifact="com.madgag:bfg:$version" -DoutputDirectory="$folder" >&2 || fail 'it cannot be fetched; the reason stands above'
printf '%s  %s\n' "$sum" "$folder/bfg-$version.jar" | sha256sum --check --status || fail 'what was fetched is not what is pinned'
mv "$folder/bfg-$version.jar" "$jar"
