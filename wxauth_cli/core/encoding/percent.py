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
    edits = tuple(Edit(run.start(), run.end(), _decoded(run[0])) for run in runs)
    positions = [run.start() for run in runs]
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


def _decoded(escapes: str) -> str:
    return unquote_to_bytes(escapes).decode("utf-8", "replace")


PERCENT_ENCODED = Damage("plus-percent-once", _undo)
