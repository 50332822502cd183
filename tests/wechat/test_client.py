"""The calls: what they send, how often, and what they make of the answer."""

import json
from collections.abc import Callable

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.wechat.fake import APPID, SECRET, FakeWeChat
from wxauth_cli.core.errors import WxauthError
from wxauth_cli.core.secret import Secret
from wxauth_cli.wechat.errors import BusyError, CodeError, NoAnswerError
from wxauth_cli.wechat.replies import FetchedToken, Session

BUSY = {"errcode": -1, "errmsg": "system error"}
TOKEN = {"access_token": "t" * 40, "expires_in": 7200}
PHONE_CODE = "e31968a7f94cc5ee25fafc2aef2773f0bb8c3937b22520eb8ee345274d00c144"
LOGIN_CODE = "083tjT000WK8kM17Dw000FdPPi4tjT0F"


def test_code_to_session_sends_what_wechat_wants() -> None:
    """js_code, not code; in the query; and no access token."""
    wechat = FakeWeChat({"openid": "o1", "session_key": "key"})

    session = wechat.client.code_to_session("a code+/")

    assert session == Session("o1", Secret("key"), None)
    assert wechat.requests[0].method == "GET"
    assert dict(wechat.requests[0].url.params) == {
        "appid": APPID,
        "secret": SECRET.reveal(),
        "js_code": "a code+/",
        "grant_type": "authorization_code",
    }


def test_stable_token_is_posted_as_json() -> None:
    """The secret goes into the body, out of every access log."""
    wechat = FakeWeChat(TOKEN)

    fetched = wechat.client.stable_token()

    assert fetched == FetchedToken(Secret("t" * 40), 7200)
    assert (wechat.requests[0].method, wechat.requests[0].url.query) == ("POST", b"")
    assert json.loads(wechat.requests[0].content) == {
        "grant_type": "client_credential",
        "appid": APPID,
        "secret": SECRET.reveal(),
        "force_refresh": False,
    }


def test_phone_code_goes_into_the_body_and_the_token_into_the_query() -> None:
    """An access token anywhere but in the query counts as absent."""
    info = {"phoneNumber": "1", "purePhoneNumber": "1", "countryCode": "86", "watermark": {}}
    wechat = FakeWeChat({"errcode": 0, "phone_info": info})

    wechat.client.phone_number(Secret("a-token"), "the-code")

    assert dict(wechat.requests[0].url.params) == {"access_token": "a-token"}
    assert json.loads(wechat.requests[0].content) == {"code": "the-code"}


def test_every_secret_is_learnt() -> None:
    """The redactor hears of secret, code, token and session_key."""
    wechat = FakeWeChat(TOKEN, {"openid": "o1", "session_key": "key"})

    wechat.client.token()
    wechat.client.code_to_session("the-code")

    assert wechat.learnt == [SECRET, Secret("t" * 40), Secret("the-code"), Secret("key")]


def test_busy_wechat_is_asked_again_for_a_stable_token() -> None:
    """stable_token without force returns the same token again, so it is safe to repeat, with pauses."""
    wechat = FakeWeChat(BUSY, BUSY, TOKEN)

    assert wechat.client.stable_token().expires_in == 7200
    assert wechat.pauses == [1.0, 2.0]


def test_patience_ends_after_three_tries() -> None:
    """A WeChat that stays busy is not asked for ever."""
    wechat = FakeWeChat(BUSY, BUSY, BUSY)

    with pytest.raises(BusyError):
        wechat.client.api_domain_ip(Secret("a-token"))

    assert len(wechat.requests) == 3


@pytest.mark.parametrize("call", ["code", "phone", "classic", "forced"])
def test_calls_that_change_something_are_never_repeated(call: str) -> None:
    """A code may be spent, a classic token retires another, a forced refresh is rationed."""
    wechat = FakeWeChat(BUSY)
    calls: dict[str, Callable[[], object]] = {
        "code": lambda: wechat.client.code_to_session("the-code"),
        "phone": lambda: wechat.client.phone_number(Secret("a-token"), "the-code"),
        "classic": wechat.client.token,
        "forced": lambda: wechat.client.stable_token(force_refresh=True),
    }

    with pytest.raises(BusyError):
        calls[call]()

    assert (len(wechat.requests), wechat.pauses) == (1, [])


def test_busy_wechat_gives_no_advice_to_repeat_a_code() -> None:
    """-1 on a code call: whether the code was spent is unknown."""
    wechat = FakeWeChat(BUSY)

    with pytest.raises(BusyError) as caught:
        wechat.client.code_to_session("the-code")

    assert str(caught.value.hint) == (
        "Nobody knows whether the code was spent, so it was not sent again. "
        "Wait a little, then try with a new code."
    )


def test_timeout_of_a_code_call_is_final() -> None:
    """The transport fails once, and the code is not sent again."""
    wechat = FakeWeChat(httpx.ReadTimeout("https://wechat.example/?secret=leak"))

    with pytest.raises(NoAnswerError) as caught:
        wechat.client.code_to_session("the-code")

    assert (len(wechat.requests), caught.value.code_may_be_spent) == (1, True)
    assert "leak" not in f"{caught.value} {caught.value.hint}"


def test_invalid_code_says_again_that_it_is_of_another_kind() -> None:
    """40029 for a phone code handed to code2Session, and the other way round."""
    wechat = FakeWeChat(*[{"errcode": 40029, "errmsg": "invalid code"}] * 3)

    with pytest.raises(CodeError) as phone_code:
        wechat.client.code_to_session(PHONE_CODE)
    with pytest.raises(CodeError) as login_code:
        wechat.client.phone_number(Secret("a-token"), LOGIN_CODE)
    with pytest.raises(CodeError) as right_kind:
        wechat.client.code_to_session(LOGIN_CODE)

    assert str(phone_code.value.hint).startswith("This looks like a phone code ")
    assert str(login_code.value.hint).startswith("This looks like a wx.login code ")
    assert str(right_kind.value.hint).startswith("Call wx.login again ")


_ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(st.text(), values, max_size=3),
    max_leaves=5,
)
_FIELDS = (
    "errcode",
    "errmsg",
    "openid",
    "session_key",
    "phone_info",
    "access_token",
    "expires_in",
    "ip_list",
)


# the first draw reads Python's character tables, which a busy machine needs seconds for
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(_FIELDS), _ODD))
def test_any_json_gives_a_value_or_an_error_of_ours(reply: dict[str, object]) -> None:
    """Whatever a server makes up, nothing but our own errors comes out, and their text can be shown."""
    wechat = FakeWeChat(answer=lambda request: reply)
    client = wechat.client
    calls: list[Callable[[], object]] = [
        lambda: client.code_to_session("the-code"),
        lambda: client.phone_number(Secret("a-token"), "the-code"),
        client.token,
        client.stable_token,
        lambda: client.api_domain_ip(Secret("a-token")),
    ]

    for call in calls:
        try:
            call()
        except WxauthError as error:
            assert f"{error} {error.hint}".isprintable()
