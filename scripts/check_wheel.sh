#!/bin/sh
# Build sdist and wheel, install the wheel alone into a fresh environment, and use it there.
set -eu
cd "$(dirname "$0")/.."

python="$PWD/.venv/bin/python"
samples="$PWD/sample_payloads"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "check_wheel: $1" >&2
    exit 1
}

# quiet as long as it works; the whole output when it does not
quietly() {
    "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; fail "$*"; }
}

quietly "$python" -m build --outdir "$work/dist" .
set -- "$work"/dist/*.whl
[ $# -eq 1 ] && [ -f "$1" ] || fail "the build made no wheel"
wheel=$1

"$python" -m zipfile --list "$wheel" >"$work/files"
for needed in catalog/causes/plus-to-space.toml catalog/errcodes.csv locale/zh/LC_MESSAGES/wxauth.mo; do
    grep -q "wxauth_cli/$needed" "$work/files" || fail "the wheel lacks wxauth_cli/$needed"
done
if grep -Eq '^(tests|benchmarks|scripts)/' "$work/files"; then
    fail "the wheel carries files that belong to the repository only"
fi

quietly "$python" -m venv "$work/venv"
quietly "$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "$wheel"

# away from the checkout, so that nothing is imported from there
cd "$work"
export WXAUTH_CONFIG_DIR="$work/config" WXAUTH_STATE_DIR="$work/state" WXAUTH_LANG=en
wxauth=$work/venv/bin/wxauth
"$work/venv/bin/python" -c 'import pytest' 2>/dev/null && fail "test dependencies were installed too"

quietly "$wxauth" --version
quietly "$wxauth" decrypt "$samples/phone.json" --json
grep -q '"verdict": "ok"' "$work/log" || fail "decrypt did not open sample_payloads/phone.json"
code=$("$wxauth" sandbox code) || fail "sandbox code gave no code"
quietly "$wxauth" session "$code" -p sandbox
"$wxauth" sandbox payload --kind phone >phone.json || fail "sandbox payload gave no payload"
quietly "$wxauth" decrypt phone.json -p sandbox
# a damaged payload exits 1, with a title that comes from the catalogue
status=0
"$wxauth" decrypt "$samples/phone-plus-to-space.json" --json >"$work/log" 2>&1 || status=$?
[ "$status" -eq 1 ] || { cat "$work/log" >&2; fail "a damaged payload gave exit code $status, not 1"; }
quietly "$wxauth" --lang zh --help
quietly "$wxauth" decrypt --lang zh --help
grep -q '示例' "$work/log" || { cat "$work/log" >&2; fail "the Chinese help is not Chinese"; }
