"""Every call is written down."""

import json
from pathlib import Path
from random import Random

from tests.sandbox.conftest import START, Clock, Server
from wxauth_cli.sandbox.exchange import Request
from wxauth_cli.sandbox.journal import LIMIT
from wxauth_cli.sandbox.service import Sandbox


def test_every_call_is_recorded_as_it_was(server: Server) -> None:
    """The whole request and the whole reply, with what became of it."""
    request = Request(
        "POST", "/cgi-bin/stable_token", "a=%20", {"content-type": "x/y"}, b'{"appid": "\xff', "192.0.2.7"
    )

    reply = server.sandbox.answer(request)

    [call] = server.sandbox.control.calls()
    document = json.loads(reply.body)
    assert call == {
        "id": 1,
        "rid": document["errmsg"].rpartition(" ")[2],
        "at": START,
        "cost_ms": 0,
        "appid": None,
        "client": "192.0.2.7",
        "method": "POST",
        "path": "/cgi-bin/stable_token",
        "query": "a=%20",
        "headers": '{"content-type": "x/y"}',
        "body": '{"appid": "\ufffd',
        "status": 200,
        "reply": reply.body.decode(),
        "errcode": 47001,
        "trouble": None,
    }


def test_record_has_an_end(tmp_path: Path) -> None:
    """The newest calls are kept, long texts are cut, and ids go on after a reset."""
    with Sandbox(tmp_path, Clock(), Random(7)) as sandbox:  # noqa: S311 - the same dice every time
        for number in range(LIMIT + 3):
            sandbox.answer(Request("GET", f"/favicon/{number}", body=b"x" * 20000))
        kept = sandbox.control.calls()
        newest = sandbox.control.calls(after=LIMIT, limit=2)
        sandbox.reset()
        sandbox.answer(Request("GET", "/"))
        fresh = sandbox.control.calls()

    assert (len(kept), kept[0]["path"], len(kept[0]["body"])) == (LIMIT, "/favicon/3", 16384)
    assert [call["id"] for call in newest] == [LIMIT + 2, LIMIT + 3]
    assert [(call["id"], call["status"], call["errcode"]) for call in fresh] == [(LIMIT + 4, 404, None)]
