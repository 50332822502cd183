"""rid/get: the sandbox's own record of a failed call."""

import json

import pytest

from tests.sandbox.conftest import START, Server, app_query
from wxauth_cli.core.shapes import shape_of

PATH = "/cgi-bin/openapi/rid/get"
PHONE = "/wxa/business/getuserphonenumber"


def failed(server: Server, path: str = PHONE) -> tuple[str, str]:
    """Return the rid and the whole reply of a call that fails."""
    reply = server.ask("POST", path, {"access_token": server.token()}, b'{"code": "nothing"}')
    text = reply.body.decode()
    return json.loads(text)["errmsg"].rpartition("rid: ")[2], text


def test_rid_gives_the_request_back(server: Server) -> None:
    """Time, query with the token, body, the reply as a text, and the client's address."""
    rid, reply = failed(server)
    assert shape_of(rid) == "rid"

    assert server.post(PATH, {"rid": rid}) == (
        0,
        {
            "errcode": 0,
            "errmsg": "ok",
            "request": {
                "invoke_time": int(START),
                "cost_in_ms": 0,
                "request_url": f"access_token={server.token()}",
                "request_body": '{"code": "nothing"}',
                "response_body": reply,
                "client_ip": "192.0.2.1",
            },
        },
    )


def test_rid_of_sns_cannot_be_asked_for(server: Server) -> None:
    """76022 for jscode2session, as on WeChat."""
    rid, _ = failed(server, "/sns/jscode2session")

    assert server.post(PATH, {"rid": rid})[0] == 76022


def test_rid_of_another_app_is_refused(server: Server) -> None:
    """Only the account that made the call may ask (76003)."""
    rid, _ = failed(server)
    other = server.sandbox.control.app()
    query = {**app_query("client_credential"), "appid": other["appid"], "secret": other["secret"]}
    token = json.loads(server.ask("GET", "/cgi-bin/token", query).body)["access_token"]

    assert server.errmsg("POST", PATH, {"access_token": token}, json.dumps({"rid": rid}).encode()) == (
        76003,
        "could not query this rid, no permission rid: R",
    )


@pytest.mark.parametrize(
    ("rid", "expected"),
    [
        ("", (76002, "rid is error rid: R")),
        ("6553f0d8", (76002, "rid is error rid: R")),
        (7, (76002, "rid is error rid: R")),
        (f"{int(START):08x}-00000000-00000000", (76001, "rid not found rid: R")),
        (f"{int(START) + 9:08x}-00000000-00000000", (76004, "rid time is error rid: R")),
    ],
)
def test_bad_rids_are_told_apart(server: Server, rid: object, expected: tuple[int, str]) -> None:
    """Malformed, unknown, and of a time that is none."""
    assert server.post(PATH, {"rid": rid}) == expected


def test_rid_is_known_for_seven_days(server: Server) -> None:
    """After that its time is an error (76004)."""
    rid, _ = failed(server)

    server.clock.advance(7 * 86400)
    assert server.post(PATH, {"rid": rid})[0] == 0
    server.clock.advance(1)
    assert server.post(PATH, {"rid": rid})[0] == 76004
