"""A text that remembers where each of its characters stood in the value as it was given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Edit", "Traced"]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the characters from ``start`` up to ``end`` by ``replacement``."""

    start: int
    end: int
    replacement: str = ""


class Traced:
    """Hold a text and, for each character, its 0-based offset in the original value."""

    __slots__ = ("offsets", "text")

    def __init__(self, text: str, offsets: Sequence[int] | None = None) -> None:
        self.text = text
        self.offsets = range(len(text)) if offsets is None else offsets

    def apply(self, edits: Iterable[Edit]) -> "Traced":
        """Return the text after ``edits``, which ascend and do not overlap."""
        pieces: list[str] = []
        offsets: list[int] = []
        done = 0
        for edit in edits:
            pieces += (self.text[done : edit.start], edit.replacement)
            offsets += self.offsets[done : edit.start]
            offsets += [self.original(edit.start)] * len(edit.replacement)
            done = edit.end
        pieces.append(self.text[done:])
        offsets += self.offsets[done:]
        return Traced("".join(pieces), offsets)

    def original(self, position: int) -> int:
        """Return where ``position`` stood in the value as given; its end maps to the end."""
        if position < len(self.offsets):
            return self.offsets[position]
        return self.offsets[-1] + 1 if self.offsets else 0
