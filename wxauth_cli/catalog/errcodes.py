"""The errcode catalogue: meaning, likely cause and remedy of WeChat's error numbers.

``errcodes.csv`` has one row for each (code, scope); the same number means different things to
different calls, so the scope of the call is looked up first and ``any`` after it.
"""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from wxauth_cli.core.message import Bilingual

__all__ = ["Errcode", "errcode", "errcodes"]


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
    rows = _rows()
    return rows.get((code, scope)) or rows.get((code, "any"))


def errcodes(code: int | None = None) -> list[Errcode]:
    """Return every row, or those of one code, in the order of the file."""
    return [row for row in _rows().values() if code is None or row.code == code]


@cache
def _rows() -> dict[tuple[int, str], Errcode]:
    lines = (Path(__file__).parent / "errcodes.csv").read_text("utf-8").splitlines()
    rows = [_row(record) for record in csv.DictReader(lines)]
    return {(row.code, row.scope): row for row in rows}


def _row(record: dict[str, str]) -> Errcode:
    def texts(name: str) -> Bilingual:
        return Bilingual({"en": record[f"{name}_en"], "zh": record[f"{name}_zh"]})

    return Errcode(
        int(record["code"]),
        record["scope"],
        texts("meaning"),
        texts("likely_cause"),
        texts("what_to_do"),
        record["retryable"],
    )
