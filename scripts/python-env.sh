#!/usr/bin/env bash
# Makes a Python environment of the tests when its list or Python changed; else does nothing. Without an argument the clients,
# .cache/python from test/python/requirements.txt; with `servers` or `hooks` those, as .cache/python-servers from test/python/servers.txt.
# Says what it does on standard error; fails with the reason when there is no fitting Python or no package registry is reached.
set -euo pipefail
cd "$(dirname "$0")/.."
wanted=test/python/requirements.txt
env=.cache/python
if [ -n "${1:-}" ]; then
  wanted=test/python/$1.txt
  env=.cache/python-$1
fi

fail() {
  printf 'python-env: %s\n' "$1" >&2
  exit 1
}

python=$(command -v "${PYTHON:-python3}") || fail 'there is no python3'
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail "needs Python 3.11 or later, this is $("$python" --version)"
"$python" -c 'import ensurepip, venv' 2>/dev/null || fail 'this Python cannot make environments (on Debian: python3-venv)'
stamp=$({ "$python" -c 'import sys; print(sys.version, sys.base_prefix)'; cat "$wanted"; } | sha256sum)

mkdir -p .cache
exec 9>"$env.lock"
flock 9
if [ "$(cat "$env/.stamp" 2>/dev/null)" = "$stamp" ]; then exit 0; fi

printf 'python-env: making %s (%s)\n' "$env" "$("$python" --version)" >&2
rm -rf "$env"
"$python" -m venv "$env" >&2 || fail 'no environment could be made'
# Wheels run no code of theirs when they are installed; of sdnotify there is no wheel.
"$env/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --only-binary :all: --no-binary sdnotify \
  --requirement "$wanted" >&2 || fail 'the packages cannot be installed; the reason stands above'
"$env/bin/python" -m pip check >&2 || fail 'the pinned packages do not fit together'
printf '%s\n' "$stamp" >"$env/.stamp"
