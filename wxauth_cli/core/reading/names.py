"""WeChat's names for the fields, and the spellings in which they turn up."""

import re
from functools import cache, lru_cache

from wxauth_cli.core.payload import FIELDS

__all__ = ["ESSENTIAL", "field_of", "is_exact", "known_name", "secret_kind", "usable"]

# Without one of these a record is only context: an appid or openid that stands in every log line.
ESSENTIAL = frozenset(
    {"encryptedData", "iv", "session_key", "rawData", "signature", "code", "cloudID", "value"}
)

_EXACT = frozenset({*FIELDS, "js_code"})
_SPELLINGS = {
    "encryptedData": "encrypteddata encryptdata encrypteddatastr encryptdatastr encdata encrypteduserdata",
    "iv": "iv ivstr ivdata encryptediv encryptiv",
    "session_key": "sessionkey sessionkeystr",
    "appid": "appid",
    "rawData": "rawdata rawdatastr",
    "signature": "signature",
    "openid": "openid",
    "code": "code jscode logincode phonecode",
    "cloudID": "cloudid",
}
_FIELDS = {spelling: field for field, spellings in _SPELLINGS.items() for spelling in spellings.split()}
_SECRETS = {
    "secret": "AppSecret",
    "appsecret": "AppSecret",
    "corpsecret": "AppSecret",
    "accesstoken": "access_token",
    "authorizeraccesstoken": "access_token",
    "componentaccesstoken": "access_token",
}
_PREFIX = re.compile(r"x?wx|wechat|weixin")
_PATH_SEPARATOR = re.compile(r"[.\[\]/:$]+")

# `code` and `signature` must not be the end of status_code.
_IN_TEXT = r"""(?xi)
    (?<![A-Za-z0-9]) (?= [acdeijloprswx] )  # the look ahead halves the time
    (?P<name>
        (?: x[_-] )? (?: wx [_-]? )?
        (?: encrypt (?:ed)? [_-]? data (?: [_-]? str )?
          | enc [_-]? data
          | (?: encrypt (?:ed)? [_-]? )? iv (?: [_-]? (?: str | data ) )?
          | session [_-]? key (?: [_-]? str )?
          | raw [_-]? data (?: [_-]? str )?
          | (?: open | cloud | app ) [_-]? id
          | (?: app [_-]? | corp )? secret
          | (?: (?: authorizer | component ) [_-]? )? access [_-]? token
          | (?<! [_-] ) (?: (?: js | login | phone | wx ) [_-]? )? code
          | (?<! [_-] ) signature
        )
    )
    (?![A-Za-z0-9_])
    """
_NOT_A_CODE = re.compile(r"-?[0-9]{0,6}|ok|success|fail|error|null|none", re.IGNORECASE)


@lru_cache(maxsize=4096)
def field_of(name: str) -> str | None:
    """Return WeChat's name for ``name`` in any spelling or path (``data[iv]``), or None."""
    return _FIELDS.get(_normal(name))


def secret_kind(name: str) -> str | None:
    """Return ``AppSecret`` or ``access_token`` when ``name`` announces one."""
    return _SECRETS.get(_normal(name))


@cache
def known_name() -> re.Pattern[str]:
    """Return the pattern that finds a known name in free text, as the group ``name``."""
    return re.compile(_IN_TEXT)  # compiled when first needed: it costs more than reading a payload


def is_exact(name: str) -> bool:
    """Tell whether WeChat itself writes ``name`` this way."""
    return name in _EXACT


def usable(field: str, text: str) -> bool:
    """Tell whether ``text`` can be ``field``: the ``code`` of ``{"code": 0, "msg": "ok"}`` is none."""
    return field != "code" or _NOT_A_CODE.fullmatch(text) is None


@lru_cache(maxsize=4096)
def _normal(name: str) -> str:
    if len(name) > 64:
        return ""
    parts = [part for part in _PATH_SEPARATOR.split(name.strip(" \t\"'`\\")) if part]
    last = parts[-1] if parts else ""
    flat = last.replace("_", "").replace("-", "").replace(" ", "").lower()
    return flat if flat in _FIELDS else _PREFIX.sub("", flat, count=1)
