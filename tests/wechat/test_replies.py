"""Replies of the right JSON and the wrong shape."""

from typing import Any

import pytest

from wxauth_cli.core.secret import Secret
from wxauth_cli.wechat.replies import (
    FetchedToken,
    NotAReplyError,
    PhoneNumber,
    Session,
    read_addresses,
    read_phone,
    read_session,
    read_token,
)

PHONE = {
    "phoneNumber": "13800138000",
    "purePhoneNumber": "13800138000",
    "countryCode": "86",
    "watermark": {"timestamp": 1700000000, "appid": "wx9a1b2c3d4e5f6071"},
}


def test_session_with_and_without_unionid() -> None:
    """unionid is there only for apps bound to an open-platform account; an empty one counts as absent."""
    document = {"openid": "o1", "session_key": "key", "errcode": 0}

    assert read_session(document) == Session("o1", Secret("key"), None)
    assert read_session({**document, "unionid": ""}) == Session("o1", Secret("key"), None)
    assert read_session({**document, "unionid": "u1"}) == Session("o1", Secret("key"), "u1")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"openid": None}, "openid"),
        ({"openid": ""}, "openid"),
        ({"openid": "o\x1b[2J"}, "openid"),
        ({"session_key": 123}, "session_key"),
        ({"session_key": ["k"]}, "session_key"),
        ({"unionid": {}}, "unionid"),
    ],
)
def test_session_of_the_wrong_shape_names_the_field(change: dict[str, Any], field: str) -> None:
    """A missing or odd field means that the answer is not WeChat's."""
    with pytest.raises(NotAReplyError) as caught:
        read_session({"openid": "o1", "session_key": "key", **change})

    assert str(caught.value.reason) == f"JSON in which {field} is missing or not of the documented type"


@pytest.mark.parametrize("country", ["86", 86])
def test_country_code_may_be_a_number(country: object) -> None:
    """The documentation types countryCode as text and shows a number."""
    number = read_phone({"phone_info": {**PHONE, "countryCode": country}})

    assert number == PhoneNumber("13800138000", "13800138000", "86", PHONE["watermark"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "info",
    [None, [], {}, {**PHONE, "watermark": "x"}, {**PHONE, "phoneNumber": 1}, {**PHONE, "countryCode": True}],
)
def test_phone_reply_of_the_wrong_shape_is_refused(info: object) -> None:
    """Every part must be there and of its type."""
    with pytest.raises(NotAReplyError):
        read_phone({"phone_info": info})


@pytest.mark.parametrize("seconds", [7200, "7200"])
def test_token_life_may_be_text(seconds: object) -> None:
    """Numbers sent as text are read."""
    assert read_token({"access_token": "t", "expires_in": seconds}) == FetchedToken(Secret("t"), 7200)


@pytest.mark.parametrize("seconds", [None, 0, -1, True, 1.5, "soon", 10**9, []])
def test_token_life_that_makes_no_sense_is_refused(seconds: object) -> None:
    """A token without a believable end must not get into the cache."""
    with pytest.raises(NotAReplyError):
        read_token({"access_token": "t", "expires_in": seconds})


def test_addresses_are_texts() -> None:
    """ip_list is a list of texts."""
    assert read_addresses({"ip_list": ["203.0.113.1"]}) == ["203.0.113.1"]
    with pytest.raises(NotAReplyError):
        read_addresses({"ip_list": [1]})
