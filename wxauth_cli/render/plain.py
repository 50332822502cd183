"""Documents as plain text: for pipes and files. Nothing is wrapped, so that grep and cut work."""

from collections.abc import Sequence

from rich.cells import cell_len

from wxauth_cli.environment import Stream
from wxauth_cli.render.document import Advice, Block, Fields, Headline, Raw, Table, Text, neutral

__all__ = ["write"]

MARKS = {True: "✓", False: "✗", None: "!"}


def write(blocks: Sequence[Block], stream: Stream, *, colour: bool = False) -> None:
    """Write ``blocks`` to ``stream``; ``colour`` is there for the terminal writer's signature."""
    lines = (line for block in blocks for line in _lines(neutral(block)))
    stream.write("".join(f"{line}\n" for line in lines))


def _lines(block: Block) -> list[str]:
    match block:
        case Headline(ok, text, tag):
            return [f"{MARKS[ok]} {text}" + (f"  [{tag}]" if tag else "")]
        case Text(text, indent, strong):
            lines = [" " * indent + line for line in text.split("\n")]
            return [*lines, *([" " * indent + _carets(text, strong)] if strong else [])]
        case Fields(rows, indent):
            width = max((cell_len(name) for name, _ in rows), default=0)
            return [" " * indent + _pad(name, width) + "  " + value for name, value in rows]
        case Table(columns, rows):
            return _table(columns, rows)
        case Advice(text):
            first, *rest = text.split("\n")
            return [f"→ {first}", *(f"  {line}" for line in rest)]
        case Raw(text):
            return [text]


def _carets(text: str, strong: Sequence[tuple[int, int]]) -> str:
    """Return a line with ^ under the marked characters, which have no colour here."""
    marks = {position for start, end in strong for position in range(start, end)}
    shown = (("^" if index in marks else " ") * max(1, cell_len(sign)) for index, sign in enumerate(text))
    return "".join(shown).rstrip()


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(cell_len(cell) for cell in column) for column in zip(columns, *rows, strict=True)]
    return [
        "  ".join(_pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in [columns, *rows]
    ]


def _pad(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))
