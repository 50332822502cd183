"""What a profile may be called: a name that is one and the same file on every system."""

import re
from collections.abc import Iterable

from wxauth_cli.core.message import Message, message

__all__ = ["MAX_LENGTH", "did_you_mean", "is_valid_name", "name_rule", "shown_name"]

MAX_LENGTH = 64
_NAME = re.compile(rf"[A-Za-z0-9_][A-Za-z0-9._-]{{0,{MAX_LENGTH - 1}}}(?<!\.)")
# CON.toml is the console on Windows, whatever its ending
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")


def is_valid_name(name: str) -> bool:
    """Tell whether ``name`` can be the name of a profile file."""
    return _NAME.fullmatch(name) is not None and _DEVICES.fullmatch(name) is None


def name_rule() -> Message:
    """Return the rule as a sentence."""
    return message(
        "A profile's name is up to {length} letters (a-z, A-Z), digits, '.', '_' and '-', "
        "begins with a letter, digit or '_', and is no device name such as con or nul.",
        length=MAX_LENGTH,
    )


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return the name of ``known`` that is most like ``word``, or None."""
    from difflib import get_close_matches

    by_lower = {name.lower(): name for name in known}
    close = get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[close[0]] if close else None


def shown_name(name: str) -> str:
    """Return ``name`` for a message; one that no profile can have is quoted, control characters escaped."""
    return name if is_valid_name(name) else repr(name[: MAX_LENGTH + 1])
