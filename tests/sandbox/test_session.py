"""code2Session as WeChat answers it."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.sandbox.conftest import START, Server, session_query
from wxauth_cli.core.shapes import SANDBOX_APPID, SANDBOX_SECRET, Shape, shape_of
from wxauth_cli.sandbox.exchange import Request
from wxauth_cli.sandbox.kinds import PayloadKind

PATH = "/sns/jscode2session"


def test_login_code_becomes_a_session(server: Server) -> None:
    """A fresh code gives session_key, openid and unionid in this order, and no errcode."""
    code = server.sandbox.new_login_code()

    session = server.session(code)

    assert list(session) == ["session_key", "openid", "unionid"]
    assert shape_of(session["session_key"]) is Shape.SESSION_KEY
    assert shape_of(session["openid"]) is shape_of(session["unionid"]) is Shape.OPENID


def test_login_code_has_the_shape_of_a_real_one(server: Server) -> None:
    """32 characters, 0 first, the characters 3..6 again at 27..30."""
    code = server.sandbox.new_login_code()

    assert shape_of(code) is Shape.LOGIN_CODE
    assert (len(code), code[3:7]) == (32, code[27:31])


def test_reply_is_text_plain_with_escaped_slashes(server: Server) -> None:
    """The answer says text/plain and writes every / as \\/, as /sns does."""
    replies = [server.ask("GET", PATH, session_query(server.sandbox.new_login_code())) for _ in range(8)]

    assert {reply.headers["content-type"] for reply in replies} == {"text/plain"}
    assert any(b"\\/" in reply.body for reply in replies)
    assert not any(b"/" in reply.body.replace(b"\\/", b"") for reply in replies)


def test_user_without_open_platform_account_has_no_unionid(server: Server) -> None:
    """unionid is left out, not null, for a user of an app that is not bound."""
    session = server.session(server.sandbox.new_login_code("unbound"))

    assert list(session) == ["session_key", "openid"]


def test_code_lives_five_minutes(server: Server) -> None:
    """A code works in its last second and is unknown (40029) after it."""
    first, second = server.sandbox.new_login_code("a"), server.sandbox.new_login_code("b")

    server.clock.advance(299)
    assert "openid" in server.session(first)

    server.clock.advance(1)
    assert server.errmsg("GET", PATH, session_query(second)) == (40029, "invalid code, rid: R")


def test_code_works_once(server: Server) -> None:
    """The second exchange of a code is 40163."""
    code = server.sandbox.new_login_code()
    server.session(code)

    assert server.errmsg("GET", PATH, session_query(code)) == (40163, "code been used, rid: R")


def test_phone_code_is_an_invalid_login_code(server: Server) -> None:
    """A phone code handed to code2Session is 40029 and stays good for the phone call."""
    code = server.sandbox.new_phone_code()

    assert server.errmsg("GET", PATH, session_query(code)) == (40029, "invalid code, rid: R")
    assert server.phone(code, server.classic()["access_token"])["errcode"] == 0


def test_rid_carries_the_time(server: Server) -> None:
    """The first group of the rid is the moment of the failing request."""
    document = json.loads(server.ask("GET", PATH, session_query("0nothing")).body)

    rid = document["errmsg"].partition("rid: ")[2]
    assert (shape_of(rid), int(rid[:8], 16)) == (Shape.RID, int(START))


def test_new_code_retires_the_session_key_of_the_older_one(server: Server) -> None:
    """A payload made after two logins opens with the second key; the older code gives the retired one."""
    older, newer = server.sandbox.new_login_code(), server.sandbox.new_login_code()

    retired, current = server.session(older), server.session(newer)

    assert retired["openid"] == current["openid"]
    assert retired["session_key"] != current["session_key"]
    assert server.sandbox.new_payload(PayloadKind.PHONE)["session_key"] == current["session_key"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, (41002, "appid missing, rid: R")),
        ({"appid": ""}, (41002, "appid missing, rid: R")),
        ({"appid": "wx0123456789abcdef"}, (40013, "invalid appid, rid: R")),
        ({"appid": SANDBOX_APPID}, (41004, "appsecret missing, rid: R")),
        ({"appid": SANDBOX_APPID, "secret": "f" * 32}, (40125, "invalid appsecret, rid: R")),
        ({"appid": SANDBOX_APPID, "secret": SANDBOX_SECRET}, (41008, "missing code, rid: R")),
        (
            {"appid": SANDBOX_APPID, "secret": SANDBOX_SECRET, "code": "0abc"},
            (41008, "missing code, rid: R"),
        ),
        (
            {"appid": SANDBOX_APPID, "secret": SANDBOX_SECRET, "js_code": "0abc"},
            (40002, "invalid grant_type, rid: R"),
        ),
        (session_query("0abc"), (40029, "invalid code, rid: R")),
        (session_query("0\x00\ud83c".encode("utf-8", "replace").decode()), (40029, "invalid code, rid: R")),
    ],
)
def test_parameters_are_checked_in_order(
    server: Server, query: dict[str, str], expected: tuple[int, str]
) -> None:
    """The first thing that is wrong is the one that is answered, with HTTP status 200."""
    assert server.ask("GET", PATH, query).status == 200
    assert server.errmsg("GET", PATH, query) == expected


def test_parameters_in_a_body_do_not_count(server: Server) -> None:
    """A POST with everything in its body is 41002, as on WeChat."""
    body = json.dumps(session_query(server.sandbox.new_login_code())).encode()

    assert server.errmsg("POST", PATH, body=body) == (41002, "appid missing, rid: R")


def test_unknown_call_is_an_invalid_url(server: Server) -> None:
    """A path that WeChat's families do not have is 40066; one outside of them is no WeChat call."""
    assert server.errmsg("GET", "/wxa/nothing") == (40066, "invalid url rid: R")
    assert server.sandbox.answer(Request("GET", "/favicon.ico")).status == 404


def test_many_clients_one_code_one_session(server: Server) -> None:
    """Of 20 exchanges at once one succeeds and 19 are told that the code was used."""
    code = server.sandbox.new_login_code()

    with ThreadPoolExecutor(20) as pool:
        replies = list(pool.map(server.session, [code] * 20))

    assert sorted(reply.get("errcode", 0) for reply in replies) == [0] + [40163] * 19
