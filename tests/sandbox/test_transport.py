"""The sandbox behind httpx without a socket."""

from pathlib import Path

import httpx
import pytest

from tests.sandbox.conftest import START, Clock, session_query
from wxauth_cli.sandbox.service import Sandbox
from wxauth_cli.sandbox.transport import SandboxTransport


def test_httpx_client_logs_in_without_a_network(tmp_path: Path) -> None:
    """A request to any host is answered from the state folder, and may be read as a stream."""
    with Sandbox(tmp_path, Clock()) as sandbox:
        code = sandbox.new_login_code()

    with httpx.Client(transport=SandboxTransport(tmp_path, lambda: START)) as client:
        url = "sandbox://in-process/sns/jscode2session"
        first = client.get(url, params=session_query(code))
        with client.stream("GET", url, params=session_query(code)) as again:
            body = b"".join(again.iter_raw())

    assert first.headers["content-type"] == "text/plain"
    assert set(first.json()) == {"session_key", "openid", "unionid"}
    assert b'"errcode":40163' in body


def test_transport_serves_again_after_it_was_closed(tmp_path: Path) -> None:
    """A client that is made anew for every call may keep one transport."""
    transport = SandboxTransport(tmp_path, lambda: START)

    codes = []
    for _ in range(2):
        with httpx.Client(transport=transport) as client:
            codes.append(client.post("http://any/cgi-bin/stable_token", json={}).json()["errcode"])

    assert codes == [41002, 41002]


def test_troubles_look_as_over_a_socket(tmp_path: Path) -> None:
    """A lost answer, a cut one, and one that is slower than the client's patience."""
    slept: list[float] = []
    with Sandbox(tmp_path, Clock()) as sandbox:
        for name in ("drop", "truncate"):
            sandbox.control.fail(name)
        sandbox.control.fail("slow", seconds=4, times=4)
    with httpx.Client(transport=SandboxTransport(tmp_path, Clock(), slept.append), timeout=5) as client:
        for message in ("Server disconnected", "peer closed connection"):
            with pytest.raises(httpx.RemoteProtocolError, match=message):
                client.get("http://in-process/sns/jscode2session")
        with pytest.raises(httpx.ReadTimeout):
            client.get("http://in-process/sns/jscode2session", timeout=3)
        reply = client.get("http://in-process/sns/jscode2session", timeout=None)

    assert (slept, reply.json()["errcode"]) == ([4, 4, 3, 4], 41002)
