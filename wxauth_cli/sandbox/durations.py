"""Read a stretch of time as a person writes it: ``90``, ``5m``, ``2h30m``, ``3d``."""

import re

from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.message import message

__all__ = ["LONGEST", "seconds_of"]

LONGEST = 3650 * 86400  # ten years: far beyond every expiry, and no overflow of a date
_UNITS = {"d": 86400, "h": 3600, "m": 60, "s": 1, "": 1}
_PART = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,3})?)([dhms]?)")
_WHOLE = re.compile(rf"(?:{_PART.pattern})+")


def seconds_of(text: str) -> float:
    """Return the seconds; a number alone is seconds. Raises UsageError for anything else."""
    text = text.strip().lower()
    if not text.isascii() or not _WHOLE.fullmatch(text):
        raise _unreadable()
    seconds = sum(float(number) * _UNITS[unit] for number, unit in _PART.findall(text))
    if not 0 <= seconds <= LONGEST:
        raise _unreadable()
    return seconds


def _unreadable() -> UsageError:
    return UsageError(
        message("A time is written like 90s, 5m, 2h30m or 3d, and ten years are the most."),
        message("Try: wxauth sandbox advance 5m"),
    )
