"""Tables with a heading line: CSV, and what a spreadsheet or database client puts on the clipboard."""

import csv

from wxauth_cli.core.payload import Carrier
from wxauth_cli.core.reading.names import field_of
from wxauth_cli.core.reading.record import Record

__all__ = ["read_table"]

_LONGEST_HEADING = 2000


def read_table(text: str) -> list[Record]:
    """Return a record per row, with its ``:LINE``; none where the first line names no two fields."""
    heading = text.partition("\n")[0].strip("\r\ufeff")
    delimiter = next((sign for sign in "\t,;|" if sign in heading), "")
    names = (
        [name.strip(' "') for name in heading.split(delimiter)] if delimiter and len(heading) < 2000 else []
    )
    if sum(field_of(name) is not None for name in names) < 2:
        return []
    rows = csv.reader(text.split("\n")[1:], delimiter=delimiter)
    found: list[Record] = []
    try:
        for row in rows:
            record = Record("log", f":{rows.line_num + 1}")
            for name, cell in zip(names, row, strict=False):
                if cell:
                    record.add(name, cell, cell, Carrier.TEXT)
            found += [record] if record else []
    except csv.Error:  # a cell beyond csv's limit: what came before is kept
        pass
    return found
