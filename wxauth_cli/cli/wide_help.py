"""Help in Chinese: lines measured in terminal cells, since click counts a wide character as one."""

import re
from collections.abc import Iterable, Iterator
from unicodedata import east_asian_width

import click

__all__ = ["WideContext", "wrap_cells"]

# a run of narrow characters stays whole; a wide one may end a line unless closing punctuation follows
_PIECE = re.compile(r" +|[\u2e80-\uffef][，。；：、！？）》”…]*|[^ \u2e80-\uffef]+[，。；：、！？）》”…]*")


class _WideHelpFormatter(click.HelpFormatter):
    def write_text(self, text: str) -> None:
        """Write paragraphs wrapped to the width; one that begins with ``\\b`` stays as it is."""
        indent = " " * self.current_indent
        paragraphs = re.split(r"\n\n+", text.strip("\n"))
        for number, paragraph in enumerate(paragraphs):
            if number:
                self.write("\n")
            for line in _lines(paragraph, self.width - self.current_indent):
                self.write(f"{indent}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write names and explanations in two columns."""
        rows, indent = list(rows), " " * self.current_indent
        first = min(max((_cells(name) for name, _ in rows), default=0), col_max) + col_spacing
        left = max(self.width - first - self.current_indent, 20)
        for name, explanation in rows:
            lines = wrap_cells(explanation, left)
            fits = _cells(name) <= first - col_spacing
            if not fits or not lines:
                self.write(f"{indent}{name}\n")
            for number, line in enumerate(lines):
                label = name if fits and not number else ""
                self.write(f"{indent}{label}{' ' * (first - _cells(label))}{line}\n")


class WideContext(click.Context):
    """A click context whose help is wrapped by cells."""

    formatter_class = _WideHelpFormatter


def wrap_cells(text: str, width: int) -> list[str]:
    """Return ``text`` as lines of at most ``width`` cells, as far as words allow it."""
    lines, line, used = [], "", 0
    for piece in _PIECE.findall(" ".join(text.split())):
        if used + _cells(piece.rstrip()) > width and line.strip():
            lines.append(line.rstrip())
            line, used = "", 0
            piece = piece.lstrip()  # noqa: PLW2901 - the space was the place to break
        line += piece
        used += _cells(piece)
    return [*lines, line.rstrip()] if line.strip() else lines


def _lines(paragraph: str, width: int) -> Iterator[str]:
    literal, mark, rest = paragraph.partition("\b\n")
    if mark and not literal.strip():
        yield from rest.split("\n")
    else:
        yield from wrap_cells(paragraph, width)


def _cells(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
