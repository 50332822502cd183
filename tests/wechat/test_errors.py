"""Errors by errcode: what the caller can do, and what a person is told."""

import pytest

from wxauth_cli.wechat.endpoints import API_DOMAIN_IP, CODE_TO_SESSION, PHONE_NUMBER, STABLE_TOKEN, Endpoint
from wxauth_cli.wechat.errors import (
    BusyError,
    CodeError,
    ConfigurationError,
    CredentialError,
    IpNotAllowedError,
    RateLimitError,
    RequestError,
    RiskError,
    WeChatError,
    wechat_error,
)


@pytest.mark.parametrize(
    ("endpoint", "errcode", "kind"),
    [
        (CODE_TO_SESSION, 40029, CodeError),
        (CODE_TO_SESSION, 40163, CodeError),
        (PHONE_NUMBER, 40001, CredentialError),
        (API_DOMAIN_IP, 40014, CredentialError),
        (PHONE_NUMBER, 42001, CredentialError),
        (STABLE_TOKEN, 40001, ConfigurationError),
        (CODE_TO_SESSION, 40013, ConfigurationError),
        (STABLE_TOKEN, 40125, ConfigurationError),
        (STABLE_TOKEN, 40243, ConfigurationError),
        (CODE_TO_SESSION, 45011, RateLimitError),
        (STABLE_TOKEN, 45009, RateLimitError),
        (STABLE_TOKEN, 40164, IpNotAllowedError),
        (CODE_TO_SESSION, -1, BusyError),
        (CODE_TO_SESSION, 40226, RiskError),
        (STABLE_TOKEN, 89503, RiskError),
        (PHONE_NUMBER, 47001, RequestError),
        (PHONE_NUMBER, 999999, RequestError),
    ],
)
def test_error_is_split_by_what_can_be_done(
    endpoint: Endpoint, errcode: int, kind: type[WeChatError]
) -> None:
    """The class tells the caller what to do; 40001 of a token call is the AppSecret, not a token."""
    assert type(wechat_error(endpoint, errcode, "")) is kind


def test_message_gives_the_cause_and_the_time_of_the_rid() -> None:
    """What happened, why it usually does, when; and what to do as the hint."""
    error = wechat_error(CODE_TO_SESSION, 40163, "code been used, rid: 66d0632f-61ff8846-38dd9a3e")

    assert str(error) == (
        "code2Session: WeChat answered 40163, code been used. Usual cause: js_code was already exchanged: "
        "double submit, client retry, or two servers handling one login. "
        "WeChat dates the call 2024-08-29 12:01:51 UTC (from the rid)."
    )
    assert str(error.hint) == (
        "Exchange each code once; make the login handler idempotent; call wx.login again."
    )


def test_invalid_and_used_codes_have_different_hints() -> None:
    """40029 asks which app and which kind of code; 40163 asks who exchanged it first."""
    hints = [str(wechat_error(CODE_TO_SESSION, code, "").hint) for code in (40029, 40163)]

    assert hints == [
        "Call wx.login again and send the new code once; compare the AppID in the project settings with the "
        "server AppID.",
        "Exchange each code once; make the login handler idempotent; call wx.login again.",
    ]


def test_address_to_whitelist_stands_in_the_hint() -> None:
    """40164 names the public address, which no local tool shows."""
    error = wechat_error(
        STABLE_TOKEN, 40164, "invalid ip 203.0.113.9 ipv6 ::ffff:203.0.113.9, not in whitelist rid: 6-"
    )

    assert (error.ip, error.ipv6) == ("203.0.113.9", "::ffff:203.0.113.9")
    assert str(error.hint).endswith(": 203.0.113.9")


def test_unknown_errcode_is_still_told() -> None:
    """A number that the catalogue does not know is shown with WeChat's words."""
    error = wechat_error(PHONE_NUMBER, 999999, "something new")

    assert str(error) == (
        "getuserphonenumber: WeChat answered 999999, something new. This errcode is not in the catalogue."
    )
    assert error.entry is None


def test_catalogue_speaks_where_wechat_sent_no_text() -> None:
    """errmsg may hold nothing but a rid."""
    assert str(wechat_error(CODE_TO_SESSION, 40226, "")).startswith(
        "code2Session: WeChat answered 40226, code blocked. "
    )


@pytest.mark.parametrize("errmsg", ["x" * 100_000, "\x1b[2J\x07evil"])
def test_hostile_errmsg_cannot_reach_the_terminal(errmsg: str) -> None:
    """A lying server may send a megabyte, or the codes that clear a screen."""
    text = str(wechat_error(PHONE_NUMBER, 47001, errmsg))

    assert len(text) < 300
    assert text.isprintable()
