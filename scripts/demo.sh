#!/bin/sh
# The main job from end to end on the embedded sandbox: no network, no account. Run it by `make demo`.
set -eu
cd "$(dirname "$0")/.."
export WXAUTH_CONFIG_DIR="$PWD/.demo/config" WXAUTH_STATE_DIR="$PWD/.demo/state" WXAUTH_PROFILE=sandbox
rm -rf .demo
mkdir -p .demo

# bold on a terminal that wants it, plain in a file or a CI log
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then bold=$(printf '\033[1m') plain=$(printf '\033[0m'); else bold='' plain=''; fi
say() { printf '\n%s# %s%s\n' "$bold" "$*" "$plain"; }
show() { printf '$ %s\n' "$*"; }

say "wx.login gives a code; the sandbox stands in for the phone"
show 'code=$(wxauth sandbox code)'
code=$(wxauth sandbox code)

say "the backend exchanges it: code2Session"
show 'wxauth session "$code"'
wxauth session "$code"

say "a code works once: what the second exchange of it says"
show 'wxauth session "$code"'
wxauth session "$code" && { echo "a spent code was accepted"; exit 1; } || test $? -eq 4

say "getUserInfo gives encryptedData and iv; decrypt them"
show 'wxauth sandbox payload --kind user-info > .demo/user.json && wxauth decrypt .demo/user.json'
wxauth sandbox payload --kind user-info > .demo/user.json
wxauth decrypt .demo/user.json

say "today's way to a phone number: a phone code, exchanged with an access_token"
show 'wxauth phone "$(wxauth sandbox phone-code)"'
wxauth phone "$(wxauth sandbox phone-code)"

say "a payload whose + became spaces in a query string: the cause, the proof, the repair"
show "wxauth sandbox payload --kind phone | tr '+' ' ' > .demo/damaged.json && wxauth decrypt .demo/damaged.json"
# one payload in thirty has no + to lose; that one would show nothing
until wxauth sandbox payload --kind phone | tee .demo/payload.json | grep -q '[+]'; do :; done
tr '+' ' ' < .demo/payload.json > .demo/damaged.json
wxauth decrypt .demo/damaged.json && { echo "damage was overlooked"; exit 1; } || test $? -eq 1

say "wx.login ran again and replaced the session_key: no repair exists, and it says so"
show 'wxauth decrypt sample_payloads/phone-stale-session-key.json'
wxauth decrypt sample_payloads/phone-stale-session-key.json && { echo "a wrong key was accepted"; exit 1; } || test $? -eq 1

say "done. Next: wxauth decrypt YOUR-FILE · wxauth check-encoding YOUR-LOG · wxauth profile add"
