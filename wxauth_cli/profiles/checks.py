"""Values that cannot be used, and credentials that look like another kind.

The first are refused; the second only warned of, because no shape of a credential is documented.
"""

import math
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from wxauth_cli.core.message import Message, message
from wxauth_cli.core.shapes import Shape, shape_of

__all__ = [
    "MAX_TIMEOUT",
    "READERS",
    "BadValueError",
    "appid_warnings",
    "read_api_base",
    "secret_warnings",
    "transport_warnings",
    "without_password",
]

MAX_TIMEOUT = 600.0
_CORPID = re.compile(r"ww[0-9a-f]{16}")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class BadValueError(ValueError):
    """A value cannot be used; ``reason`` says why, to be put behind the value's name."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


def read_text(value: Any) -> str:
    """Return a non-empty text, or raise BadValueError."""
    if not isinstance(value, str):
        raise BadValueError(message("must be a text in quotes"))
    if not value:
        raise BadValueError(message("is empty"))
    if "\0" in value or "\n" in value:
        raise BadValueError(message("contains a line break or NUL"))
    return value


def read_command(value: Any) -> list[str]:
    """Return a program and its arguments, or raise BadValueError."""
    words = value if isinstance(value, list) else []
    if not words or not all(isinstance(word, str) and "\0" not in word for word in words) or not words[0]:
        raise BadValueError(message('must be a list of texts, the program first: ["pass", "show", "wx/dev"]'))
    return list(words)


def read_timeout(value: Any) -> float:
    """Return seconds, more than 0 and at most 600, or raise BadValueError."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not math.isfinite(value) or not 0 < value <= MAX_TIMEOUT:
        raise BadValueError(
            message("must be a number of seconds, more than 0 and at most {most:g}", most=MAX_TIMEOUT)
        )
    return float(value)


def read_api_base(value: Any) -> str:
    """Return an http(s) URL without a slash at its end, or raise BadValueError."""
    text = read_text(value)
    parts = _http_url(text)
    if "@" in parts.netloc:
        raise BadValueError(message("must not contain a user name or password"))
    if "?" in text or "#" in text:
        raise BadValueError(message("must not contain a query or fragment"))
    return text.rstrip("/")


def read_proxy(value: Any) -> str:
    """Return the http(s) URL of a proxy, which may hold a user name and password."""
    text = read_text(value)
    _http_url(text)
    return text


# TOML key -> reader that returns the value as it is used, or raises BadValueError
READERS: dict[str, Callable[[Any], Any]] = {
    "appid": read_text,
    "secret": read_text,
    "secret_env": read_text,
    "secret_command": read_command,
    "api_base": read_api_base,
    "timeout": read_timeout,
    "proxy": read_proxy,
}


def appid_warnings(appid: str) -> list[Message]:
    """Return what is odd about an AppID, naming the likely mix-up."""
    shape = shape_of(appid)
    if shape is Shape.APPID:
        return []
    if shape is Shape.ORIGINAL_ID:
        return [message("The AppID is an original id (gh_…). The AppID begins with wx.")]
    if shape is Shape.APPSECRET:
        return [message("The AppID looks like an AppSecret: are the two swapped?")]
    if _CORPID.fullmatch(appid):
        return [message("The AppID is a WeCom corpid (ww…), not the AppID of a Mini Program.")]
    if appid != appid.strip():
        return [message("The AppID has white space around it.")]
    if shape_of(appid.lower()) is Shape.APPID:
        return [message("The AppID contains upper-case letters; WeChat writes it in lower case.")]
    return [message("The AppID does not look like one (wx and 16 lower-case hex digits).")]


def secret_warnings(secret: str) -> list[Message]:
    """Return what is odd about an AppSecret, naming the likely mix-up and never the value."""
    shape = shape_of(secret)
    if shape is Shape.APPSECRET:
        if secret != secret.lower():
            return [message("The AppSecret contains upper-case letters; WeChat writes it in lower case.")]
        return []
    if shape is Shape.APPID:
        return [message("The AppSecret looks like an AppID: are the two swapped?")]
    if shape is Shape.ACCESS_TOKEN:
        return [message("The AppSecret looks like an access_token, which is made from it and expires.")]
    if shape is Shape.SESSION_KEY:
        return [message("The AppSecret looks like a session_key, which belongs to one user's login.")]
    if shape is Shape.ENCODING_AES_KEY:
        return [
            message("The AppSecret has the length of an EncodingAESKey or a WeCom secret (43 characters).")
        ]
    if secret != secret.strip():
        return [message("The AppSecret has white space around it.")]
    return [message("The AppSecret does not look like one (32 hex digits).")]


def transport_warnings(api_base: str) -> list[Message]:
    """Warn of an api_base that carries the AppSecret in clear text to another machine."""
    parts = urlsplit(api_base)
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        return [
            message(
                "The AppSecret goes to {host} unencrypted, because api_base begins with http://.",
                host=parts.hostname,
            )
        ]
    return []


def without_password(url: str) -> str:
    """Return a URL that can be shown: ``http://user:***@host``."""
    user_info, at, _ = urlsplit(url).netloc.rpartition("@")
    user, colon, _ = user_info.partition(":")
    return url.replace(user_info + at, f"{user}:***@", 1) if colon else url


def _http_url(text: str) -> Any:
    bad = BadValueError(message("must be a URL such as https://host or http://host:8080"))
    if any(character.isspace() or not character.isprintable() for character in text):
        raise bad
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # a port that is no number, a broken IPv6 address
        raise bad from None
    if not usable:
        raise bad
    return parts
