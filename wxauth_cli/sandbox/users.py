"""The people of the sandbox: created at their first mention, the same for the same name everywhere."""

import hashlib
import sqlite3
import unicodedata
from dataclasses import astuple, dataclass

from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.message import message
from wxauth_cli.sandbox.kinds import DEFAULT_USER
from wxauth_cli.sandbox.shapes import unionid_of

__all__ = ["User", "invented", "user_named"]

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
    """One person; ``unionid`` is None where the app has no open-platform account for them."""

    name: str
    nickname: str
    avatar_url: str
    phone_number: str  # without country code
    country_code: str
    unionid: str | None


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
        return User(**dict(row))
    user = invented(name)
    database.execute("INSERT INTO users VALUES (?, ?, ?, ?, ?, ?)", astuple(user))
    return user


def _is_unwritable(character: str) -> bool:
    # control characters and halves of surrogate pairs; the joiners inside emoji families are fine
    return unicodedata.category(character) in ("Cc", "Cs")


def _four_digits(digest: bytes) -> str:
    # 8000 and 8001 belong to the cast
    return f"{int.from_bytes(digest[1:5], 'big') % 8000:04d}"
