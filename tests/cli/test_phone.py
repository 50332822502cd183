"""wxauth phone, from the command line to the printed answer."""

import json
import socket

from tests.cli.test_session import APPID, LOGIN_CODE, PHONE_CODE, SECRET, server_at
from tests.conftest import Run
from tests.loopback import http_reply, loopback

TOKEN = "75_" + "aTokenOfNobody" * 9
OTHER_TOKEN = "75_" + "anotherOfNobody" * 9
INFO = {
    "phoneNumber": "13800138000",
    "purePhoneNumber": "13800138000",
    "countryCode": 86,
    "watermark": {"timestamp": 1700000000, "appid": APPID},
}
REFUSED = {"errcode": 40001, "errmsg": "invalid credential, access_token is invalid or not latest rid: x"}


class WeChat:
    """Answer stable_token with each of ``tokens`` in turn, and the phone call when ``good`` is used."""

    def __init__(self, *tokens: str, good: str, info: dict[str, object] = INFO) -> None:
        self._tokens = iter(tokens)
        self._good = good
        self._info = info

    def __call__(self, request: bytes, stream: socket.socket) -> None:
        """Send one reply."""
        if b"/cgi-bin/stable_token" in request:
            reply: object = {"access_token": next(self._tokens), "expires_in": 7200}
        elif f"access_token={self._good} ".encode() in request:
            reply = {"errcode": 0, "errmsg": "ok", "phone_info": self._info}
        else:
            reply = REFUSED
        stream.sendall(http_reply(json.dumps(reply)))


def asked(requests: list[bytes]) -> list[str]:
    """Return the last part of each path."""
    return [request.split()[1].partition(b"?")[0].decode().rpartition("/")[2] for request in requests]


def test_phone_in_json(run: Run) -> None:
    """The whole document; countryCode is text even when WeChat sends a number."""
    with loopback(WeChat(TOKEN, good=TOKEN)) as server:
        ran = run("phone", PHONE_CODE, "--json", variables=server_at(server.url))

    assert ran.json == {
        "schema": 1,
        "command": "phone",
        "ok": True,
        "exit_code": 0,
        "result": {
            "phoneNumber": "13800138000",
            "purePhoneNumber": "13800138000",
            "countryCode": "86",
            "watermark": {"timestamp": 1700000000, "appid": APPID},
        },
        "findings": [],
        "error": None,
    }
    assert asked(server.requests) == ["stable_token", "getuserphonenumber"]


def test_phone_in_text(run: Run) -> None:
    """Number, watermark and time, aligned."""
    with loopback(WeChat(TOKEN, good=TOKEN)) as server:
        ran = run("phone", PHONE_CODE, variables=server_at(server.url))

    lines = ran.stdout.splitlines()
    assert lines[:4] == [
        "✓ getuserphonenumber accepted the code",
        "    phoneNumber          13800138000",
        "    purePhoneNumber      13800138000",
        "    countryCode          86",
    ]
    assert lines[4].startswith("    watermark.timestamp  ")
    assert lines[4].endswith("   2023-11-14 22:13:20 UTC")
    assert ran.exit_code == 0


def test_refused_cached_token_is_replaced_once(run: Run) -> None:
    """The cached token died: it is dropped, another fetched, and the code sent with that one."""
    with loopback(WeChat(TOKEN, OTHER_TOKEN, good=OTHER_TOKEN)) as server:
        settings = server_at(server.url)
        run("token", variables=settings)
        ran = run("phone", PHONE_CODE, variables=settings)

    assert ran.exit_code == 0
    assert asked(server.requests) == [
        "stable_token",
        "getuserphonenumber",
        "stable_token",
        "getuserphonenumber",
    ]


def test_given_token_is_used_and_never_replaced(run: Run) -> None:
    """A token handed in belongs to the user: 40001 is the answer, and nothing is fetched."""
    with loopback(WeChat(good=OTHER_TOKEN)) as server:
        ran = run(
            "phone",
            PHONE_CODE,
            "--token",
            "-",
            "--json",
            stdin=TOKEN.encode(),
            variables=server_at(server.url),
        )

    assert (ran.exit_code, ran.json["error"]["code"]) == (4, 40001)
    assert asked(server.requests) == ["getuserphonenumber"]


def test_given_token_needs_no_secret(run: Run) -> None:
    """With a token of the user's neither AppID nor AppSecret is needed."""
    settings = {"WXAUTH_APPID": APPID}
    with loopback(WeChat(good=TOKEN)) as server:
        ran = run(
            "phone",
            PHONE_CODE,
            "--token",
            "-",
            stdin=TOKEN.encode(),
            variables={**settings, "WXAUTH_API_BASE": server.url},
        )

    assert ran.exit_code == 0


def test_token_on_the_command_line_is_refused_and_not_repeated(run: Run) -> None:
    """Command lines are seen by every user of a machine and kept in histories."""
    ran = run("phone", PHONE_CODE, "--token", TOKEN, "--json", variables=server_at("http://127.0.0.1:9"))

    assert (ran.exit_code, ran.json["error"]["type"]) == (2, "usage")
    assert TOKEN not in ran.stdout + ran.stderr


def test_code_and_token_cannot_share_stdin(run: Run) -> None:
    """Only one of them can be -."""
    assert run("phone", "-", "--token", "-", stdin=b"x").exit_code == 2


def test_login_code_is_named(run: Run) -> None:
    """The other mix-up: a login code handed to phone."""
    ran = run("phone", LOGIN_CODE, "--strict", variables=server_at("http://127.0.0.1:9"))

    assert ran.exit_code == 2
    assert ran.stderr.startswith("✗ This looks like a wx.login code ")


def test_number_of_another_app_is_a_finding(run: Run) -> None:
    """The watermark names another AppID than the profile: exit code 1, the number still shown."""
    info = {**INFO, "watermark": {"timestamp": 1700000000, "appid": "wx0000000000000000"}}

    with loopback(WeChat(TOKEN, good=TOKEN, info=info)) as server:
        ran = run("phone", PHONE_CODE, "--json", variables=server_at(server.url))

    assert (ran.exit_code, ran.json["result"]["phoneNumber"]) == (1, "13800138000")
    assert [finding["id"] for finding in ran.json["findings"]] == ["watermark-mismatch"]


def test_control_characters_of_a_watermark_stay_off_the_terminal(run: Run) -> None:
    """A lying server can put anything into names and values."""
    info = {**INFO, "watermark": {"appid": APPID, "\x1b[2J": "\x07", "timestamp": 10**30}}

    with loopback(WeChat(TOKEN, good=TOKEN, info=info)) as server:
        ran = run("phone", PHONE_CODE, variables=server_at(server.url))

    assert ran.exit_code == 0
    assert ran.stdout.replace("\n", "").isprintable()


def test_nothing_secret_is_shown(run: Run) -> None:
    """Token, secret and code stay out of both streams, at -vv too."""
    with loopback(WeChat(TOKEN, good=TOKEN)) as server:
        ran = run("phone", PHONE_CODE, "-vv", variables=server_at(server.url))

    assert not any(secret in ran.stdout + ran.stderr for secret in (TOKEN, SECRET, PHONE_CODE))


def test_phone_number_from_the_sandbox(run: Run) -> None:
    """The sandbox profile needs no network; a spent phone code answers 40029 there, as WeChat does."""
    code = run("sandbox", "phone-code").stdout.strip()

    first = run("phone", code, "-p", "sandbox", "--json")
    second = run("phone", code, "-p", "sandbox", "--json")

    assert (first.exit_code, second.exit_code) == (0, 4)
    assert second.json["error"]["code"] == 40029
