"""``sandbox serve`` over a real socket."""

import json
import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.sandbox.conftest import Clock, Server, session_query, without_chance
from tests.sandbox_server import ServedSandbox, served_sandbox
from wxauth_cli.sandbox.server import AddressError, is_loopback, listen, url_of
from wxauth_cli.sandbox.service import Sandbox

__all__ = ["served_sandbox"]


def test_served_code_becomes_a_session(served_sandbox: ServedSandbox) -> None:
    """A code made by a command is exchanged over the socket: text/plain, status 200, once."""
    query = session_query(served_sandbox.code())

    first = httpx.get(f"{served_sandbox.url}/sns/jscode2session", params=query)
    again = httpx.get(f"{served_sandbox.url}/sns/jscode2session", params=query)

    assert (first.status_code, first.headers["content-type"], "server" in first.headers) == (
        200,
        "text/plain",
        False,
    )
    assert set(first.json()) == {"session_key", "openid", "unionid"}
    assert (again.status_code, again.json()["errcode"], without_chance(again.json()["errmsg"])) == (
        200,
        40163,
        "code been used, rid: R",
    )


def test_one_code_from_twenty_clients_is_honoured_once(served_sandbox: ServedSandbox) -> None:
    """Twenty connections at once present one code; exactly one gets the session."""
    query = session_query(served_sandbox.code())

    def exchange(_: int) -> Any:
        return httpx.get(f"{served_sandbox.url}/sns/jscode2session", params=query, timeout=20).json()

    with ThreadPoolExecutor(20) as pool:
        replies = list(pool.map(exchange, range(20)))

    assert sorted(reply.get("errcode", 0) for reply in replies) == [0] + [40163] * 19


def test_body_without_end_is_cut_off(served_sandbox: ServedSandbox) -> None:
    """More than a megabyte is refused without being kept."""
    reply = httpx.post(f"{served_sandbox.url}/cgi-bin/stable_token", content=b"x" * (2 << 20))

    assert reply.status_code == 413


def test_damaged_state_is_a_system_error_to_clients(served_sandbox: ServedSandbox) -> None:
    """When the database breaks under a running server, clients get -1 and the server lives on."""
    state = Path(served_sandbox.variables["WXAUTH_STATE_DIR"])
    for file in state.glob("sandbox.sqlite3*"):
        file.write_bytes(b"\xff" * 8192)

    document = httpx.get(f"{served_sandbox.url}/sns/jscode2session", params=session_query("0abc")).json()

    assert (document["errcode"], without_chance(document["errmsg"])) == (-1, "system error, rid: R")


def test_state_survives_a_kill(tmp_path: Path) -> None:
    """A server that is killed in the middle loses nothing that it answered."""
    variables = {**os.environ, "WXAUTH_STATE_DIR": str(tmp_path)}
    command = [sys.executable, "-m", "wxauth_cli", "sandbox", "serve", "--port", "0", "--json"]
    code = subprocess.run(
        [*command[:4], "code"], env=variables, capture_output=True, text=True, check=True
    ).stdout.strip()
    with subprocess.Popen(command, env=variables, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        url = json.loads(process.stdout.readline())["url"]
        first = httpx.get(f"{url}/sns/jscode2session", params=session_query(code)).json()
        process.kill()

    clock = Clock()
    with Sandbox(tmp_path, clock) as sandbox:
        again = Server(sandbox, clock).session(code)
    assert ("openid" in first, again["errcode"]) == (True, 40163)


def test_interrupt_ends_the_server_cleanly(tmp_path: Path) -> None:
    """Ctrl-C: exit code 130 and not a word more."""
    with subprocess.Popen(
        [sys.executable, "-m", "wxauth_cli", "sandbox", "serve", "--port", "0"],
        env={**os.environ, "WXAUTH_STATE_DIR": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(5)]
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=30)

    url = lines[0].removeprefix("✓ The sandbox answers at ").strip()
    assert lines[1:] == [
        "  appid wx73616e64626f7800; the secret: wxauth profile show sandbox --show-secrets\n",
        "→ In another terminal (Ctrl-C here stops it):\n",
        f"  export WXAUTH_API_BASE={url}\n",
        '  wxauth session "$(wxauth sandbox code)" -p sandbox\n',
    ]
    assert (process.returncode, stderr) == (130, "\n")  # the newline that click puts behind ^C


def test_occupied_port_is_an_error_with_evidence() -> None:
    """Who asks for a port that is taken is told so."""
    with listen("127.0.0.1", 0) as holder:
        port = holder.getsockname()[1]

        with pytest.raises(AddressError) as caught:
            listen("127.0.0.1", port)

    assert (caught.value.host, caught.value.port, caught.value.reason) == (
        "127.0.0.1",
        port,
        "Address already in use",
    )


@pytest.mark.parametrize("host", ["no.such.host.invalid", "256.1.1.1", "a..b", "x" * 300])
def test_impossible_host_is_an_error(host: str) -> None:
    """A host that does not exist is named, not a traceback."""
    with pytest.raises(AddressError):
        listen(host, 0)


def test_url_names_an_address_that_can_be_reached() -> None:
    """0.0.0.0 is an address to listen on, not one to connect to."""
    with listen("127.0.0.1", 0) as inside, listen("0.0.0.0", 0) as outside:  # noqa: S104
        assert (is_loopback(inside), is_loopback(outside)) == (True, False)
        assert url_of(inside) == f"http://127.0.0.1:{inside.getsockname()[1]}"
        assert url_of(outside) == f"http://127.0.0.1:{outside.getsockname()[1]}"


@pytest.mark.skipif(not socket.has_ipv6, reason="this machine has no IPv6")
def test_ipv6_url_has_brackets() -> None:
    """An IPv6 address stands in brackets in a URL."""
    try:
        listener = listen("::1", 0)
    except AddressError:
        pytest.skip("this machine has no IPv6 loopback")
    with listener:
        assert (is_loopback(listener), url_of(listener)) == (
            True,
            f"http://[::1]:{listener.getsockname()[1]}",
        )
