"""Search a text, piece by piece, for all known messages at once."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, Protocol

from wxauth_cli.core.explain.template import template

__all__ = ["Named", "Search", "Sighting"]

_MOST = 1000  # of one message in one piece; what comes after adds nothing to the answer
_LONGEST_SHOWN = 160


class Named(Protocol):
    """A message to look for."""

    @property
    def id(self) -> str: ...

    @property
    def templates(self) -> tuple[str, ...]: ...


class Sighting(NamedTuple):
    """A message that was seen: its text and line (from 1) the first time, and how often in all."""

    id: str
    text: str
    line: int
    times: int


class _Span(NamedTuple):
    start: int
    end: int
    id: str
    agreement: tuple[bool, int]  # whether the letter case is the template's, and its literal characters


class Search:
    """Take pieces of a text in their order and remember which messages stood in them.

    Pieces end at line ends, so that a message is not cut. Of two messages in one place the longer counts,
    since it is the more particular one; of two equal ones the one whose letter case agrees, then the one
    with more literal characters.
    """

    def __init__(self, messages: Sequence[Named]) -> None:
        self._templates = [(template(text), one.id) for one in messages for text in one.templates]
        self._seen: dict[str, Sighting] = {}
        self._lines = 0

    def feed(self, piece: str) -> None:
        """Look through the next ``piece``."""
        lowered = piece.lower()
        if len(lowered) != len(piece):  # a few letters grow in lower case, and positions would move
            piece = lowered
        for span in _outermost(self._spans(piece, lowered)):
            self._remember(span, piece)
        self._lines += piece.count("\n")

    def found(self) -> list[Sighting]:
        """Return what was seen, in the order of first appearance."""
        return list(self._seen.values())

    def _spans(self, piece: str, lowered: str) -> Iterator[_Span]:
        for searched, name in self._templates:
            if searched.needle in lowered:
                for match in islice(re.finditer(searched.source, lowered), _MOST):
                    same_case = re.match(searched.exact, piece[match.start() : match.end() + 1]) is not None
                    yield _Span(match.start(), match.end(), name, (same_case, searched.literals))

    def _remember(self, span: _Span, piece: str) -> None:
        before = self._seen.get(span.id)
        if before is not None:
            self._seen[span.id] = before._replace(times=before.times + 1)
            return
        line = self._lines + piece.count("\n", 0, span.start) + 1
        text = piece[span.start : span.end][:_LONGEST_SHOWN]
        self._seen[span.id] = Sighting(span.id, " ".join(text.split()), line, 1)


def _outermost(spans: Iterable[_Span]) -> Iterator[_Span]:
    """Yield the spans that lie in no longer one, from left to right; equals only where both agree as well."""
    kept = _Span(-1, -1, "", (False, 0))
    for span in sorted(
        spans, key=lambda span: (span.start, -span.end, not span.agreement[0], -span.agreement[1])
    ):
        if span.end > kept.end or (span[:2] == kept[:2] and span.agreement == kept.agreement):
            kept = span
            yield span
