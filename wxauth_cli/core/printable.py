"""Text that is safe on a terminal: what would move its cursor or change its title is shown, not sent."""

import re

__all__ = ["printable"]

# C0 but tab and line feed, DEL, C1 (8-bit escape sequences), lone surrogates, and the marks that turn
# the direction of what follows: a nickname could otherwise rewrite the verdict that stands above it
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """Return ``text`` with control characters written as ``\\x1b`` or ``\\u202e``; line feeds stay."""
    return _UNSAFE.sub(lambda match: _written(ord(match[0])), text)


def _written(code: int) -> str:
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
