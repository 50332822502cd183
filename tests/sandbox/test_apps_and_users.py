"""Several apps, and people made to order."""

import base64
import json

import pytest

from tests.sandbox.conftest import Server, session_query
from wxauth_cli.core import aes
from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.shapes import SANDBOX_APPID, SANDBOX_SECRET
from wxauth_cli.sandbox.kinds import PayloadKind

SESSION = "/sns/jscode2session"
PHONE = "/wxa/business/getuserphonenumber"


def test_apps_are_worlds_of_their_own(server: Server) -> None:
    """Another app has another openid, and no use for codes, tokens and secrets of the first."""
    app = server.sandbox.control.app()
    code = server.sandbox.new_login_code(appid=app["appid"])
    phone_code = server.sandbox.new_phone_code(appid=app["appid"])
    query = {**session_query(code), "appid": app["appid"], "secret": app["secret"]}

    assert server.errmsg("GET", SESSION, session_query(code))[0] == 40029
    assert server.errmsg("GET", SESSION, {**query, "secret": SANDBOX_SECRET})[0] == 40125
    assert server.post(PHONE, {"code": phone_code})[0] == 40013
    session = json.loads(server.ask("GET", SESSION, query).body)
    assert session["openid"] != server.login()["openid"]
    assert session["unionid"] == server.login()["unionid"]


def test_app_without_open_platform_shows_no_unionid(server: Server) -> None:
    """For its users and for nobody else's, in the session and in user info."""
    app = server.sandbox.control.app("wx00000000000000aa", bound=False)
    code = server.sandbox.new_login_code(appid=app["appid"])
    query = {**session_query(code), "appid": app["appid"], "secret": app["secret"]}

    assert list(json.loads(server.ask("GET", SESSION, query).body)) == ["session_key", "openid"]
    assert "unionId" not in opened(server.sandbox.new_payload(PayloadKind.USER_INFO, appid=app["appid"]))
    assert "unionid" in server.login()


def test_app_that_is_changed_keeps_its_secret(server: Server) -> None:
    """The built-in app can lose its open platform, and stays the first in the list."""
    server.sandbox.control.app()

    changed = server.sandbox.control.app(SANDBOX_APPID, bound=False)

    assert changed == {"appid": SANDBOX_APPID, "secret": SANDBOX_SECRET, "bound": False}
    assert server.sandbox.control.apps()[0] == changed


@pytest.mark.parametrize("appid", ["", "wx", "wx00000000000000AA", "wx00000000000000aa\n", "é"])
def test_impossible_appid_is_refused(server: Server, appid: str) -> None:
    """Neither made nor used."""
    with pytest.raises(UsageError):
        server.sandbox.control.app(appid)
    with pytest.raises(UsageError):
        server.sandbox.new_login_code(appid=appid)


def opened(payload: dict[str, str]) -> dict[str, object]:
    """Return what a payload says."""
    values = [base64.b64decode(payload[name]) for name in ("encryptedData", "session_key", "iv")]
    text = aes.decrypt(*values)
    return dict(json.loads(text))


def test_user_is_made_to_order(server: Server) -> None:
    """Name, number and unionid as they were asked for, wherever the user turns up."""
    server.sandbox.control.user("alice", nickname="小满🌱", phone_number="55501234", country_code="852")
    server.sandbox.control.user("alice", bound=False)

    info = opened(server.sandbox.new_payload(PayloadKind.USER_INFO, "alice"))
    phone = opened(server.sandbox.new_payload(PayloadKind.PHONE, "alice"))

    assert (info["nickName"], "unionId" in info) == ("小满🌱", False)
    assert (phone["phoneNumber"], phone["countryCode"]) == ("85255501234", "852")
    assert "unionid" not in server.login("alice")
    server.sandbox.control.user("alice", bound=True)
    assert "unionid" in server.login("alice")


@pytest.mark.parametrize("asked_by", ["payload", "user"])
def test_anonymous_user_info(server: Server, asked_by: str) -> None:
    """What a version published since October 2022 gets: a signed nobody, with the openid."""
    if asked_by == "user":
        server.sandbox.control.user("demo", anonymous=True)

    payload = server.sandbox.new_payload(PayloadKind.USER_INFO, anonymous=asked_by == "payload")

    profile = json.loads(payload["rawData"])
    assert (
        profile.pop("avatarUrl").startswith("https://thirdwx.qlogo.cn/mmopen/vi_32/POgEwh4"),
        profile,
    ) == (
        True,
        {
            "nickName": "微信用户",
            "gender": 0,
            "language": "",
            "city": "",
            "province": "",
            "country": "",
            "is_demote": True,
        },
    )
    assert opened(payload)["openId"] == payload["openid"]


@pytest.mark.parametrize(
    "changes", [{"phone_number": "12a"}, {"country_code": ""}, {"nickname": "a\nb"}, {"nickname": "x" * 65}]
)
def test_impossible_user_is_refused(server: Server, changes: dict[str, str]) -> None:
    """And not made in passing."""
    with pytest.raises(UsageError):
        server.sandbox.control.user("alice", **changes)  # type: ignore[arg-type]

    assert server.sandbox.control.users() == []
