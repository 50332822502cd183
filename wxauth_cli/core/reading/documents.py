"""Documents as the readers see them, and the quick way to one: healthy JSON."""

import json
from typing import Any

__all__ = ["LiteralError", "Number", "Pairs", "Text", "parse"]


class LiteralError(ValueError):
    """The text is no literal; ``position`` is the character where that shows."""

    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


class Pairs(list[tuple[str, Any]]):
    """An object as the list of its members, so that a repeated name is not lost."""


class Text(str):
    """A string that remembers how it was written between its quotes."""

    raw: str


class Number(str):
    """A number as it was written."""

    __slots__ = ()


def parse(text: str) -> Any:
    """Return the one value that ``text`` is: ``Pairs``, list, str, ``Number``, bool or None.

    Raises LiteralError. A string's ``raw`` is set only where it differs from the string.
    """
    if "\\" not in text:  # then every string is written as it is, and the C parser loses nothing
        try:
            return json.loads(
                text.strip("\ufeff \t\r\n"),
                strict=False,
                object_pairs_hook=Pairs,
                parse_int=Number,
                parse_float=Number,
            )
        except (ValueError, RecursionError):
            pass  # JavaScript or Python, or nested too deep: the parser below says which
    from wxauth_cli.core.reading.literal import parse_whole  # its patterns cost a healthy payload nothing

    return parse_whole(text)
