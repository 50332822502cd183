"""Credentials that look like another kind are named, never refused."""

import pytest

from wxauth_cli.profiles.checks import (
    appid_warnings,
    read_proxy,
    secret_warnings,
    transport_warnings,
    without_password,
)

AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


@pytest.mark.parametrize(
    ("appid", "warning"),
    [
        ("gh_0123456789ab", "The AppID is an original id (gh_…). The AppID begins with wx."),
        ("0123456789abcdef" * 2, "The AppID looks like an AppSecret: are the two swapped?"),
        ("ww0123456789abcdef", "The AppID is a WeCom corpid (ww…), not the AppID of a Mini Program."),
        (" wx0123456789abcdef", "The AppID has white space around it."),
        ("wx0123456789ABCDEF", "The AppID contains upper-case letters; WeChat writes it in lower case."),
        ("touristappid", "The AppID does not look like one (wx and 16 lower-case hex digits)."),
    ],
)
def test_a_mixed_up_appid_is_named(appid: str, warning: str) -> None:
    """The warning names what the value probably is."""
    assert [str(each) for each in appid_warnings(appid)] == [warning]


@pytest.mark.parametrize(
    ("secret", "warning"),
    [
        ("wx0123456789abcdef", "The AppSecret looks like an AppID: are the two swapped?"),
        ("76_" + "a" * 120, "The AppSecret looks like an access_token, which is made from it and expires."),
        ("A" * 22 + "==", "The AppSecret looks like a session_key, which belongs to one user's login."),
        (
            AES_KEY,
            "The AppSecret has the length of an EncodingAESKey or a WeCom secret (43 characters).",
        ),
        (
            "0123456789ABCDEF" * 2,
            "The AppSecret contains upper-case letters; WeChat writes it in lower case.",
        ),
        ("0123456789abcdef" * 2 + " ", "The AppSecret has white space around it."),
        ("hunter2", "The AppSecret does not look like one (32 hex digits)."),
    ],
)
def test_a_mixed_up_secret_is_named_without_its_value(secret: str, warning: str) -> None:
    """The warning names what the value probably is, and never shows it."""
    assert [str(each) for each in secret_warnings(secret)] == [warning]


def test_good_credentials_are_not_warned_of() -> None:
    """The shapes of public samples pass."""
    assert appid_warnings("wx0123456789abcdef") == secret_warnings("0123456789abcdef" * 2) == []


@pytest.mark.parametrize("api_base", ["https://api.weixin.qq.com", "http://127.0.0.1:8", "http://[::1]:8"])
def test_loopback_and_https_need_no_warning(api_base: str) -> None:
    """The secret stays on this machine, or is encrypted."""
    assert transport_warnings(api_base) == []


def test_plain_http_to_another_machine_is_warned_of() -> None:
    """The AppSecret would travel in clear text."""
    assert [str(warning) for warning in transport_warnings("http://gateway.test/wx")] == [
        "The AppSecret goes to gateway.test unencrypted, because api_base begins with http://."
    ]


def test_the_password_of_a_proxy_is_not_shown() -> None:
    """A proxy may need one; what is shown has stars."""
    proxy = read_proxy("http://user:pass@127.0.0.1:3128")

    assert without_password(proxy) == "http://user:***@127.0.0.1:3128"
    assert without_password("http://127.0.0.1:3128") == "http://127.0.0.1:3128"
