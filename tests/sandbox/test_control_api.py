"""The control API, route by route."""

import json
import re
from typing import Any

import pytest

from tests.sandbox.conftest import START, Server
from wxauth_cli.core.shapes import SANDBOX_APPID, SANDBOX_SECRET, Shape, shape_of
from wxauth_cli.sandbox import control_api
from wxauth_cli.sandbox.exchange import Request

HOST = {"host": "127.0.0.1:8765"}


def drive(
    server: Server, method: str, route: str, document: object = None, query: str = ""
) -> tuple[int, Any]:
    """Return HTTP status and document of one control call."""
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    path = f"/_sandbox/{route}".rstrip("/")
    reply = control_api.answer(
        server.sandbox, Request(method, path, query, HOST, b"" if document is None else body)
    )
    assert reply.headers["content-type"] == "application/json; charset=utf-8"
    return reply.status, json.loads(reply.body)


def test_routes_are_documented_and_listed(server: Server) -> None:
    """The list of the API, the table in the documentation and the code name the same routes."""
    documented = re.findall(
        r"^    (GET|POST|DELETE) +(/_sandbox\S*)", control_api.__doc__ or "", re.MULTILINE
    )

    status, document = drive(server, "GET", "")

    assert (status, document["routes"]) == (200, [" ".join(pair) for pair in documented])


@pytest.mark.parametrize(
    ("route", "shape"),
    [
        ("codes", Shape.LOGIN_CODE),
        ("phone-codes", Shape.PHONE_CODE),
        ("plugin-codes", Shape.PHONE_CODE),
    ],
)
def test_codes_are_made(server: Server, route: str, shape: Shape) -> None:
    """With and without a user."""
    for document in (None, {}, {"user": "alice", "appid": SANDBOX_APPID}):
        status, made = drive(server, "POST", route, document)

        assert (status, list(made), shape_of(made["code"])) == (200, ["code"], shape)


def test_payload_is_a_payload_file(server: Server) -> None:
    """The same fields as on the command line."""
    status, made = drive(server, "POST", "payloads", {"kind": "user-info", "anonymous": True})

    assert (status, list(made)) == (
        200,
        ["encryptedData", "iv", "session_key", "appid", "rawData", "signature", "openid"],
    )
    assert json.loads(made["rawData"])["nickName"] == "微信用户"


def test_payment_is_an_order(server: Server) -> None:
    """Its three numbers."""
    status, made = drive(server, "POST", "payments", {"user": "alice"})

    assert (status, list(made)) == (200, ["transaction_id", "mch_id", "out_trade_no"])


@pytest.mark.parametrize("advance", ["5m", 300, 300.0])
def test_clock_is_advanced(server: Server, advance: object) -> None:
    """Seconds, or a text."""
    assert drive(server, "POST", "clock", {"advance": advance}) == (200, {"now": START + 300, "ahead": 300})
    assert drive(server, "GET", "clock") == (200, {"now": START + 300, "ahead": 300})


@pytest.mark.parametrize(("name", "errcode"), [("busy", -1), (48001, 48001), ("-1", -1)])
def test_trouble_is_planned_and_taken_back(server: Server, name: object, errcode: int) -> None:
    """By name, or by errcode as a number or text; null times is for ever."""
    planned = {
        "id": 1,
        "name": str(name),
        "kind": "errcode",
        "errcode": errcode,
        "seconds": None,
        "path": None,
        "remaining": None,
    }

    assert drive(server, "POST", "troubles", {"name": name, "times": None}) == (200, planned)
    assert drive(server, "GET", "troubles") == (200, {"troubles": [planned]})
    assert drive(server, "DELETE", "troubles") == (200, {"troubles": []})
    assert server.session("0")["errcode"] == 40029


def test_user_and_app_are_made(server: Server) -> None:
    """And listed, the app with its secret."""
    changes = {"name": "alice", "nickname": "阿强 🏮", "bound": False, "anonymous": True}
    status, alice = drive(server, "POST", "users", changes)
    _, app = drive(server, "POST", "apps", {"bound": False})

    assert (status, alice["nickname"], alice["unionid"], alice["anonymous"]) == (200, "阿强 🏮", None, True)
    assert drive(server, "GET", "users") == (200, {"users": [alice]})
    built_in = {"appid": SANDBOX_APPID, "secret": SANDBOX_SECRET, "bound": True}
    assert drive(server, "GET", "apps") == (200, {"apps": [built_in, app]})
    assert (shape_of(app["appid"]), shape_of(app["secret"])) == (Shape.APPID, Shape.APPSECRET)


def test_whitelist_and_limits_are_set_for_an_app(server: Server) -> None:
    """For the built-in app unless another is named."""
    appid = drive(server, "POST", "apps")[1]["appid"]
    entries = {"whitelist": ["203.0.113.9"]}
    limit = {"path": "/cgi-bin/token", "minute": 1, "day": None, "minute_used": 0, "day_used": 0}

    assert drive(server, "POST", "whitelist", {"entries": ["203.0.113.9"], "appid": appid}) == (200, entries)
    assert drive(server, "GET", "whitelist", query=f"appid={appid}") == (200, entries)
    assert drive(server, "GET", "whitelist") == (200, {"whitelist": []})
    assert drive(server, "POST", "limits", {"path": "/cgi-bin/token", "minute": 1}) == (200, limit)
    assert limit in drive(server, "GET", "limits")[1]["limits"]


def test_calls_are_listed_from_an_id_on(server: Server) -> None:
    """So that a reader asks for the new ones only."""
    for _ in range(3):
        server.session("0nothing")

    status, document = drive(server, "GET", "calls", query="after=1&limit=1")

    assert (status, [call["id"] for call in document["calls"]]) == (200, [3])
    assert document["calls"][0]["query"].startswith("grant_type=authorization_code&appid=")


def test_reset_with_a_seed(server: Server) -> None:
    """The same code comes again."""
    codes = []
    for _ in range(2):
        assert drive(server, "POST", "reset", {"seed": 5}) == (200, {"reset": True})
        codes.append(drive(server, "POST", "codes")[1])

    assert codes[0] == codes[1]


@pytest.mark.parametrize(
    ("route", "document", "error"),
    [
        ("codes", b"{", "the body is no JSON"),
        ("codes", b"\xff", "the body is no JSON"),
        ("codes", b"[" * 100000, "the body is no JSON"),
        ("codes", [], "the body is no JSON object"),
        ("codes", {"usr": "alice"}, "unknown field: usr"),
        ("codes", {"user": 7}, "user must be a text"),
        (
            "codes",
            {"user": "\ud800"},
            "A sandbox user's name has 1 to 64 characters and no control characters.",
        ),
        ("codes", {"appid": "wx\ud800"}, "The sandbox has no app with this AppID."),
        ("payloads", {"kind": "invoice"}, "kind must be one of: user-info, phone, share, we-run"),
        ("payloads", {"kind": []}, "kind must be one of: user-info, phone, share, we-run"),
        ("payloads", {"anonymous": 1}, "anonymous must be true or false"),
        ("clock", {}, "advance must be seconds or a text like 5m"),
        ("clock", {"advance": True}, "advance must be seconds or a text like 5m"),
        ("clock", b'{"advance": 1' + b"0" * 400 + b"}", "advance must be seconds or a text like 5m"),
        ("clock", b'{"advance": NaN}', "advance must be seconds or a text like 5m"),
        ("clock", {"advance": -1}, "The sandbox's clock goes forward only, and ten years at the most."),
        (
            "clock",
            {"advance": "soon"},
            "A time is written like 90s, 5m, 2h30m or 3d, and ten years are the most.",
        ),
        ("troubles", {}, "name must be a text"),
        ("troubles", {"name": "busy", "times": 1.5}, "times must be a whole number"),
        ("troubles", {"name": "busy", "path": "/\ud800"}, "The sandbox has no API with this path."),
        ("users", {"nickname": "x"}, "name must be a text"),
        ("whitelist", {}, "entries must be a list of texts"),
        ("whitelist", {"entries": ["\ud800"]}, "A whitelist holds IP addresses and CIDR blocks."),
        ("limits", {"path": "/cgi-bin/token", "day": True}, "day must be a whole number"),
        ("reset", b'{"seed": 1' + b"0" * 30 + b"}", "seed must be a whole number"),
    ],
)
def test_bad_requests_are_explained(server: Server, route: str, document: object, error: str) -> None:
    """Status 400 with a sentence that names the field; nothing is changed."""
    assert drive(server, "POST", route, document) == (400, {"error": error})
    assert server.sandbox.control.users() == server.sandbox.control.troubles() == []


@pytest.mark.parametrize("query", ["after=x", "limit=1.5", "before=1", "after=" + "9" * 100])
def test_bad_queries_are_explained(server: Server, query: str) -> None:
    """Those of a GET stand in its query."""
    assert drive(server, "GET", "calls", query=query)[0] == 400


def test_wrong_ways_are_told_apart(server: Server) -> None:
    """404 for no route, 405 with the methods there are, 403 for a web page."""
    assert drive(server, "GET", "nothing")[0] == 404
    reply = control_api.answer(server.sandbox, Request("PUT", "/_sandbox/troubles", "", HOST))
    assert (reply.status, reply.headers["allow"]) == (405, "GET, POST, DELETE")
    page = {**HOST, "origin": "https://evil.example"}
    assert control_api.answer(server.sandbox, Request("POST", "/_sandbox/reset", "", page)).status == 403
    assert (
        control_api.answer(server.sandbox, Request("GET", "/_sandbox", "", HOST, b"", "192.0.2.1")).status
        == 403
    )


def test_control_calls_are_not_recorded(server: Server) -> None:
    """The record holds what a backend sent, not what drove the sandbox."""
    drive(server, "POST", "codes")

    assert drive(server, "GET", "calls") == (200, {"calls": []})
