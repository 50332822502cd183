"""Documents on a terminal, with rich: colour, wrapping, tables, right-aligned ids."""

from collections.abc import Sequence
from io import StringIO

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text as RichText

from wxauth_cli.environment import Stream
from wxauth_cli.render.document import Advice, Block, Fields, Headline, Raw, Table, Text, neutral
from wxauth_cli.render.plain import MARKS

__all__ = ["write"]

_STYLES = {True: "bold green", False: "bold red", None: "bold yellow"}


def write(blocks: Sequence[Block], stream: Stream, *, colour: bool = True) -> None:
    """Write ``blocks``, wrapped to the terminal's width."""
    # into a buffer first: the stream decides what its encoding can show, and rich must not guess
    buffer = StringIO()
    console = Console(
        file=buffer,
        width=stream.width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for block in blocks:
        if isinstance(block, Raw):
            buffer.write(block.text + "\n")
        else:
            console.print(_renderable(neutral(block), stream.width))
    stream.write(buffer.getvalue())


def _renderable(block: Block, width: int) -> RenderableType:
    match block:
        case Headline(ok, text, tag):
            line = RichText(f"{MARKS[ok]} ", style=_STYLES[ok]).append(text, style="bold")
            gap = width - cell_len(line.plain) - cell_len(tag)
            return line.append(" " * max(2, gap)).append(tag, style="dim") if tag else line
        case Text(text, indent, strong):
            body = RichText(text)
            for start, end in strong:
                body.stylize("bold reverse red", start, end)
            return Padding(body, (0, 0, 0, indent))
        case Fields(rows, indent):
            grid = RichTable.grid(padding=(0, 2, 0, 0))
            grid.add_column(style="cyan", no_wrap=True)
            grid.add_column(overflow="fold")
            for name, value in rows:
                grid.add_row(RichText(name), RichText(value))
            return Padding(grid, (0, 0, 0, indent))
        case Table(columns, rows):
            table = RichTable(header_style="bold")
            for column in columns:
                table.add_column(column, overflow="fold")
            for row in rows:
                table.add_row(*(RichText(cell) for cell in row))
            return table
        case Advice(text):
            grid = RichTable.grid(padding=(0, 1, 0, 0))
            grid.add_column()
            grid.add_column(overflow="fold")  # else a word that ends a line of Chinese loses its last letters
            grid.add_row(RichText("→", style="bold blue"), RichText(text))
            return grid
        case Raw(text):
            return RichText(text)
