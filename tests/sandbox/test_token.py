"""Classic and stable access tokens."""

import json
from typing import Any

import pytest

from tests.sandbox.conftest import Server, app_query
from wxauth_cli.core.shapes import SANDBOX_APPID, SANDBOX_SECRET, Shape, shape_of

CLASSIC, STABLE, PHONE = "/cgi-bin/token", "/cgi-bin/stable_token", "/wxa/business/getuserphonenumber"
REPLACED = (40001, "invalid credential, access_token is invalid or not latest rid: R")
EXPIRED = (42001, "access_token expired rid: R")
ALIVE = (47001, "data format error hint: [H] rid: R")  # the token passed; the body is the next thing


def state_of(server: Server, token: str) -> tuple[int, str]:
    """Return what an API says to the token, asked with a body that is no JSON."""
    return server.errmsg("POST", PHONE, {"access_token": token}, b"?")


def test_classic_answer_is_token_and_lifetime(server: Server) -> None:
    """No errcode, two fields, application/json."""
    reply = server.ask("GET", CLASSIC, app_query("client_credential"))

    document = json.loads(reply.body)
    assert list(document) == ["access_token", "expires_in"]
    assert shape_of(document["access_token"]) is Shape.ACCESS_TOKEN
    assert (document["expires_in"], reply.headers["content-type"]) == (
        7200,
        "application/json; charset=utf-8",
    )


def test_classic_token_replaces_the_one_before(server: Server) -> None:
    """Every call makes a new token; the old one works for 5 more minutes, then it is not latest."""
    old, new = server.classic()["access_token"], server.classic()["access_token"]

    assert old != new
    server.clock.advance(299)
    assert (state_of(server, old), state_of(server, new)) == (ALIVE, ALIVE)
    server.clock.advance(1)
    assert (state_of(server, old), state_of(server, new)) == (REPLACED, ALIVE)


def test_third_classic_token_does_not_prolong_the_first(server: Server) -> None:
    """The 5 minutes of a replaced token run from its replacement, whatever is fetched later."""
    first = server.classic()["access_token"]
    server.classic()
    server.clock.advance(200)
    server.classic()

    server.clock.advance(100)

    assert state_of(server, first) == REPLACED


def test_token_dies_of_age_as_expired(server: Server) -> None:
    """A token that nobody replaced is 42001 after two hours."""
    token = server.classic()["access_token"]

    server.clock.advance(7199)
    assert state_of(server, token) == ALIVE
    server.clock.advance(1)
    assert state_of(server, token) == EXPIRED


def test_stable_token_stays_until_its_last_five_minutes(server: Server) -> None:
    """The same token with the seconds left; then a new one while the old one goes on to its end."""
    first = server.stable()
    server.clock.advance(6899)
    again = server.stable()
    server.clock.advance(1)
    renewed = server.stable()

    assert again == {"access_token": first["access_token"], "expires_in": 301}
    assert renewed["access_token"] != first["access_token"]
    assert renewed["expires_in"] == 7200
    assert server.stable() == renewed
    server.clock.advance(299)
    assert state_of(server, first["access_token"]) == ALIVE
    server.clock.advance(1)
    assert state_of(server, first["access_token"]) == EXPIRED


def test_force_refresh_retires_at_once(server: Server) -> None:
    """The forced-out token is dead in the same second."""
    old = server.stable()["access_token"]

    new = server.stable(force_refresh=True)["access_token"]

    assert (state_of(server, old), state_of(server, new)) == (REPLACED, ALIVE)


def test_force_refresh_needs_thirty_seconds_between(server: Server) -> None:
    """Within 30 seconds no new token is made."""
    first = server.stable(force_refresh=True)["access_token"]
    server.clock.advance(29)
    second = server.stable(force_refresh=True)["access_token"]
    server.clock.advance(1)
    third = server.stable(force_refresh=True)["access_token"]

    assert first == second != third


def test_force_refresh_works_twenty_times_a_day(server: Server) -> None:
    """The 21st is 45009 and leaves the token alone; the next day (in Beijing) counts anew."""
    for _ in range(20):
        token = server.stable(force_refresh=True)["access_token"]
        server.clock.advance(30)

    body = json.dumps({**app_query("client_credential"), "force_refresh": True}).encode()
    assert server.errmsg("POST", STABLE, body=body) == (45009, "reach max api daily quota limit rid: R")
    assert server.stable()["access_token"] == token
    server.clock.advance(86400)
    assert "access_token" in server.stable(force_refresh=True)


def test_stable_and_classic_are_separate_worlds(server: Server) -> None:
    """Neither kind retires the other's token."""
    stable, classic = server.stable()["access_token"], server.classic()["access_token"]

    server.stable(force_refresh=True)
    assert state_of(server, classic) == ALIVE

    newer = server.stable()["access_token"]
    server.classic()
    server.clock.advance(301)
    assert (state_of(server, newer), state_of(server, stable)) == (ALIVE, REPLACED)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, (41002, "appid missing rid: R")),
        ({"appid": "wx0123456789abcdef", "grant_type": "x"}, (40013, "invalid appid rid: R")),
        ({"appid": SANDBOX_APPID, "grant_type": "x"}, (40002, "invalid grant_type rid: R")),
        (
            {"appid": SANDBOX_APPID, "grant_type": "client_credential"},
            (41004, "appsecret missing rid: R"),
        ),
        (
            {
                "appid": SANDBOX_APPID,
                "grant_type": "client_credential",
                "secret": SANDBOX_SECRET.upper()[:31],
            },
            (40125, "invalid appsecret rid: R"),
        ),
    ],
)
def test_classic_parameters_are_checked_in_order(
    server: Server, query: dict[str, str], expected: tuple[int, str]
) -> None:
    """appid before grant_type before secret."""
    assert server.errmsg("GET", CLASSIC, query) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", (44002, "empty post data hint: [H] rid: R")),
        (b"grant_type=client_credential", (47001, "data format error hint: [H] rid: R")),
        (b"[]", (47001, "data format error hint: [H] rid: R")),
        (b"[" * 100_000, (47001, "data format error hint: [H] rid: R")),
        ('{"appid": 1}'.encode("utf-16"), (47001, "data format error hint: [H] rid: R")),
        (b"{}", (41002, "appid missing rid: R")),
        (b'{"appid": 12}', (40013, "invalid appid rid: R")),
        (b'{"appid": "\\ud83c"}', (40013, "invalid appid rid: R")),
        ({"appid": SANDBOX_APPID}, (40002, "invalid grant_type rid: R")),
        (
            {"appid": SANDBOX_APPID, "grant_type": "client_credential"},
            (41004, "appsecret missing rid: R"),
        ),
        (
            {"appid": SANDBOX_APPID, "grant_type": "client_credential", "secret": 5},
            (40125, "invalid appsecret rid: R"),
        ),
        (
            {**app_query("client_credential"), "force_refresh": "true"},
            (47001, "data format error hint: [H] rid: R"),
        ),
    ],
)
def test_stable_body_is_checked_in_order(server: Server, body: Any, expected: tuple[int, str]) -> None:
    """The body must be a JSON object in UTF-8 with everything in it."""
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()

    assert server.errmsg("POST", STABLE, body=sent) == expected


def test_stable_token_by_get_is_refused(server: Server) -> None:
    """GET is 43002 even with right parameters in the query."""
    assert server.errmsg("GET", STABLE, app_query("client_credential")) == (
        43002,
        "require POST method rid: R",
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, (41001, "access_token missing rid: R")),
        ({"access_token": ""}, (41001, "access_token missing rid: R")),
        ({"access_token": "undefined"}, (40014, "invalid access_token rid: R")),
        ({"access_token": "75_" + "x" * 133}, REPLACED),
    ],
)
def test_token_must_stand_in_the_query(
    server: Server, query: dict[str, str], expected: tuple[int, str]
) -> None:
    """Absent, garbled and unknown tokens have errcodes of their own; a body does not count."""
    body = json.dumps({"code": "x", "access_token": server.classic()["access_token"]}).encode()

    assert server.errmsg("POST", PHONE, query, body) == expected
