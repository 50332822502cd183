"""The people of the sandbox: created at their first mention, the same for the same name everywhere."""

import hashlib
import re
import sqlite3
import unicodedata
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from typing import Any

from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.message import message
from wxauth_cli.sandbox.kinds import DEFAULT_USER
from wxauth_cli.sandbox.shapes import unionid_of

__all__ = ["User", "all_users", "change_user", "invented", "unionid_in", "user_named"]

_LONGEST_NAME = 64
_NICKNAMES = ("小满🌱", "阿亮", "Q&A小助手", "林深时见鹿🦌", "Čapek ☕", "👩‍🚀星星", "老王+老李", "晚安/早安")
# the ones worth meeting: a number with a country code, no open-platform account, a long name
_CAST = {
    DEFAULT_USER: ("小满🌱", "13800138000", "86", True),
    "hongkong": ("阿强 🏮", "55501234", "852", True),
    "unbound": ("👨‍👩‍👧一家三口", "13800138001", "86", False),
}


@dataclass(frozen=True)
class User:
    """One person; ``unionid`` is None for someone whom no open-platform account knows.

    ``anonymous``: their user info tells nothing, as with every version published since October 2022.
    """

    name: str
    nickname: str
    avatar_url: str
    phone_number: str  # without country code
    country_code: str
    unionid: str | None
    anonymous: bool = False


def invented(name: str) -> User:
    """Return the person that goes by ``name``: known ones as they are, any other made of the name."""
    digest = hashlib.sha256(name.encode("utf-8")).digest()
    by_name = (_NICKNAMES[digest[0] % len(_NICKNAMES)], f"1380013{_four_digits(digest)}", "86", True)
    nickname, phone_number, country_code, bound = _CAST.get(name, by_name)
    return User(
        name,
        nickname,
        f"https://thirdwx.qlogo.cn/mmopen/vi_32/{digest.hex()}/132",
        phone_number,
        country_code,
        unionid_of(name) if bound else None,
    )


def user_named(database: sqlite3.Connection, name: str) -> User:
    """Return the user, entered into the books if need be. Raises UsageError for a name that is none."""
    if not name.strip() or len(name) > _LONGEST_NAME or any(map(_is_unwritable, name)):
        raise UsageError(
            message(
                "A sandbox user's name has 1 to {longest} characters and no control characters.",
                longest=_LONGEST_NAME,
            ),
            message("Try: wxauth sandbox code --user alice"),
        )
    row = database.execute("SELECT * FROM users WHERE name = ?", (name,)).fetchone()
    if row is not None:
        return _user(row)
    user = invented(name)
    _write(database, user)
    return user


def change_user(
    database: sqlite3.Connection, name: str, changes: Mapping[str, Any], *, bound: bool | None = None
) -> User:
    """Return the user with other properties (the fields of User; None leaves one as it is).

    ``bound`` gives the user a unionid or takes it away. Raises UsageError for a phone number or a
    country code that is no number, and for a nickname that cannot be one.
    """
    given = {field: value for field, value in changes.items() if value is not None}
    if bound is not None:
        given["unionid"] = unionid_of(name) if bound else None
    user = replace(user_named(database, name), **given)
    for digits, longest in ((user.phone_number, 15), (user.country_code, 4)):
        if not re.fullmatch(rf"[0-9]{{1,{longest}}}", digits):
            raise UsageError(
                message("A phone number has up to 15 digits and a country code up to 4, nothing else."),
                message("Try: wxauth sandbox user alice --phone 55501234 --country 852"),
            )
    if any(map(_is_unwritable, user.nickname)) or len(user.nickname) > _LONGEST_NAME:
        raise UsageError(
            message(
                "A nickname has up to {longest} characters and no control characters.", longest=_LONGEST_NAME
            )
        )
    _write(database, user)
    return user


def unionid_in(database: sqlite3.Connection, appid: str, user: User) -> str | None:
    """Return the unionid that an app gets to see: none when the app or the user is not bound."""
    row = database.execute("SELECT bound FROM apps WHERE appid = ?", (appid,)).fetchone()
    return user.unionid if row is not None and row["bound"] else None


def all_users(database: sqlite3.Connection) -> list[User]:
    """Return everybody who was mentioned so far, by name."""
    return [_user(row) for row in database.execute("SELECT * FROM users ORDER BY name").fetchall()]


def _user(row: sqlite3.Row) -> User:
    return User(**{**dict(row), "anonymous": bool(row["anonymous"])})


def _write(database: sqlite3.Connection, user: User) -> None:
    database.execute("INSERT OR REPLACE INTO users VALUES (?, ?, ?, ?, ?, ?, ?)", astuple(user))


def _is_unwritable(character: str) -> bool:
    # control characters and halves of surrogate pairs; the joiners inside emoji families are fine
    return unicodedata.category(character) in ("Cc", "Cs")


def _four_digits(digest: bytes) -> str:
    # 8000 and 8001 belong to the cast
    return f"{int.from_bytes(digest[1:5], 'big') % 8000:04d}"
