"""What a text answer is made of; views build it, the rich and the plain writer print it."""

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Advice", "Block", "Fields", "Headline", "Raw", "Table", "Text"]


@dataclass(frozen=True, slots=True)
class Headline:
    """Verdict in one line: ``✓``/``✗``/``!`` (True/False/None), the sentence, and the id at the right."""

    ok: bool | None
    text: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, two columns in by default; ``strong`` marks character ranges to stand out."""

    text: str
    indent: int = 2
    strong: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Fields:
    """Names and values, aligned by what the terminal shows, so Chinese and emoji line up."""

    rows: Sequence[tuple[str, str]]
    indent: int = 4


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Advice:
    """What to change or run next; printed behind an arrow."""

    text: str


@dataclass(frozen=True, slots=True)
class Raw:
    """Text that goes out exactly as it is, with one newline at its end."""

    text: str


Block = Headline | Text | Fields | Table | Advice | Raw
