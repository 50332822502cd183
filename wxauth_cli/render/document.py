"""What a text answer is made of; views build it, the rich and the plain writer print it."""

from collections.abc import Sequence
from typing import NamedTuple

from wxauth_cli.core.printable import printable

__all__ = ["Advice", "Block", "Fields", "Headline", "Raw", "Table", "Text", "neutral"]


class Headline(NamedTuple):
    """Verdict in one line: ``✓``/``✗``/``!`` (True/False/None), the sentence, and the id at the right."""

    ok: bool | None
    text: str
    tag: str = ""


class Text(NamedTuple):
    """A paragraph, two columns in by default; ``strong`` marks character ranges to stand out."""

    text: str
    indent: int = 2
    strong: tuple[tuple[int, int], ...] = ()


class Fields(NamedTuple):
    """Names and values, aligned by what the terminal shows, so Chinese and emoji line up."""

    rows: Sequence[tuple[str, str]]
    indent: int = 4


class Table(NamedTuple):
    """A table with a header row."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


class Advice(NamedTuple):
    """What to change or run next; printed behind an arrow."""

    text: str


class Raw(NamedTuple):
    """Text that goes out exactly as it is, with one newline at its end."""

    text: str


Block = Headline | Text | Fields | Table | Advice | Raw


def neutral(block: Block) -> Block:
    """Return ``block`` with nothing in it that a terminal would obey; ``Raw`` is the caller's to keep."""
    match block:
        case Headline(ok, text, tag):
            return Headline(ok, _one_line(text), _one_line(tag))
        case Text(text, indent, strong):
            return Text(printable(text), indent, strong)
        case Fields(rows, indent):
            return Fields([(_one_line(name), _one_line(value)) for name, value in rows], indent)
        case Table(columns, rows):
            return Table(columns, [[_one_line(cell) for cell in row] for row in rows])
        case Advice(text):
            return Advice(printable(text))
        case Raw():
            return block


def _one_line(text: str) -> str:
    return printable(text).replace("\n", "\\n")
