"""Percent-encoding that nobody decoded, once or several times."""

import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from wxauth_cli.core.encoding.damage import Damage, Undo, places
from wxauth_cli.core.encoding.traced import Edit
from wxauth_cli.core.message import message

__all__ = ["PERCENT_ENCODED"]

_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")


def _undo(text: str, _field: str) -> Iterator[Undo]:
    runs = list(_ESCAPES.finditer(text))
    if not runs:
        return
    edits = tuple(edit for run in runs for edit in _edits(run))
    positions = [edit.start for edit in edits]
    escapes = ", ".join(
        sorted({run[0][index : index + 3] for run in runs for index in range(0, len(run[0]), 3)})[:6]
    )
    evidence = message(
        "{escapes} left in the value, at {positions}.", escapes=escapes, positions=places(positions)
    )
    yield Undo(edits, evidence, id=_member(text))


def _member(text: str) -> str:
    if re.search(r"%25[0-9A-Fa-f]{2}", text):
        return "plus-percent-twice"
    # a sender that encoded everything leaves no raw / or = behind
    if re.search(r"%2[Ff]|%3[Dd]", text) and not re.search(r"[+/=]", text):
        return "whole-percent-encoded"
    return "plus-percent-once"


def _edits(run: re.Match[str]) -> list[Edit]:
    """Return one edit for each escape; escapes beyond ASCII form characters only together."""
    data = unquote_to_bytes(run[0])
    if not data.isascii():
        return [Edit(run.start(), run.end(), data.decode("utf-8", "replace"))]
    return [Edit(run.start() + 3 * n, run.start() + 3 * n + 3, chr(byte)) for n, byte in enumerate(data)]


PERCENT_ENCODED = Damage("plus-percent-once", _undo)
