"""The whitelist, and limits of the minute and the day."""

import json

import pytest

from tests.sandbox.conftest import Server, app_query, session_query
from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.shapes import SANDBOX_APPID, SANDBOX_SECRET
from wxauth_cli.sandbox.exchange import Request

SESSION = "/sns/jscode2session"


def test_whitelist_guards_the_token_endpoints_only(server: Server) -> None:
    """An address that is not listed gets no token of either kind, but a session all the same."""
    control = server.sandbox.control
    assert control.set_whitelist(["203.0.113.9", "198.51.100.0/24"]) == ["203.0.113.9", "198.51.100.0/24"]

    assert (server.classic()["errcode"], server.stable()["errcode"]) == (40164, 40164)
    assert "openid" in server.login()
    control.set_whitelist(["192.0.2.0/24"])
    assert "access_token" in server.classic()
    control.set_whitelist([])
    assert "access_token" in server.stable()


@pytest.mark.parametrize("client", ["::ffff:203.0.113.9", "203.0.113.9"])
def test_whitelist_knows_an_address_in_both_notations(server: Server, client: str) -> None:
    """A server that listens on IPv6 sees IPv4 clients as mapped addresses."""
    server.sandbox.control.set_whitelist(["203.0.113.9"])
    query = "&".join(f"{name}={value}" for name, value in app_query("client_credential").items())

    reply = server.sandbox.answer(Request("GET", "/cgi-bin/token", query, client=client))

    assert "access_token" in json.loads(reply.body)


def test_whitelist_takes_addresses_only(server: Server) -> None:
    """A name is refused and the list stays."""
    with pytest.raises(UsageError):
        server.sandbox.control.set_whitelist(["203.0.113.9", "example.com"])

    assert server.sandbox.control.whitelist() == []


def test_minute_limit_ends_with_the_minute(server: Server) -> None:
    """45011 for the third call of a minute, and the code it carried is still good."""
    server.sandbox.control.set_limit(SESSION, minute=2)
    server.login()
    server.login()
    code = server.sandbox.new_login_code()

    assert server.errmsg("GET", SESSION, session_query(code)) == (
        45011,
        "api minute-quota reach limit  mustslower  retry next minute, rid: R",
    )
    server.clock.advance(60)
    assert "openid" in server.session(code)


def test_day_limit_ends_with_the_day_or_by_clearing(server: Server) -> None:
    """45009 for the second call of a day; an app has its own count."""
    server.sandbox.control.set_limit("/cgi-bin/token", day=1)
    server.classic()

    assert server.classic()["errcode"] == 45009
    query = {"appid": SANDBOX_APPID, "appsecret": SANDBOX_SECRET}
    server.ask("POST", "/cgi-bin/clear_quota/v2", query)
    assert "access_token" in server.classic()
    assert server.classic()["errcode"] == 45009
    server.clock.advance(86400)
    assert "access_token" in server.classic()


def test_limits_are_listed_with_their_use(server: Server) -> None:
    """What was set replaces what is usual; another app is not touched."""
    other = server.sandbox.control.app()["appid"]
    server.login()

    changed = server.sandbox.control.set_limit(SESSION, minute=5)

    assert changed == {"path": SESSION, "minute": 5, "day": None, "minute_used": 1, "day_used": 1}
    assert changed in server.sandbox.control.limits()
    assert {"path": SESSION, "minute": None, "day": None, "minute_used": 0, "day_used": 0} in (
        server.sandbox.control.limits(other)
    )


@pytest.mark.parametrize(("path", "minute"), [("/wxa/nothing", 1), (SESSION, -1)])
def test_impossible_limits_are_refused(server: Server, path: str, minute: int) -> None:
    """No such API, and less than nothing."""
    with pytest.raises(UsageError):
        server.sandbox.control.set_limit(path, minute=minute)
