"""White space where none belongs: lost pluses, and layout that must not be taken for them."""

import re
from collections.abc import Iterator

from wxauth_cli.core.encoding.damage import Damage, Undo, edit_each, places
from wxauth_cli.core.encoding.traced import Edit
from wxauth_cli.core.message import Message, message, plural

__all__ = ["LINE_BREAKS", "LITERAL_BACKSLASH_N", "PLUS_TO_SPACE", "SURROUNDING_SPACE"]

# a run is only looked at from its start: trying each of its characters would take quadratic time
_RUN_WITH_BREAK = re.compile(r"(?<![ \t])[ \t]*+[\r\n\u2028\u2029\v\f]\s*+|\t[ \t]*+")
_BREAK_AND_INDENT = re.compile(r"[\r\n\u2028\u2029\v\f]\s*")
_BREAK_WITH_INDENT = re.compile(r"([\r\n\u2028\u2029\v\f]+)([ \t]*)")
_BREAK = re.compile(r"[\r\n\u2028\u2029\v\f]+")
_SPACES = re.compile(r" +")
_EDGES = re.compile(r"\A\s++|(?<!\s)\s++\Z")
_LITERAL = re.compile(r"(?:\\r)?\\n(?:\\t| )*|\\r|\\t")
_LONE_BACKSLASH = re.compile(r"\\(?=[nrt])")
_NO_PLUSES = 2  # spaces at every line's start; chance puts two pluses there once in 4,096, twice never
# the widths at which PEM, MIME, source formatters and terminals break base64
_LINE_WIDTHS = (32, 48, 60, 64, 70, 72, 76, 78, 80, 100, 120, 128)


def _plus_to_space(text: str, _field: str) -> Iterator[Undo]:
    spaces = [position for position, character in enumerate(text) if character == " "]
    if not spaces or _is_indented(text):  # the indentation has to go first, or it would become pluses
        return
    also: tuple[str, ...] = ("decoded-twice", "encodeURI-instead")
    if "+" in text:
        also = ("plus-to-space-partial", *also)
    yield Undo(edit_each(spaces, "+"), _where_plus_belongs(spaces), also=also)
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    inside = [position for position in spaces if first < position < last]
    if inside and inside != spaces:
        edges = [Edit(match.start(), match.end()) for match in _EDGES.finditer(text)]
        edits = sorted([*edges, *edit_each(inside, "+")], key=lambda edit: edit.start)
        yield Undo(tuple(edits), _where_plus_belongs(inside), also=also)


def _line_breaks(text: str, _field: str) -> Iterator[Undo]:
    for breaks in _ways_to_break(text):
        if breaks:
            evidence = plural(
                "{count} line break: layout, not damage.",
                "{count} line breaks: layout, not damage.",
                len(breaks),
            )
            yield Undo(tuple(breaks), evidence, layout=True)
    if layout := _regular_spaces(text):
        edits = tuple(Edit(match.start(), match.end()) for match in layout)
        evidence = message("Spaces every {width} characters: layout, not damage.", width=layout[0].start())
        yield Undo(edits, evidence, layout=True)


def _ways_to_break(text: str) -> Iterator[list[Edit]]:
    """Yield the edits that join the lines: with the white space around, then where one of it was a plus."""
    for pattern in (_RUN_WITH_BREAK, _BREAK_AND_INDENT):
        yield [Edit(match.start(), match.end()) for match in pattern.finditer(text)]
    indented = list(_BREAK_WITH_INDENT.finditer(text))
    least = _indentation(indented)
    if least:  # a plus may begin a line
        yield [Edit(match.start(), match.end(1) + least) for match in indented]
    if least < _NO_PLUSES:
        yield [Edit(match.start(), match.end()) for match in _BREAK.finditer(text)]


def _indentation(breaks: list[re.Match[str]]) -> int:
    """Return how many spaces every line begins with."""
    return min((len(match[2]) for match in breaks), default=0)


def _is_indented(text: str) -> bool:
    """Tell whether every line, or every stretch of one width, begins with two spaces or more."""
    if _indentation(list(_BREAK_WITH_INDENT.finditer(text))) >= _NO_PLUSES:
        return True
    regular = _regular_spaces(text)
    return bool(regular) and all(match.end() - match.start() >= _NO_PLUSES for match in regular)


def _regular_spaces(text: str) -> list[re.Match[str]]:
    """Return the runs of spaces that stand where lines of one width would break; [] if they do not.

    A lost plus falls anywhere. Only a run at every multiple of one width up to the end, at least two
    of them, or one run of several spaces (an indentation), is layout.
    """
    runs = [match for match in _SPACES.finditer(text) if match.start() > 0 and match.end() < len(text)]
    for width in sorted({runs[0].start(), *_LINE_WIDTHS}) if runs else ():
        chosen = _breaks_at(width, runs, len(text))
        wide = any(match.end() - match.start() > 1 for match in chosen)
        if len(chosen) >= 2 or (len(chosen) == 1 and wide and width >= 32):
            return chosen
    return []


def _breaks_at(width: int, runs: list[re.Match[str]], length: int) -> list[re.Match[str]]:
    by_start = {match.start(): match for match in runs}
    chosen: list[re.Match[str]] = []
    start = 0
    while start + width < length:
        match = by_start.get(start + width)
        if match is None:
            return []
        chosen.append(match)
        start = match.end()
    return chosen


def _surrounding(text: str, _field: str) -> Iterator[Undo]:
    edges = list(_EDGES.finditer(text))
    if edges and len(edges[0][0]) < len(text):
        yield Undo(
            tuple(Edit(match.start(), match.end()) for match in edges),
            message("White space stands before or after the value: layout, not damage."),
            layout=True,
        )


def _literal_backslash_n(text: str, _field: str) -> Iterator[Undo]:
    if escapes := list(_LITERAL.finditer(text)):
        positions = [match.start() for match in escapes]
        evidence = message(
            "A backslash and a letter stand for a line break, at {positions}.", positions=places(positions)
        )
        yield Undo(tuple(Edit(match.start(), match.end()) for match in escapes), evidence)
        # n, r and t are base64 letters too: perhaps only the backslash is foreign
        lone = [match.start() for match in _LONE_BACKSLASH.finditer(text)]
        yield Undo(edit_each(lone, ""), message("Stray backslashes, at {positions}.", positions=places(lone)))


def _where_plus_belongs(positions: list[int]) -> Message:
    return plural(
        "A space stands where + belongs, at {positions}.",
        "{count} spaces stand where + belongs, at {positions}.",
        len(positions),
        positions=places(positions),
    )


PLUS_TO_SPACE = Damage("plus-to-space", _plus_to_space)
LINE_BREAKS = Damage("line-breaks", _line_breaks)
SURROUNDING_SPACE = Damage("surrounding-space", _surrounding)
LITERAL_BACKSLASH_N = Damage("literal-backslash-n", _literal_backslash_n)
