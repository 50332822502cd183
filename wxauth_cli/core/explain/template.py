"""Texts of messages with places for what changes, as patterns that cannot run away.

A template is literal but for ``{n}``, ``{hex}``, ``{c}``, ``{any}`` and ``{end}``; each place is bounded,
and none follows another without a literal between them, so no text takes more than linear time.
"""

import re
from functools import cache
from typing import NamedTuple

__all__ = ["Template", "readable", "template"]

_PLACE = re.compile(r"\{(n|hex|c|any|end)\}")
_PATTERNS = {
    "n": r"-?[0-9]{1,12}",
    "hex": r"[0-9a-fA-F]{1,8}",
    "c": r"'[^\n]{1,10}?'",
    "any": r"[^\n]{0,200}?",
    "end": r"(?![0-9a-zA-Z_])",
}
_SHOWN = {"n": "N", "hex": "XX", "c": "'?'", "any": "…", "end": ""}


class Template(NamedTuple):
    """``needle`` is the longest literal, in lower case: a text without it cannot match.

    The patterns are made for the few templates whose needle is met.
    """

    needle: str
    text: str

    @property
    def literals(self) -> int:
        """How many characters are not in places: the more, the more particular."""
        return sum(map(len, _PLACE.split(self.text)[::2]))

    @property
    def source(self) -> str:
        """The pattern for a text in lower case."""
        return _pattern(self.text.lower())

    @property
    def exact(self) -> str:
        """The pattern for a text as it is."""
        return _pattern(self.text)


def template(text: str) -> Template:
    """Return the template of ``text``."""
    lowered = text.lower()
    needle = max(_PLACE.split(lowered)[::2], key=len) if "{" in lowered else lowered
    return Template(needle, text)


@cache
def _pattern(text: str) -> str:
    pieces = _PLACE.split(text)  # literals at even places, names of places between them
    return "".join(_PATTERNS[piece] if index % 2 else re.escape(piece) for index, piece in enumerate(pieces))


def readable(text: str) -> str:
    """Return the template as a person reads it: ``Invalid AES key length: N bytes``."""
    return _PLACE.sub(lambda match: _SHOWN[match[1]], text)
