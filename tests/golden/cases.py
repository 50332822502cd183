"""The command lines whose screens are kept, and what has to happen before each."""

from typing import NamedTuple

__all__ = ["CASES", "HELP", "Case"]

APPID = "wx9a1b2c3d4e5f6071"
ADD_DEV = f"profile add dev --appid {APPID} --secret-env WX_SECRET"


class Case(NamedTuple):
    """One command line; ``{}`` in it is what the last line of ``before`` printed.

    Everything in ``before`` must succeed; only what ``sandbox`` prints is kept for ``{}``.
    ``both`` also keeps what a terminal shows; it is left out where only stderr, JSON or a bare value
    is printed, which look the same everywhere. ``sealed`` hides base64, for payloads with a random iv.
    """

    line: str
    before: tuple[str, ...] = ()
    both: bool = False
    sealed: bool = False
    stdin: str = ""


CASES = {
    # session, phone, token
    "session-ok": Case("session {} -p sandbox", ("sandbox code",), both=True),
    "session-ok-json": Case("session {} -p sandbox --json", ("sandbox code",)),
    "session-code-used": Case("session - -p sandbox", ("sandbox code", "session {} -p sandbox"), stdin="{}"),
    "session-code-used-json": Case("session {} -p sandbox --json", ("sandbox code", "session {} -p sandbox")),
    "session-code-invalid": Case("session 083tjT000WK8kM17Dw000FdPPi4tjT0F -p sandbox"),
    "session-phone-code": Case("session {} -p sandbox", ("sandbox phone-code",)),
    "session-phone-code-strict": Case("session {} -p sandbox --strict", ("sandbox phone-code",)),
    "phone-ok": Case("phone {} -p sandbox", ("sandbox phone-code",), both=True),
    "phone-login-code": Case("phone {} -p sandbox", ("sandbox code",)),
    "token-fetched": Case("token -p sandbox", both=True),
    "token-cached": Case("token -p sandbox", ("token -p sandbox",), both=True),
    "token-check-ok": Case("token check -p sandbox", ("token -p sandbox",), both=True),
    "token-check-none": Case("token check -p sandbox"),
    "token-clear": Case("token clear -p sandbox", ("token -p sandbox",), both=True),
    "token-classic-unasked": Case("token --classic -p sandbox"),
    # decrypt
    "decrypt-phone": Case("decrypt phone.json", both=True),
    "decrypt-phone-json": Case("decrypt phone.json --json"),
    "decrypt-user-info": Case("decrypt user-info-signed.json", both=True),
    "decrypt-share": Case("decrypt share.json", both=True),
    "decrypt-we-run": Case("decrypt we-run.json", both=True),
    "decrypt-anonymous": Case("decrypt user-profile-anonymous.json", both=True),
    "decrypt-foreign-watermark": Case("decrypt phone-other-app.json", both=True),
    "decrypt-appid-differs": Case(f"decrypt phone.json --appid {APPID[::-1]}"),
    "decrypt-repaired": Case("decrypt phone-plus-to-space.json", both=True),
    "decrypt-repaired-json": Case("decrypt phone-plus-to-space.json --json"),
    "decrypt-repaired-java-log": Case("decrypt phone-java-log.txt", both=True),
    "decrypt-repaired-percent": Case("decrypt phone-percent-encoded.json"),
    "decrypt-repaired-swapped": Case("decrypt phone-fields-swapped.json"),
    "decrypt-repaired-iv": Case("decrypt phone-wrong-iv.json"),
    "decrypt-wrapped-lines": Case("decrypt phone-wrapped-lines.json"),
    "decrypt-partial": Case("decrypt user-info-cut-at-255.json", both=True),
    "decrypt-failed": Case("decrypt phone-stale-session-key.json", both=True),
    "decrypt-failed-json": Case("decrypt phone-stale-session-key.json --json"),
    "decrypt-code-as-data": Case("decrypt phone-code-as-data.json", both=True),
    # check-encoding
    "check-encoding-intact": Case("check-encoding phone.json", both=True),
    "check-encoding-damaged": Case("check-encoding phone-plus-to-space.json", both=True),
    "check-encoding-at-risk": Case("check-encoding phone-raw-plus-in-url.txt", both=True),
    "check-encoding-github": Case("check-encoding phone-plus-to-space.json phone.json --format github"),
    "check-encoding-json": Case("check-encoding phone-plus-to-space.json --json"),
    # profile
    "profile-list": Case("profile list", (ADD_DEV, "profile use dev"), both=True),
    "profile-show-sandbox": Case("profile show sandbox", both=True),
    "profile-show-incomplete": Case("profile show dev", (ADD_DEV,), both=True),
    "profile-add": Case(ADD_DEV + " --use", both=True),
    "profile-add-again": Case(ADD_DEV, (ADD_DEV,)),
    "profile-use": Case("profile use dev", (ADD_DEV,)),
    "profile-remove": Case("profile remove dev --yes", (ADD_DEV,)),
    "profile-path": Case("profile path dev", (ADD_DEV,)),
    # sandbox
    "sandbox-code": Case("sandbox code"),
    "sandbox-code-json": Case("sandbox code --json"),
    "sandbox-phone-code": Case("sandbox phone-code"),
    "sandbox-payload": Case("sandbox payload --kind phone", sealed=True),
    "sandbox-reset": Case("sandbox reset --yes", both=True),
    "sandbox-reset-unasked": Case("sandbox reset"),
    # what goes wrong before a command begins
    "usage-nothing": Case(""),
    "usage-unknown-command": Case("decrpyt phone.json"),
    "usage-unknown-option": Case("decrypt phone.json --acept-repair"),
    "usage-missing-argument": Case("session"),
    "usage-missing-argument-json": Case("session --json"),
    "usage-no-file": Case("decrypt nothing.json"),
    "usage-no-payload": Case("decrypt -", stdin="Hello"),
    "usage-empty-input": Case("check-encoding -"),
    "config-no-profile": Case("session 083tjT000WK8kM17Dw000FdPPi4tjT0F"),
    "config-unknown-profile": Case("token -p sandbux"),
    "config-secret-not-set": Case("token -p dev --json", (ADD_DEV,)),
    "network-refused": Case("token -p dev", (ADD_DEV + " --api-base http://127.0.0.1:1",)),
    "network-refused-json": Case("token -p dev --json", (ADD_DEV + " --api-base http://127.0.0.1:1",)),
}

HELP = (
    *("", "session", "phone", "token", "token check", "token clear", "decrypt", "check-encoding"),
    *("sandbox", "sandbox code", "sandbox phone-code", "sandbox payload", "sandbox reset", "sandbox serve"),
    *("profile", "profile add", "profile list", "profile show", "profile use", "profile remove"),
    "profile path",
)
