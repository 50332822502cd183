"""New values in the shapes that WeChat's have; where the shapes come from is said in core.shapes."""

import base64
import hashlib
import re
import string
from random import Random

__all__ = [
    "is_token_shaped",
    "new_access_token",
    "new_login_code",
    "new_phone_code",
    "new_secret",
    "new_session_key",
    "openid_of",
    "openpid_of",
    "share_group_of",
    "unionid_of",
]

_ALPHANUMERIC = string.ascii_letters + string.digits
_URL_SAFE = _ALPHANUMERIC + "-_"
_TOKEN = re.compile(r"[0-9]{2,3}_[0-9A-Za-z_-]{100,512}")


def new_login_code(random: Random) -> str:
    """Return 32 characters that begin with 0 and repeat characters 3..6 at 27..30."""
    mark = _letters(random, 4)
    return f"0{_letters(random, 2)}{mark}{_letters(random, 20)}{mark}{_letters(random, 1)}"


def new_phone_code(random: Random) -> str:
    """Return 64 lowercase hex digits; the code of wx.pluginLogin looks the same."""
    return random.randbytes(32).hex()


def new_session_key(random: Random) -> str:
    """Return base64 of 16 random bytes."""
    return base64.b64encode(random.randbytes(16)).decode("ascii")


def new_secret(random: Random) -> str:
    """Return 32 lowercase hex digits, as an AppSecret has."""
    return random.randbytes(16).hex()


def new_access_token(random: Random) -> str:
    """Return two digits, an underscore and 133 url-safe characters."""
    return f"{random.randrange(70, 100)}_" + "".join(random.choices(_URL_SAFE, k=133))


def is_token_shaped(text: str) -> bool:
    """Tell whether WeChat could have made ``text`` as an access_token."""
    return _TOKEN.fullmatch(text) is not None


def openid_of(appid: str, user: str) -> str:
    """Return the user's openid in one app: the same on every machine, another one in every app."""
    return "o" + _digest(f"openid:{appid}:{user}", 27)


def openpid_of(appid: str, user: str) -> str:
    """Return the user's openpid: who they are to a plugin."""
    return "G" + _digest(f"openpid:{appid}:{user}", 27)


def unionid_of(user: str) -> str:
    """Return the user's unionid: one for all apps."""
    return "o" + _digest(f"unionid:{user}", 27)


def share_group_of(appid: str, user: str) -> str:
    """Return the openGId of the chat group into which the user shared a card."""
    return "tG" + _digest(f"group:{appid}:{user}", 26)


def _digest(text: str, length: int) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")[:length]


def _letters(random: Random, count: int) -> str:
    return "".join(random.choices(_ALPHANUMERIC, k=count))
