"""From the bytes of an answer to WeChat's values, or the reason why it is not WeChat's.

Errors come with HTTP status 200; ``/sns/*`` answers ``text/plain``; a success may leave ``errcode``
out. So the header is ignored, the text is read as UTF-8 JSON, and ``errcode`` absent or 0 is success.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from wxauth_cli.core.message import Message, message
from wxauth_cli.core.secret import Secret

__all__ = [
    "Answer",
    "FetchedToken",
    "NotAReplyError",
    "PhoneNumber",
    "Session",
    "read_addresses",
    "read_body",
    "read_errcode",
    "read_phone",
    "read_session",
    "read_token",
]

_TITLE = re.compile(r"<title[^>]*>([^<]{1,60})</title>", re.IGNORECASE)
_DAY = 86_400
_LONGEST_TEXT = 4096  # WeChat's longest value is the access_token: 512


class Answer(NamedTuple):
    """What came back: HTTP status, content type, where it redirects to (host only), and the body."""

    status: int
    content_type: str
    redirect_host: str
    body: bytes
    too_long: bool = False


class NotAReplyError(Exception):
    """The answer is not one of WeChat's; ``reason`` says what it is instead, without quoting secrets."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


class Session(NamedTuple):
    """Answer of code2Session."""

    openid: str
    session_key: Secret
    unionid: str | None


class FetchedToken(NamedTuple):
    """Answer of token and stable_token; ``expires_in`` is in seconds."""

    access_token: Secret
    expires_in: int


class PhoneNumber(NamedTuple):
    """Answer of getuserphonenumber; ``watermark`` is WeChat's own object."""

    phoneNumber: str
    purePhoneNumber: str
    countryCode: str
    watermark: Mapping[str, Any]


def read_body(answer: Answer) -> dict[str, Any]:
    """Return the JSON object of an answer. Raises NotAReplyError with what it is instead."""
    if answer.status != 200:
        raise NotAReplyError(_odd_status(answer))
    if answer.too_long:
        raise NotAReplyError(message("an answer of more than {count} bytes", count=len(answer.body)))
    if not answer.body.strip():
        raise NotAReplyError(message("an empty answer"))
    try:
        document = json.loads(answer.body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise NotAReplyError(_no_json(answer, error)) from None
    if not isinstance(document, dict):
        raise NotAReplyError(message("JSON, but not an object"))
    return document


def read_errcode(document: Mapping[str, Any]) -> int:
    """Return ``errcode``; absent, null and "0" are 0. Raises NotAReplyError for what is no number."""
    value = document.get("errcode")
    if value is None:
        return 0
    if isinstance(value, int | float) and not isinstance(value, bool) and value == value // 1:
        return int(value)
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,9}", value):
        return int(value)
    raise NotAReplyError(message("JSON whose errcode is not a number"))


def read_session(document: Mapping[str, Any]) -> Session:
    """Return the session. Raises NotAReplyError when openid or session_key is missing or no text."""
    unionid = document.get("unionid")
    return Session(
        openid=_text(document, "openid"),
        session_key=Secret(_text(document, "session_key")),
        unionid=_text(document, "unionid") if unionid not in (None, "") else None,
    )


def read_token(document: Mapping[str, Any]) -> FetchedToken:
    """Return the token. Raises NotAReplyError when the token or its life is missing or odd."""
    token = _text(document, "access_token")
    seconds = _seconds(document.get("expires_in"))
    return FetchedToken(Secret(token), seconds)


def read_phone(document: Mapping[str, Any]) -> PhoneNumber:
    """Return the phone number. Raises NotAReplyError when a part is missing or of another type."""
    info = document.get("phone_info")
    if not isinstance(info, dict):
        raise NotAReplyError(_missing("phone_info"))
    watermark = info.get("watermark")
    if not isinstance(watermark, dict):
        raise NotAReplyError(_missing("watermark"))
    country = info.get("countryCode")
    if isinstance(country, int) and not isinstance(country, bool):
        country = str(country)  # the documentation types it as text and shows a number
    return PhoneNumber(
        phoneNumber=_text(info, "phoneNumber"),
        purePhoneNumber=_text(info, "purePhoneNumber"),
        countryCode=_text({"countryCode": country}, "countryCode"),
        watermark=watermark,
    )


def read_addresses(document: Mapping[str, Any]) -> list[str]:
    """Return ``ip_list``. Raises NotAReplyError when it is not a list of texts."""
    addresses = document.get("ip_list")
    if not isinstance(addresses, list) or not all(isinstance(item, str) for item in addresses):
        raise NotAReplyError(_missing("ip_list"))
    return addresses


def _text(document: Mapping[str, Any], name: str) -> str:
    value = document.get(name)
    # a control character in a value would reach the terminal as it is, and so would a megabyte
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST_TEXT or not value.isprintable():
        raise NotAReplyError(_missing(name))
    return value


def _seconds(value: Any) -> int:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= 30 * _DAY:
        raise NotAReplyError(_missing("expires_in"))
    return value


def _missing(name: str) -> Message:
    return message("JSON in which {name} is missing or not of the documented type", name=name)


def _odd_status(answer: Answer) -> Message:
    if answer.redirect_host:
        return message(
            "a redirect (HTTP {status}) to {host}, which was not followed",
            status=answer.status,
            host=answer.redirect_host,
        )
    return message("HTTP status {status}; WeChat answers 200 even for its errors", status=answer.status)


def _no_json(answer: Answer, error: Exception) -> Message:
    text = answer.body.decode("utf-8", "replace")
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        title = _TITLE.search(text)
        if title and title[1].strip().isprintable():
            return message('an HTML page titled "{title}"', title=title[1].strip())
        return message("an HTML page")
    if isinstance(error, UnicodeDecodeError):
        return message("{count} bytes that are not UTF-8", count=len(answer.body))
    if start.startswith("{") and not text.rstrip().endswith("}"):
        return message("JSON that ends in the middle, after {count} bytes", count=len(answer.body))
    return message("{count} bytes that are not JSON", count=len(answer.body))
