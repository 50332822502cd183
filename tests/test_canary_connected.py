"""No secret gets out by way of a profile, a server, or a whole login over a socket."""

import json
import socket
import time
from pathlib import Path

import pytest

from tests.canary import (
    ACCESS_TOKEN,
    APPID,
    APPSECRET,
    FORMATS,
    SESSION_KEY,
    leaks_in,
    leaks_in_files,
    logged,
    searched,
)
from tests.conftest import Ran, Run
from tests.loopback import http_reply, loopback
from tests.sandbox_server import ServedSandbox, served_sandbox
from wxauth_cli.core.shapes import SANDBOX_SECRET

__all__ = ["logged", "served_sandbox"]  # fixtures


PROFILES = {
    "broken TOML": f'appid = "{APPID}"\nsecret = "{APPSECRET}',
    "secret without quotes": f'appid = "{APPID}"\nsecret = {APPSECRET}',
    "secret of a wrong type": f'appid = "{APPID}"\nsecret = ["{APPSECRET}"]',
    "unknown name": f'appid = "{APPID}"\n{APPSECRET} = 1\nsecert = "{APPSECRET}"',
    "swapped": f'appid = "{APPSECRET}"\nsecret = "{APPID}"',
    "password in the address": f'appid = "{APPID}"\nsecret = "x"\napi_base = "http://me:{APPSECRET}@127.0.0.1:1"',
    "secret in the address": f'appid = "{APPID}"\nsecret = "x"\napi_base = "http://127.0.0.1:1/?secret={APPSECRET}"',
    "password of the proxy": f'appid = "{APPID}"\nsecret = "x"\nproxy = "http://me:{APPSECRET}@127.0.0.1:1"',
    "command that fails": f'appid = "{APPID}"\nsecret_command = ["sh", "-c", "echo {APPSECRET} >&2; exit 3"]',
    "command that prints two": f'appid = "{APPID}"\nsecret_command = ["echo", "{APPSECRET} {SESSION_KEY}"]',
    "missing command": f'appid = "{APPID}"\nsecret_command = ["{APPSECRET}"]',
    "missing variable": f'appid = "{APPID}"\nsecret_env = "{APPSECRET}"',
    "no answer": f'appid = "{APPID}"\nsecret = "{APPSECRET}"\napi_base = "http://127.0.0.1:1"',
}


def _profile(folder: Path, content: str, mode: int = 0o600) -> None:
    path = folder / "config" / "profiles" / "dev.toml"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_text(content)
    path.chmod(mode)


@pytest.mark.parametrize("mode", [0o600, 0o644], ids=["private", "readable by all"])
@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_that_cannot_be_used_keeps_its_secret(
    name: str, mode: int, run: Run, tmp_path: Path
) -> None:
    """Broken, unsafe, mixed up, or with a command that complains about its own secret."""
    _profile(tmp_path, PROFILES[name], mode)

    for line in (
        ("session", "0" * 32, "-p", "dev"),
        ("token", "-p", "dev"),
        ("profile", "show", "dev"),
        ("profile", "list"),
        ("decrypt", "-", "-p", "dev"),
    ):
        for form in FORMATS:
            ran = run(*line, *form, stdin=b'{"encryptedData": "QUJD", "iv": "AA"}')
            searched(ran, [name, *line, *form])
    assert leaks_in_files(tmp_path) == []


def _said_by(kind: str, request: bytes) -> bytes:
    """Return the reply of a lying server, which repeats everything that it was sent."""
    echo = request.decode("latin-1")
    line = echo.partition("\r\n")[0]
    told = f"{line} {APPSECRET} {SESSION_KEY} {ACCESS_TOKEN}"
    token = json.dumps({"access_token": ACCESS_TOKEN, "expires_in": 7200})
    refusal = {"errcode": 40125, "errmsg": f"{told}, rid: {APPSECRET}"}
    replies = {
        "HTML": http_reply(f"<html><title>{told}</title>{echo}</html>", content_type="text/html"),
        "errmsg": http_reply(json.dumps(refusal)),
        "errcode": http_reply(json.dumps({"errcode": told, "errmsg": told})),
        "strange types": http_reply(json.dumps({"session_key": [told], "openid": {told: told}})),
        "names": http_reply(json.dumps({told: 1, APPSECRET: SESSION_KEY})),
        "cut JSON": http_reply('{"errmsg": "' + told.replace('"', "")),
        "redirect": http_reply(told, "302 Found", location=f"http://127.0.0.1:1/?x={told.replace(' ', '_')}"),
        "redirect host": http_reply("", "302 Found", location=f"http://me:{APPSECRET}@{APPSECRET}.example/"),
        "header": http_reply(told, content_type=f"text/{APPSECRET}", x_secret=told),
        "reason": http_reply(told, f"500 {told}"),
        "no HTTP": f"{told}\r\n\r\n".encode(),
        "bad header": f"HTTP/1.1 200 OK\r\n{told}\r\n\r\n".encode(),
        "closed": b"",
        "token, then a complaint": http_reply(token if b"token" in line.encode() else json.dumps(refusal)),
    }
    return replies[kind]


KINDS = (
    *("HTML", "errmsg", "errcode", "strange types", "names", "cut JSON", "redirect", "redirect host"),
    *("header", "reason", "no HTTP", "bad header", "closed", "token, then a complaint"),
)


@pytest.mark.parametrize("kind", KINDS)
def test_a_server_that_repeats_secrets_does_not_make_wxauth_repeat_them(
    kind: str, run: Run, tmp_path: Path
) -> None:
    """WeChat's own errmsg echoes what it was sent; proxies and portals echo all of it."""
    with loopback(lambda request, stream: stream.sendall(_said_by(kind, request))) as server:
        _profile(tmp_path, f'appid = "{APPID}"\nsecret = "{APPSECRET}"\napi_base = "{server.url}"')
        for line in (
            ("session", "0" * 32),
            ("phone", "a" * 64),
            ("token",),
            ("token", "check"),
            ("token", "check", ACCESS_TOKEN),
            ("token", "--force-refresh", "--yes"),
        ):
            for form in FORMATS:
                ran = run(*line, "-p", "dev", *form)
                searched(ran, [kind, *line, *form])
    assert leaks_in_files(tmp_path) == []


def test_no_tls_no_answer_and_no_end_tell_nothing_either(run: Run, tmp_path: Path) -> None:
    """A certificate nobody signed, a plain server behind https, and one that never answers."""
    with loopback(lambda request, stream: None) as plain, socket.create_server(("127.0.0.1", 0)) as mute:
        for base in (plain.url.replace("http:", "https:"), f"http://127.0.0.1:{mute.getsockname()[1]}"):
            settings = f'secret = "{APPSECRET}"\napi_base = "{base}"\ntimeout = 0.2'
            _profile(tmp_path, f'appid = "{APPID}"\n{settings}')
            for form in FORMATS:
                searched(run("session", "0" * 32, "-p", "dev", *form), [base, *form])
    assert leaks_in_files(tmp_path) == []


def test_a_whole_login_over_a_socket_shows_its_secrets_to_nobody(
    served_sandbox: ServedSandbox, tmp_path: Path, run: Run
) -> None:
    """The real secrets of a served sandbox: asked for once by --show-secrets, then never seen again."""
    over_socket = {
        "WXAUTH_API_BASE": served_sandbox.url
    }  # the commands run in this process, the server does not

    def ask(*line: str, stdin: str = "") -> Ran:
        return run(*line, variables=over_socket, stdin=stdin.encode(), clock=time.time)

    key = ask("session", ask("sandbox", "code").stdout.strip(), "-p", "sandbox", "--json", "--show-secrets")
    token = ask("token", "-p", "sandbox", "--json", "--show-secrets")
    payload = ask("sandbox", "payload", "--kind", "phone").stdout
    phone = ask("decrypt", "-", "--json", stdin=payload).json["result"]["plaintext"]
    secrets = [key.json["result"]["session_key"], token.json["result"]["access_token"]]

    for form in FORMATS:
        for ran in (
            ask("token", "-p", "sandbox", *form),
            ask("token", "check", "-p", "sandbox", *form),
            ask("phone", ask("sandbox", "phone-code").stdout.strip(), "-p", "sandbox", *form),
            ask("phone", "a" * 64, "-p", "sandbox", *form),
            ask("session", "0" * 32, "-p", "sandbox", *form),
            ask("profile", "show", "sandbox", *form),
            ask("decrypt", "-", "-p", "sandbox", *form, stdin=payload),
            ask("check-encoding", "-", *form, stdin=payload),
        ):
            assert leaks_in(ran.stdout + ran.stderr, secrets) == []
            assert SANDBOX_SECRET not in ran.stdout + ran.stderr
            assert phone["purePhoneNumber"] not in ran.stderr
    assert leaks_in_files(tmp_path, secrets) == []
