"""Trouble over a real socket: broken connections, foreign pages, and a server that is killed."""

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event
from time import time
from typing import Any

import httpx
import pytest

from tests.sandbox.conftest import Server, session_query
from tests.sandbox_server import ServedSandbox, served_sandbox
from wxauth_cli.sandbox.service import Sandbox
from wxauth_cli.sandbox.store import FILE_NAME

__all__ = ["served_sandbox"]

SESSION = "/sns/jscode2session"


def drive(served: ServedSandbox, route: str, **document: object) -> Any:
    """Post to the control API and return what it says."""
    reply = httpx.post(f"{served.url}/_sandbox/{route}", json=document)
    assert reply.status_code == 200, reply.text
    return reply.json()


def test_dropped_connection_gives_no_byte(served_sandbox: ServedSandbox) -> None:
    """The client sees a broken connection, the code is spent, and the next call is well."""
    query = session_query(drive(served_sandbox, "codes")["code"])
    drive(served_sandbox, "troubles", name="drop", path=SESSION)

    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        httpx.get(f"{served_sandbox.url}{SESSION}", params=query)

    assert httpx.get(f"{served_sandbox.url}{SESSION}", params=query).json()["errcode"] == 40163


def test_truncated_body_ends_too_early(served_sandbox: ServedSandbox) -> None:
    """The header promises more than comes."""
    query = session_query(drive(served_sandbox, "codes")["code"])
    drive(served_sandbox, "troubles", name="truncate", path=SESSION)

    with httpx.stream("GET", f"{served_sandbox.url}{SESSION}", params=query) as reply:
        assert reply.status_code == 200
        with pytest.raises(httpx.RemoteProtocolError):
            reply.read()


def test_slow_answer_outlasts_the_client(served_sandbox: ServedSandbox) -> None:
    """A client with less patience gives up while the server serves others."""
    drive(served_sandbox, "troubles", name="slow", seconds=600, path=SESSION)

    with pytest.raises(httpx.ReadTimeout):
        httpx.get(f"{served_sandbox.url}{SESSION}", timeout=httpx.Timeout(30, read=2))

    assert httpx.get(f"{served_sandbox.url}{SESSION}").json()["errcode"] == 41002


def test_commands_and_server_share_one_state(served_sandbox: ServedSandbox) -> None:
    """What a command plans, the server does; what reaches the server, a command lists."""
    served_sandbox.run("sandbox", "fail", "rate-limit")

    errcode = httpx.get(f"{served_sandbox.url}{SESSION}").json()["errcode"]

    calls = served_sandbox.run("sandbox", "calls", "--json").json["result"]["calls"]
    assert (errcode, [(call["errcode"], call["trouble"]) for call in calls]) == (
        45011,
        [(45011, "rate-limit")],
    )


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"host": "evil.example"}, {"sec-fetch-site": "cross-site"}],
)
def test_web_page_cannot_drive_it(served_sandbox: ServedSandbox, headers: dict[str, str]) -> None:
    """Neither read nor write, while WeChat's own calls are answered to anybody."""
    for method, route in (("GET", "calls"), ("POST", "codes"), ("OPTIONS", "codes")):
        reply = httpx.request(method, f"{served_sandbox.url}/_sandbox/{route}", headers=headers)
        assert (reply.status_code, "access-control-allow-origin" in reply.headers) == (403, False)

    assert httpx.get(f"{served_sandbox.url}{SESSION}", headers=headers).json()["errcode"] == 41002


def test_forwarded_addresses_are_not_believed(served_sandbox: ServedSandbox) -> None:
    """Who calls is told by the socket: no header makes a stranger of this machine, nor the reverse."""
    headers = {"x-forwarded-for": "203.0.113.9"}

    httpx.get(f"{served_sandbox.url}{SESSION}", headers=headers)

    [call] = httpx.get(f"{served_sandbox.url}/_sandbox/calls", headers=headers).json()["calls"]
    assert call["client"] == "127.0.0.1"


def test_damaged_state_is_a_500_to_the_driver(served_sandbox: ServedSandbox) -> None:
    """With the sentence that a command would print."""
    state = Path(served_sandbox.variables["WXAUTH_STATE_DIR"])
    for file in state.glob(f"{FILE_NAME}*"):
        file.write_bytes(b"\xff" * 8192)

    reply = httpx.post(f"{served_sandbox.url}/_sandbox/codes")

    assert reply.status_code == 500
    assert reply.json()["error"].startswith(f"The sandbox database {state / FILE_NAME} is damaged: ")


def test_one_code_from_fifty_clients_is_honoured_once(served_sandbox: ServedSandbox) -> None:
    """Fifty connections at once; all fifty calls are in the record."""
    query = session_query(drive(served_sandbox, "codes")["code"])

    def exchange(_: int) -> Any:
        return httpx.get(f"{served_sandbox.url}{SESSION}", params=query, timeout=30).json()

    with ThreadPoolExecutor(50) as pool:
        replies = list(pool.map(exchange, range(50)))

    calls = httpx.get(f"{served_sandbox.url}/_sandbox/calls").json()["calls"]
    assert sorted(reply.get("errcode", 0) for reply in replies) == [0] + [40163] * 49
    assert Counter(call["errcode"] for call in calls) == {0: 1, 40163: 49}


def test_state_is_whole_after_a_kill_in_the_middle(tmp_path: Path) -> None:
    """Killed between calls of eight clients: what was answered is kept, and nothing is kept by half."""
    with Sandbox(tmp_path, time) as sandbox:
        codes = [sandbox.new_login_code(f"user {number}") for number in range(400)]
    answered: list[str] = []
    enough = Event()
    with subprocess.Popen(
        [sys.executable, "-m", "wxauth_cli", "sandbox", "serve", "--port", "0", "--json"],
        env={**os.environ, "WXAUTH_STATE_DIR": str(tmp_path)},
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        url = json.loads(process.stdout.readline())["url"]

        def spend(mine: list[str]) -> None:
            with httpx.Client(timeout=30) as client:
                for code in mine:
                    try:
                        reply = client.get(f"{url}{SESSION}", params=session_query(code))
                    except httpx.TransportError:
                        return
                    assert "openid" in reply.json()
                    answered.append(code)
                    if len(answered) == 40:
                        enough.set()

        with ThreadPoolExecutor(8) as pool:
            for number in range(8):
                pool.submit(spend, codes[number::8])
            assert enough.wait(60)
            process.kill()

    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        used = {row[0] for row in database.execute("SELECT code FROM codes WHERE used_at IS NOT NULL")}
        recorded = [row[0] for row in database.execute("SELECT query FROM calls WHERE errcode = 0")]
    assert set(answered) <= used
    assert sorted(used) == sorted(query.rpartition("js_code=")[2] for query in recorded)
    assert len(used) < len(codes)
    with Sandbox(tmp_path, time) as sandbox:
        assert Server(sandbox, None).session(answered[0])["errcode"] == 40163  # type: ignore[arg-type]
