"""quota/get, and the three ways to clear quotas."""

import json

import pytest

from tests.sandbox.conftest import Server
from wxauth_cli.core.shapes import SANDBOX_APPID, SANDBOX_SECRET

GET = "/cgi-bin/openapi/quota/get"
CLEAR_API = "/cgi-bin/openapi/quota/clear"
CLEAR = "/cgi-bin/clear_quota"
CLEAR_V2 = "/cgi-bin/clear_quota/v2"
PHONE = "/wxa/business/getuserphonenumber"
OK = (0, {"errcode": 0, "errmsg": "ok"})
USED_UP = (48006, "forbid to clear quota because of reaching the limit rid: R")


def used(server: Server, path: str = PHONE) -> int:
    """Return how many calls of the day are counted."""
    return int(server.post(GET, {"cgi_path": path})[1]["quota"]["used"])


def test_quota_counts_the_calls(server: Server) -> None:
    """Refused calls count too; the whole answer is as documented."""
    server.phone("nothing", server.token())

    assert server.post(GET, {"cgi_path": PHONE}) == (
        0,
        {
            "errcode": 0,
            "errmsg": "ok",
            "quota": {"daily_limit": 100000, "used": 1, "remain": 99999},
            "rate_limit": {"call_count": 5000, "refresh_second": 60},
        },
    )


def test_api_without_a_minute_limit_has_no_rate(server: Server) -> None:
    """The two objects are there only where there is a limit."""
    server.classic()

    assert server.post(GET, {"cgi_path": "/cgi-bin/token"})[1] == {
        "errcode": 0,
        "errmsg": "ok",
        "quota": {"daily_limit": 2000, "used": 1, "remain": 1999},
    }


def test_day_begins_at_midnight_in_beijing(server: Server) -> None:
    """2023-11-15 06:23 in Beijing: 17 h 37 min later the count is 0 again."""
    server.phone("nothing", server.token())

    server.clock.advance(17 * 3600 + 36 * 60)
    before = used(server)
    server.clock.advance(60)

    assert (before, used(server)) == (1, 0)


@pytest.mark.parametrize("path", [GET, CLEAR_API])
@pytest.mark.parametrize(
    ("body", "errcode"),
    [
        ({"cgi_path": "/sns/jscode2session"}, 76022),
        ({"cgi_path": "/wxa/nothing"}, 76021),
        ({"cgi_path": "wxa/checksession"}, 76003),
        ({"cgi_path": "https://api.weixin.qq.com/wxa/checksession"}, 76003),
        ({"cgi_path": 5}, 76003),
        ({}, 76003),
        (b"cgi_path=/wxa/checksession", 47001),
    ],
)
def test_bad_paths_are_told_apart(server: Server, path: str, body: object, errcode: int) -> None:
    """No /sns, no host, no missing slash, no misspelling."""
    assert server.post(path, body)[0] == errcode


def test_app_clears_its_quota_ten_times_a_month(server: Server) -> None:
    """Both calls share the ten resets; next month there are ten more."""
    server.phone("nothing", server.token())
    v2 = {"appid": SANDBOX_APPID, "appsecret": SANDBOX_SECRET}

    assert [server.post(CLEAR, {"appid": SANDBOX_APPID}) for _ in range(5)] == [OK] * 5
    assert used(server) == 0
    for _ in range(5):
        assert json.loads(server.ask("POST", CLEAR_V2, v2).body) == OK[1]
    assert server.post(CLEAR, {"appid": SANDBOX_APPID}) == USED_UP
    assert server.errmsg("POST", CLEAR_V2, v2) == USED_UP
    server.clock.advance(17 * 86400)
    assert server.post(CLEAR, {"appid": SANDBOX_APPID}) == OK


def test_single_api_is_cleared_alone(server: Server) -> None:
    """Other counts stay; fifty times a month."""
    server.phone("nothing", server.token())
    server.get("/wxa/checksession")

    assert server.post(CLEAR_API, {"cgi_path": PHONE}) == OK
    assert (used(server), used(server, "/wxa/checksession")) == (0, 1)
    for _ in range(49):
        server.post(CLEAR_API, {"cgi_path": PHONE})
    assert server.post(CLEAR_API, {"cgi_path": PHONE}) == (45009, "reach max api daily quota limit rid: R")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, (41002, "appid missing rid: R")),
        ({"appid": "wx0123456789abcdef"}, (40013, "invalid appid rid: R")),
        ({"appid": SANDBOX_APPID, "secret": SANDBOX_SECRET}, (41004, "appsecret missing rid: R")),
        ({"appid": SANDBOX_APPID, "appsecret": "f" * 32}, (40125, "invalid appsecret rid: R")),
    ],
)
def test_v2_wants_appsecret(server: Server, query: dict[str, str], expected: tuple[int, str]) -> None:
    """The parameter is called appsecret here, not secret."""
    assert server.errmsg("POST", CLEAR_V2, query) == expected


def test_v2_takes_a_body_as_well(server: Server) -> None:
    """New pages describe a JSON body, examples use the query."""
    body = json.dumps({"appid": SANDBOX_APPID, "appsecret": SANDBOX_SECRET}).encode()

    assert json.loads(server.ask("POST", CLEAR_V2, body=body).body) == OK[1]


def test_foreign_appid_cannot_be_cleared(server: Server) -> None:
    """The appid must be the token's own."""
    assert server.post(CLEAR, {"appid": "wx0123456789abcdef"}) == (40013, "invalid appid rid: R")
