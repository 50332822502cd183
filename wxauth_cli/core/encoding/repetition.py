"""A value given twice, or two values given as one."""

import re
from collections.abc import Iterator

from wxauth_cli.core.encoding.damage import Damage, Undo
from wxauth_cli.core.encoding.traced import Edit
from wxauth_cli.core.message import message

__all__ = ["LIST_JOINED", "PASTED_TWICE"]

# at least 16 characters, in fours: the name in "encryptedData=…" is no first value
_TWO_VALUES = re.compile(
    r"(?=.{12})(?:[A-Za-z0-9+/]{4})++[A-Za-z0-9+/]{2,3}(?P<padding>=++)(?=[A-Za-z0-9+/])"
)
_SEPARATOR = re.compile(r"(?:(?<!\s)\s++)?[,;|]\s*+")


def _pasted_twice(text: str, _field: str) -> Iterator[Undo]:
    half = len(text) // 2
    if half and text[:half] == text[half:]:
        yield Undo((Edit(half, len(text)),), message("The value stands there twice in a row."))
        return
    if match := _TWO_VALUES.match(text):
        evidence = message(
            "Padding (=) at {position} is followed by a second value.", position=match.start("padding")
        )
        yield Undo((Edit(match.end(), len(text)),), evidence, also=("list-joined",))
        yield Undo((Edit(0, match.end()),), evidence, also=("list-joined",))


def _list_joined(text: str, _field: str) -> Iterator[Undo]:
    half = len(text) // 2
    if len(text) % 2 and text[half] in ",;|" and text[:half] == text[half + 1 :]:
        yield _one_of(((0, half), (half + 1, len(text))), (0, half), len(text))
        return
    separators = list(_SEPARATOR.finditer(text))
    if not 1 <= len(separators) <= 8:
        return
    bounds = [0, *(edge for match in separators for edge in match.span()), len(text)]
    parts = tuple(zip(bounds[::2], bounds[1::2], strict=True))
    lengths = [end - start for start, end in parts]
    if min(lengths) * 4 >= max(lengths):  # a separator near an edge is copied text, not a list
        for part in parts:
            yield _one_of(parts, part, len(text))


def _one_of(parts: tuple[tuple[int, int], ...], part: tuple[int, int], length: int) -> Undo:
    start, end = part
    edits = (Edit(0, start), Edit(end, length))
    evidence = message("{count} values are joined by a separator.", count=len(parts))
    return Undo(tuple(edit for edit in edits if edit.start < edit.end), evidence)


PASTED_TWICE = Damage("pasted-twice", _pasted_twice)
LIST_JOINED = Damage("list-joined", _list_joined)
