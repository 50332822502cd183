"""A whole login by wxauth's own commands: against a served sandbox on a real socket, and in process."""

import json

import pytest

from tests.conftest import Run
from tests.sandbox_server import ServedSandbox, served_sandbox
from wxauth_cli.core.shapes import SANDBOX_APPID

__all__ = ["served_sandbox"]

over_both_ways = pytest.mark.parametrize("over_socket", [True, False], ids=["socket", "in-process"])


@over_both_ways
def test_session(served_sandbox: ServedSandbox, over_socket: bool) -> None:
    """A login code becomes the session under which the user's payloads are encrypted."""
    code = served_sandbox.code()

    ran = served_sandbox.run(
        "session", code, "-p", "sandbox", "--json", "--show-secrets", over_socket=over_socket
    )

    payload = served_sandbox.run("sandbox", "payload", "--json").json["result"]
    plaintext_openid, session_key = payload["openid"], payload["session_key"]
    result = ran.json["result"]
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert (result["appid"], result["openid"], result["session_key"]) == (
        SANDBOX_APPID,
        plaintext_openid,
        session_key,
    )


@over_both_ways
def test_code_used_twice(served_sandbox: ServedSandbox, over_socket: bool) -> None:
    """The second exchange is WeChat's 40163 with its rid, exit code 4."""
    code = served_sandbox.code()
    arguments = ("session", code, "-p", "sandbox", "--json")
    served_sandbox.run(*arguments, over_socket=over_socket)

    again = served_sandbox.run(*arguments, over_socket=over_socket)

    error = again.json["error"]
    assert (again.exit_code, error["type"], error["code"]) == (4, "wechat", 40163)
    assert len(error["rid"]) == 26


@over_both_ways
def test_phone(served_sandbox: ServedSandbox, over_socket: bool) -> None:
    """A phone code becomes the number; the token it needs is fetched on the way."""
    ran = served_sandbox.run(
        "phone", served_sandbox.phone_code(), "-p", "sandbox", "--json", over_socket=over_socket
    )

    result = ran.json["result"]
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert (result["phoneNumber"], result["countryCode"], result["watermark"]["appid"]) == (
        "13800138000",
        "86",
        SANDBOX_APPID,
    )


@over_both_ways
def test_token(served_sandbox: ServedSandbox, over_socket: bool) -> None:
    """The first token comes from the sandbox, the second out of the cache, and both are one."""
    arguments = ("token", "-p", "sandbox", "--json", "--show-secrets")

    first = served_sandbox.run(*arguments, over_socket=over_socket).json["result"]
    second = served_sandbox.run(*arguments, over_socket=over_socket).json["result"]

    assert (first["source"], second["source"], first["kind"]) == ("wechat", "cache", "stable")
    assert first["access_token"] == second["access_token"]


@pytest.mark.parametrize("kind", ["user-info", "phone", "share", "we-run"])
def test_payload_pipes_into_decrypt(run: Run, kind: str) -> None:
    """What ``sandbox payload`` prints, ``decrypt -`` opens."""
    payload = run("sandbox", "payload", "--kind", kind)

    ran = run("decrypt", "-", "--json", stdin=payload.stdout.encode())

    result = ran.json["result"]
    assert (ran.exit_code, result["verdict"], result["kind"]) == (0, "ok", kind)
    assert result["watermark"]["appid"] == json.loads(payload.stdout)["appid"] == SANDBOX_APPID
