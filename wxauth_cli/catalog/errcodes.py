"""The errcode catalogue: meaning, likely cause and remedy of WeChat's error numbers.

``errcodes.csv`` has one row for each (code, scope); the same number means different things to
different calls, so the scope of the call is looked up first and ``any`` after it.
"""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from wxauth_cli.core.message import Bilingual

__all__ = ["Errcode", "errcode", "errcode_numbers", "errcodes"]


class Errcode(NamedTuple):
    """One row of the catalogue. ``retryable`` is ``yes``, ``after-wait`` or ``no``."""

    code: int
    scope: str
    meaning: Bilingual
    likely_cause: Bilingual
    what_to_do: Bilingual
    retryable: str


def errcode(code: int, scope: str = "any") -> Errcode | None:
    """Return what ``code`` means to a call of ``scope``, or None when no row covers it."""
    records = _records()
    record = records.get((code, scope)) or records.get((code, "any"))
    return _row(record) if record else None


def errcodes(code: int | None = None) -> list[Errcode]:
    """Return every row, or those of one code, in the order of the file."""
    return [_row(record) for (number, _), record in _records().items() if code in (None, number)]


def errcode_numbers() -> frozenset[int]:
    """Return the codes that have a row; cheaper than the rows."""
    return frozenset(number for number, _ in _records())


@cache
def _records() -> dict[tuple[int, str], list[str]]:
    """Return the cells of each row; the texts become objects only where they are asked for."""
    lines = (Path(__file__).parent / "errcodes.csv").read_text("utf-8").splitlines()
    return {(int(cells[0]), cells[1]): cells for cells in csv.reader(lines[1:])}


def _row(cells: list[str]) -> Errcode:
    code, scope, *texts, retryable = cells
    meaning, likely_cause, what_to_do = (
        Bilingual({"en": english, "zh": chinese})
        for english, chinese in zip(texts[::2], texts[1::2], strict=True)
    )
    return Errcode(int(code), scope, meaning, likely_cause, what_to_do, retryable)
