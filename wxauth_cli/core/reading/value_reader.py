"""A bare value: nothing but one base64 text, a code or an identifier, with no name beside it."""

import re

from wxauth_cli.core.payload import Carrier
from wxauth_cli.core.reading.record import Record
from wxauth_cli.core.shapes import Shape, shape_of

__all__ = ["read_values"]

_FIELD_OF_SHAPE = {
    Shape.APPID: "appid",
    Shape.OPENID: "openid",
    Shape.LOGIN_CODE: "code",
    Shape.PHONE_CODE: "code",
    Shape.SIGNATURE: "signature",
    Shape.CLOUD_ID: "cloudID",
}
_MISSING = frozenset({"undefined", "null", "None", "NaN", "nil", "[object Object]", "System.Byte[]"})
_WRAPPED = re.compile(r"b'.*'|b\".*\"|<Buffer .*>|s:[0-9]+:\".*\";?|\[B@[0-9a-f]+|\[[-0-9, \s]+\]", re.DOTALL)
_ODD = re.compile(r"[^A-Za-z0-9+/=]")
_DAMAGE = re.compile(
    r"[A-Za-z0-9+/=%\\\-_&#;.*…\s\"'`,\u00a0-\u00ad\u2000-\u206f\u3000-\u303f\uff01-\uff5e\ufeff]"
)
_NAMED = re.compile(r"encrypt(?:ed)?_?data|session_?key", re.IGNORECASE)
_SHORTEST = 16
_LONGEST_SHORT = 40  # a session_key or iv with some damage; what is longer can only be encryptedData


def read_values(text: str) -> list[Record]:
    """Return a record per bare value; the line end of the file is not a part of the last one."""
    whole = text.removesuffix("\n").removesuffix("\r")
    lines = whole.splitlines()
    complete = [line for line in lines if line.rstrip().endswith("=") and len(line) >= _SHORTEST]
    if len(complete) > 1 and len(complete) == len(lines) and all(_is_value(line) for line in lines):
        return [_record(line, f":{number}") for number, line in enumerate(lines, 1)]
    return [_record(whole, "")] if _is_value(whole) else []


def _record(text: str, place: str) -> Record:
    record = Record("value", place)
    if not record.add(_field(text), text, text, Carrier.TEXT):
        record.put("value", text)
    return record


def _field(text: str) -> str:
    shape = shape_of(text)
    if shape is Shape.UNKNOWN and len(text) > _LONGEST_SHORT and not _WRAPPED.fullmatch(text):
        return "encryptedData"
    return _FIELD_OF_SHAPE.get(shape, "value")


def _is_value(text: str) -> bool:
    stripped = text.strip()
    if stripped in _MISSING or _WRAPPED.fullmatch(stripped):
        return True
    if _NAMED.search(stripped):  # no value, but a table or a text about values
        return False
    words = stripped.split()
    length = sum(map(len, words))
    if length < _SHORTEST or length < 7 * len(words):  # prose has shorter words
        return False
    odd = _ODD.findall("".join(words))
    return len(odd) * 3 <= length and all(_DAMAGE.fullmatch(character) for character in set(odd))
