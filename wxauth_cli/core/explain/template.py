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

    ``source`` is matched against text in lower case, ``exact`` against the text as it is.
    """

    needle: str
    source: str
    exact: str


@cache
def template(text: str) -> Template:
    """Return the template of ``text``."""
    return Template(max(_PLACE.split(text.lower())[::2], key=len), _pattern(text.lower()), _pattern(text))


def _pattern(text: str) -> str:
    pieces = _PLACE.split(text)  # literals at even places, names of places between them
    return "".join(_PATTERNS[piece] if index % 2 else re.escape(piece) for index, piece in enumerate(pieces))


def readable(text: str) -> str:
    """Return the template as a person reads it: ``Invalid AES key length: N bytes``."""
    return _PLACE.sub(lambda match: _SHOWN[match[1]], text)
