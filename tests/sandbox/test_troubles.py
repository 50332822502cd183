"""What is to go wrong, and what becomes of it."""

import json

import pytest

from tests.sandbox.conftest import Server, session_query
from wxauth_cli.core.errors import UsageError
from wxauth_cli.sandbox.kinds import NAMED_TROUBLES

SESSION = "/sns/jscode2session"
PHONE = "/wxa/business/getuserphonenumber"


@pytest.mark.parametrize(("name", "errcode"), NAMED_TROUBLES.items())
def test_named_trouble_is_its_errcode_once(server: Server, name: str, errcode: int) -> None:
    """The call is answered by the errcode, nothing is spent, and the next call is well."""
    code = server.sandbox.new_login_code()
    server.sandbox.control.fail(name)

    assert server.session(code)["errcode"] == errcode
    assert "openid" in server.session(code)


def test_trouble_comes_as_often_and_where_it_was_planned(server: Server) -> None:
    """Two times, and only for one API; a number works like a name."""
    server.sandbox.control.fail("48001", path=PHONE, times=2)

    assert "openid" in server.login()
    assert [server.post(PHONE, {"code": "nothing"})[0] for _ in range(3)] == [48001, 48001, 40029]


def test_trouble_without_end_lasts_until_it_is_cleared(server: Server) -> None:
    """``times`` None is for all calls; an errcode without a text of ours has none."""
    server.sandbox.control.fail("12345", times=None)

    assert [server.errmsg("GET", SESSION) for _ in range(3)] == [(12345, " rid: R")] * 3
    server.sandbox.control.clear_troubles()
    assert server.errmsg("GET", SESSION)[0] == 41002


def test_not_whitelisted_names_the_address(server: Server) -> None:
    """As WeChat does, in both notations."""
    server.sandbox.control.fail("not-whitelisted")

    assert server.errmsg("GET", "/cgi-bin/token")[1] == (
        "invalid ip 192.0.2.1 ipv6 ::ffff:192.0.2.1, not in whitelist rid: R"
    )


def test_lost_answers_spend_the_code(server: Server) -> None:
    """The work is done when the answer is lost; half of the body arrives of a truncated one."""
    code = server.sandbox.new_login_code()
    for name in ("slow", "truncate"):
        server.sandbox.control.fail(name, path=SESSION)

    reply = server.ask("GET", SESSION, session_query(code))

    assert (reply.delay, reply.lost_after) == (5.0, len(reply.body) // 2)
    assert "openid" in json.loads(reply.body)
    assert server.session(code)["errcode"] == 40163
    assert server.sandbox.control.calls()[0]["trouble"] == "slow, truncate"


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("nonsense", {}),
        ("0", {}),
        ("1e3", {}),
        ("9" * 30, {}),
        ("", {}),
        ("busy", {"times": 0}),
        ("busy", {"seconds": 3.0}),
        ("slow", {"seconds": -1.0}),
        ("slow", {"seconds": float("nan")}),
        ("slow", {"seconds": 601.0}),
        ("busy", {"path": "/wxa/nothing"}),
        ("busy", {"path": "\ud800"}),
    ],
)
def test_senseless_troubles_are_refused(server: Server, name: str, settings: dict[str, object]) -> None:
    """Each with a sentence, and nothing is planned."""
    with pytest.raises(UsageError):
        server.sandbox.control.fail(name, **settings)  # type: ignore[arg-type]

    assert server.sandbox.control.troubles() == []


def test_replaced_token_has_the_words_of_its_api(server: Server) -> None:
    """On /cgi-bin the errmsg has had a piece of advice since 2023, on /wxa it has none."""
    server.sandbox.control.fail("token-replaced", times=2)

    told = [server.errmsg("GET", path)[1] for path in ("/cgi-bin/getcallbackip", "/wxa/checksession")]

    assert told == [
        "invalid credential, access_token is invalid or not latest, could get access_token by "
        "getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r rid: R",
        "invalid credential, access_token is invalid or not latest rid: R",
    ]
