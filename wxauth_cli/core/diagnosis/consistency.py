"""Does a repaired plaintext agree with itself? JSON and watermark do not see one flipped digit."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from wxauth_cli.core.opendata import Kind, OpenData

__all__ = ["consistent", "plausible_field"]

_OPENID = re.compile(r"o[0-9A-Za-z_-]{27}")
_GROUP = re.compile(r"[0-9A-Za-z_-]{20,64}")
_DIGITS = re.compile(r"\+?[0-9]{4,20}")
_SIXTY_DAYS = 60 * 86400
_AVATAR = re.compile(r"(?:https?://[!#-\[\]-~]+)?")
_USER_FIELDS = {
    "openId", "nickName", "gender", "language", "city", "province", "country", "avatarUrl", "unionId",
    "is_demote", "watermark",
}  # fmt: skip
_PHONE_FIELDS = {"phoneNumber", "purePhoneNumber", "countryCode", "watermark"}
_FIRST_NAMES = ("phoneNumber", "stepInfoList", "openId", "nickName", "openGId", "opengid")
_SHARE_FIELDS = {"openGId", "opengid", "open_single_roomid", "group_openid", "chat_type", "watermark"}


def consistent(data: OpenData) -> bool:
    """Tell whether ``data`` has the fields WeChat writes, and none that contradicts another.

    Used for repairs that change single bits, where a wrong candidate may differ in one character.
    A payload of an unknown kind passes, unless a name in it is a known one with a few letters changed.
    """
    if data.watermark is None or not _written_by_people(data.plaintext):
        return False
    plain = data.plaintext
    match data.kind:
        case Kind.PHONE:
            return set(plain) <= _PHONE_FIELDS and _same_number(plain)
        case Kind.WE_RUN:
            return _plausible_steps(plain.get("stepInfoList"), data.watermark.timestamp)
        case Kind.SHARE:
            return set(plain) <= _SHARE_FIELDS and _plausible_share(plain)
        case Kind.USER_INFO:
            return set(plain) <= _USER_FIELDS and _plausible_user(plain)
        case _:
            return not any(_almost_known(name) for name in plain)


def plausible_field(name: str, value: Any) -> bool:
    """Tell whether one field could be WeChat's; a slip in the iv alters letters of the first one."""
    if name in ("openGId", "opengid", "open_single_roomid", "group_openid"):
        return isinstance(value, str) and bool(_GROUP.fullmatch(value))
    if name in ("openId", "unionId"):
        return isinstance(value, str) and bool(_OPENID.fullmatch(value))
    return not _almost_known(name)


def _almost_known(name: str) -> bool:
    return any(
        len(name) == len(known) and len(known) / 2 <= sum(map(str.__eq__, name, known)) < len(known)
        for known in _FIRST_NAMES
    )


def _same_number(plain: Mapping[str, Any]) -> bool:
    number, pure, country = (
        str(plain.get(name, "")) for name in ("phoneNumber", "purePhoneNumber", "countryCode")
    )
    if not (_DIGITS.fullmatch(number) and _DIGITS.fullmatch(pure) and country.isdigit()):
        return False
    # outside the mainland phoneNumber carries the country code in front
    return number == pure or number.lstrip("+") == country + pure


def _plausible_steps(steps: Any, timestamp: int) -> bool:
    if not isinstance(steps, list):
        return False
    for entry in steps:
        if not isinstance(entry, dict) or set(entry) != {"timestamp", "step"}:
            return False
        day, count = entry["timestamp"], entry["step"]
        if not (isinstance(day, int) and isinstance(count, int) and 0 <= count < 1_000_000):
            return False
        if not timestamp - _SIXTY_DAYS <= day <= timestamp + 86400:
            return False
    return True


def _plausible_user(plain: Mapping[str, Any]) -> bool:
    openid, union_id = plain.get("openId"), plain.get("unionId")
    if openid is not None and not (isinstance(openid, str) and _OPENID.fullmatch(openid)):
        return False
    if union_id is not None and not (isinstance(union_id, str) and _OPENID.fullmatch(union_id)):
        return False
    avatar = plain.get("avatarUrl", "")
    return plain.get("gender", 0) in (0, 1, 2) and isinstance(avatar, str) and bool(_AVATAR.fullmatch(avatar))


def _plausible_share(plain: Mapping[str, Any]) -> bool:
    chat = plain.get("chat_type", 1)
    return isinstance(chat, int) and all(
        isinstance(value, str) and _GROUP.fullmatch(value)
        for name, value in plain.items()
        if name not in ("chat_type", "watermark")
    )


def _written_by_people(plain: Mapping[str, Any]) -> bool:
    """Tell a name from random bytes that happen to be UTF-8: those mix alphabets within one word."""
    for text in _strings(plain):
        if text.isascii():
            continue
        alphabets = {
            unicodedata.name(sign, "UNASSIGNED").split(" ")[0] for sign in text if "\x80" <= sign < "\u0800"
        }
        if len(alphabets - {"LATIN"}) > 1 or "UNASSIGNED" in alphabets:
            return False
    return True


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield name
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
