"""How many of the measured failures are explained: damage x stack -> message -> causes.

The cells are those of one measurement with one invented payload; ``ok`` means that the stack decrypted
in spite of the damage. A cell counts when the causes in the answer hold the damage's own id. Cells
without any message (a text that is garbage, and nobody complains) cannot be pasted and count as missed.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.conftest import Run

_FOLDER = Path(__file__).parent
_CAUSES = {
    "plus-to-space": "plus-to-space",
    "plus-dropped": "plus-dropped",
    "plus-as-%2B": "plus-percent-once",
    "whole-percent-encoded": "whole-percent-encoded",
    "truncated-by-1-char": "equals-stripped",
    "equals-stripped": "equals-stripped",
    "truncated-1-data-char": "truncated-off-block",
    "truncated-at-200-chars": "truncated-off-block",
    "truncated-at-block-boundary": "truncated-on-block",
    "wrong-key": "wrong-session-key",
    "wrong-key-lucky-padding": "wrong-session-key",
    "wrong-iv": "wrong-iv",
    "iv-and-data-swapped": "fields-swapped",
    "key-15-bytes": "key-truncated",
    "session_key-plus-to-space": "plus-to-space",
    "session_key-quoted": "quotes",
    "iv-plus-to-space": "plus-to-space",
    "iv-15-bytes": "iv-damaged",
    "base64url": "base64url-alphabet",
    "json-escaped-slash": "json-escaped",
    "crlf-wrapped-76": "line-breaks",
    "literal-backslash-n": "literal-backslash-n",
    "html-entity-plus": "html-entities",
    "pasted-twice": "pasted-twice",
    "one-char-wrong-case": "one-character-wrong",
    "all-lower-case": "case-folded",
    "phone-code-as-data": "wrong-thing-as-data",
    "cloudID-as-data": "wrong-thing-as-data",
    "empty-data": "missing-value-text",
    "full-width-plus": "full-width",
    "bom-prefix": "invisible-characters",
    "trailing-newline": "surrounding-space",
    "hex-instead-of-base64": "hex-instead-of-base64",
    "appsecret-as-key": "appsecret-as-key",
}
# the byte that a decoder stumbles over, where the message names it in decimal
_BYTES = {
    "plus-to-space": 32,
    "session_key-plus-to-space": 32,
    "iv-plus-to-space": 32,
    "session_key-quoted": 34,
    "plus-as-%2B": 37,
    "whole-percent-encoded": 37,
    "html-entity-plus": 38,
    "base64url": 45,
    "pasted-twice": 61,
    "json-escaped-slash": 92,
    "literal-backslash-n": 92,
    "cloudID-as-data": 95,
    "crlf-wrapped-76": 13,
    "trailing-newline": 10,
}
_WITHOUT_A_MESSAGE = {
    "SILENT: empty text",
    "SILENT: garbage text returned",
    "SILENT: text returned, start is right, middle garbled",
}


class Cell(NamedTuple):
    """One failing cell: the damage, its stack, and what a person would paste."""

    damage: str
    stack: str
    message: str


def test_every_damage_of_the_matrix_has_a_cause() -> None:
    """No row is left out of the count."""
    assert {cell.damage for cell in _failures()} == set(_CAUSES)


def test_share_of_the_matrix_that_is_explained(run: Run) -> None:
    """98.6 of 100 failing cells lead to an answer that holds the true cause, half among the first three."""
    cells = _failures()
    places = [_place(cell, run) for cell in cells]

    explained = sum(place is not None for place in places)
    early = sum(place is not None and place < 3 for place in places)

    print(f"{explained} of {len(cells)} explained, {early} among the first three")
    assert (explained, len(cells)) == (938, 951)
    assert early >= 0.5 * len(cells)


def test_what_is_not_explained_has_no_message(run: Run) -> None:
    """Whatever says anything is explained; what stays open is where the stack says nothing at all."""
    missed = {cell.message for cell in _failures() if _place(cell, run) is None}

    assert missed <= _WITHOUT_A_MESSAGE


_answers: dict[str, Any] = {}


def _place(cell: Cell, run: Run) -> int | None:
    """Return the place of the true cause among those of the answer, or None."""
    if cell.message not in _answers:
        ran = run("explain", "-", "--json", stdin=cell.message.encode())
        _answers[cell.message] = ran.json["result"]
    result = _answers[cell.message] or {"answers": []}
    named = result.get("together", {}).get("causes", [])
    named += [name for answer in result["answers"] for name in answer["causes"] if name not in named]
    return named.index(_CAUSES[cell.damage]) if _CAUSES[cell.damage] in named else None


def _failures() -> list[Cell]:
    messages = {row["outcome"]: row["message"] for row in _rows("matrix_messages.csv")}
    return [
        Cell(row["damage"], row["stack"], _filled(messages[row["outcome"]], row["damage"]))
        for row in _rows("matrix_cells.csv")
        if row["outcome"] != "ok"
    ]


def _rows(name: str) -> Iterator[dict[str, str]]:
    lines = (_FOLDER / name).read_text("utf-8").splitlines()
    return csv.DictReader(line for line in lines if not line.startswith("#"))


def _filled(message: str, damage: str) -> str:
    """Return the message with numbers in place of the letters that stand for them."""
    text = message.replace("N-1", "144").replace("0xNN", "0x9f").replace("BITS", "120")
    text = re.sub(r"\bN\b", "15", text)
    return re.sub(r"\bB\b", str(_BYTES.get(damage, 239)), text)


@pytest.mark.parametrize("name", ["matrix_cells.csv", "matrix_messages.csv"])
def test_data_names_its_origin(name: str) -> None:
    """The files say where their facts come from."""
    assert (_FOLDER / name).read_text("utf-8").startswith("# Measured: ")
