"""wxauth session, from the command line to the printed answer."""

import json
import socket
from typing import Any

import pytest

from tests.conftest import Run
from tests.loopback import http_reply, loopback

APPID = "wx9a1b2c3d4e5f6071"
SECRET = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
LOGIN_CODE = "083tjT000WK8kM17Dw000FdPPi4tjT0F"
PHONE_CODE = "e31968a7f94cc5ee25fafc2aef2773f0bb8c3937b22520eb8ee345274d00c144"
SESSION_KEY = "AAECAwQFBgcICQoLDA0O/w=="
ANSWER = json.dumps(
    {"session_key": SESSION_KEY, "openid": "oAbcdefghijklmnopqrstuvwxyz0", "unionid": "oU"}
).replace("/", "\\/")


def server_at(url: str) -> dict[str, str]:
    """Return the variables that point wxauth at ``url`` without any profile."""
    return {"WXAUTH_APPID": APPID, "WXAUTH_SECRET": SECRET, "WXAUTH_API_BASE": url}


def refusal(errcode: int, errmsg: str) -> bytes:
    """Return WeChat's answer to a bad call."""
    return http_reply(json.dumps({"errcode": errcode, "errmsg": errmsg}), content_type="text/plain")


def failure(kind: str, exit_code: int, code: int | None, message: str, hint: str, rid: str | None) -> Any:
    """Return the whole JSON document of a failed ``session``."""
    return {
        "schema": 1,
        "command": "session",
        "ok": False,
        "exit_code": exit_code,
        "result": None,
        "findings": [],
        "error": {"type": kind, "code": code, "message": message, "hint": hint, "rid": rid},
    }


def test_session_in_json(run: Run) -> None:
    """The whole document, with the session_key unescaped and shown on request."""
    with loopback(http_reply(ANSWER, content_type="text/plain")) as server:
        ran = run("session", LOGIN_CODE, "--json", "--show-secrets", variables=server_at(server.url))

    assert (ran.exit_code, ran.stderr) == (0, "")
    assert ran.json == {
        "schema": 1,
        "command": "session",
        "ok": True,
        "exit_code": 0,
        "result": {
            "appid": APPID,
            "openid": "oAbcdefghijklmnopqrstuvwxyz0",
            "session_key": SESSION_KEY,
            "unionid": "oU",
        },
        "findings": [],
        "error": None,
    }


def test_session_key_is_masked(run: Run) -> None:
    """Text, JSON and -v show length and fingerprint of the key, and nothing of code and secret."""
    with loopback(http_reply(ANSWER)) as server:
        outputs = [
            run("session", LOGIN_CODE, *options, variables=server_at(server.url))
            for options in ([], ["--json"], ["-vv"])
        ]

    for ran in outputs:
        assert ran.exit_code == 0
        assert "<24 chars #" in ran.stdout
        assert not any(secret in ran.stdout + ran.stderr for secret in (SESSION_KEY, SECRET, LOGIN_CODE))
    assert "GET /sns/jscode2session -> 200 in " in outputs[2].stderr


def test_proxy_variable_is_named_and_not_used(run: Run) -> None:
    """-v says why a proxy of the environment has no effect."""
    with loopback(http_reply(ANSWER)) as server:
        settings = {**server_at(server.url), "HTTPS_PROXY": "http://user:password@127.0.0.1:9"}
        ran = run("session", LOGIN_CODE, "-v", variables=settings)

    assert ran.exit_code == 0
    assert ran.stderr.startswith("HTTPS_PROXY is not used; a proxy is set with proxy = … in the profile\n")


def test_no_access_token_is_asked_for(run: Run) -> None:
    """code2Session works with AppID and AppSecret alone: one request, to one path."""
    with loopback(http_reply(ANSWER)) as server:
        run("session", LOGIN_CODE, variables=server_at(server.url))

    assert [request.partition(b"?")[0] for request in server.requests] == [b"GET /sns/jscode2session"]


def test_code_comes_from_stdin(run: Run) -> None:
    """- reads the code, so that it pipes."""
    with loopback(http_reply(ANSWER)) as server:
        ran = run("session", "-", stdin=LOGIN_CODE.encode() + b"\r\n", variables=server_at(server.url))

    assert ran.exit_code == 0
    assert f"js_code={LOGIN_CODE}&".encode() in server.requests[0]


def test_refusal_in_json(run: Run) -> None:
    """errcode, rid, cause and remedy; exit code 4."""
    reply = refusal(40163, "code been used, rid: 66d0632f-61ff8846-38dd9a3e")

    with loopback(reply) as server:
        ran = run("session", LOGIN_CODE, "--json", variables=server_at(server.url))

    assert ran.json == failure(
        "wechat",
        4,
        40163,
        "code2Session: WeChat answered 40163, code been used. Usual cause: js_code was already exchanged: "
        "double submit, client retry, or two servers handling one login. "
        "WeChat dates the call 2024-08-29 12:01:51 UTC (from the rid).",
        "Exchange each code once; make the login handler idempotent; call wx.login again.",
        "66d0632f-61ff8846-38dd9a3e",
    )


def test_code_that_was_exchanged_here_is_named_before_wechat_is_asked(run: Run) -> None:
    """The ledger warns with the time; with --strict nothing is sent."""
    with loopback(http_reply(ANSWER)) as server:
        settings = server_at(server.url)
        first = run("session", LOGIN_CODE, variables=settings)
        second = run("session", LOGIN_CODE, variables=settings)
        strict = run("session", LOGIN_CODE, "--strict", "--json", variables=settings)

    assert first.stderr == ""
    assert second.stderr.startswith("! This machine already exchanged this code at 2023-11-1")
    assert (second.exit_code, strict.exit_code, strict.stderr) == (0, 2, "")
    assert strict.json["error"]["message"].startswith("This machine already exchanged this code at ")
    assert len(server.requests) == 2


def test_refused_code_is_not_called_exchanged(run: Run) -> None:
    """40029 means that this machine did not exchange it: the next try must not claim so."""
    with loopback(refusal(40029, "invalid code")) as server:
        settings = server_at(server.url)
        run("session", LOGIN_CODE, variables=settings)
        second = run("session", LOGIN_CODE, variables=settings)

    assert "already exchanged" not in second.stderr


def test_phone_code_is_named_before_and_after_the_call(run: Run) -> None:
    """A warning on stderr, the call goes out, and 40029 says it again."""
    with loopback(refusal(40029, "invalid code")) as server:
        ran = run("session", PHONE_CODE, variables=server_at(server.url))

    assert ran.exit_code == 4
    assert ran.stderr.count("This looks like a phone code ") == 2
    assert ran.stderr.startswith("! This looks like a phone code ")
    assert len(server.requests) == 1


def test_strict_sends_no_code_of_another_kind(run: Run) -> None:
    """--strict turns the warning into a refusal, exit code 2, and nothing is sent."""
    with loopback(http_reply(ANSWER)) as server:
        ran = run("session", PHONE_CODE, "--strict", "--json", variables=server_at(server.url))

    assert ran.json == failure(
        "usage",
        2,
        None,
        "This looks like a phone code (64 hex characters; a wx.pluginLogin code looks the same). "
        "code2Session wants the code of wx.login; a phone code is for wxauth phone.",
        "Nothing was sent, because of --strict.",
        None,
    )
    assert server.requests == []


def test_server_that_lies_is_a_network_failure(run: Run) -> None:
    """HTML instead of JSON: exit code 5, and the code may be spent."""
    with loopback(http_reply("<html><title>Log in</title></html>")) as server:
        ran = run("session", LOGIN_CODE, "--json", variables=server_at(server.url))

    assert ran.json == failure(
        "network",
        5,
        None,
        f'code2Session: {server.url[7:]} sent an HTML page titled "Log in". That is not an answer of '
        "WeChat's.",
        "The code may be spent: WeChat may have exchanged it before the answer was lost, so it was not sent "
        "again. Get a new code for the next try. Something else answers there: check api_base and proxy of "
        "the profile, and whether a firewall or a login page stands in between.",
        None,
    )


def test_unreachable_server_spends_no_code(run: Run) -> None:
    """Nothing was sent, so the next try must not warn of a spent code."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}"

    first = run("session", LOGIN_CODE, variables=server_at(url))
    second = run("session", LOGIN_CODE, variables=server_at(url))

    assert (first.exit_code, first.stdout) == (5, "")
    assert first.stderr == second.stderr
    assert "spent" not in first.stderr


def test_lost_answer_counts_as_spent(run: Run) -> None:
    """The connection broke after the request: the ledger keeps the code."""
    with loopback(lambda _, stream: None) as server:
        settings = server_at(server.url)
        first = run("session", LOGIN_CODE, variables=settings)
        second = run("session", LOGIN_CODE, variables=settings)

    assert "The code may be spent" in first.stderr
    assert second.stderr.startswith("! This machine already exchanged this code at ")


@pytest.mark.parametrize("code", ["", "  ", "one\ntwo", "nul\x00", "x" * 5000])
def test_unusable_code_is_bad_usage(run: Run, code: str) -> None:
    """What cannot be a code is never sent; exit code 2, no traceback."""
    ran = run("session", code, variables=server_at("http://127.0.0.1:9"))

    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr.startswith("✗ The code is ")


@pytest.mark.parametrize("stdin", [b"", b"\xff\xfe\x00", b"x" * 10_000])
def test_unusable_stdin_is_bad_usage(run: Run, stdin: bytes) -> None:
    """Binary, empty and endless standard input: exit code 2."""
    assert run("session", "-", stdin=stdin, variables=server_at("http://127.0.0.1:9")).exit_code == 2


def test_missing_profile_is_a_configuration_error(run: Run) -> None:
    """Exit code 3, before anything is sent."""
    ran = run("session", LOGIN_CODE, "-p", "nowhere", "--json")

    assert (ran.exit_code, ran.json["error"]["type"]) == (3, "config")


def test_login_against_the_sandbox(run: Run) -> None:
    """The sandbox profile needs no network and no account; a code works there once."""
    code = run("sandbox", "code").stdout.strip()

    first = run("session", code, "-p", "sandbox", "--json")
    second = run("session", code, "-p", "sandbox", "--json")

    assert (first.exit_code, sorted(first.json["result"])) == (
        0,
        ["appid", "openid", "session_key", "unionid"],
    )
    assert (second.exit_code, second.json["error"]["code"]) == (4, 40163)
