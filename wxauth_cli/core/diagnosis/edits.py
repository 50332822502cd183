"""Slips of a hand that copies base64: wrong, missing, extra, swapped and look-alike characters."""

from collections.abc import Iterator
from itertools import combinations, islice, product
from typing import NamedTuple

from wxauth_cli.core.base64_text import ALPHABET
from wxauth_cli.core.message import Message, message, plural

__all__ = ["LOOK_ALIKES", "Edited", "inserted", "inserted_pluses", "look_alikes", "one_edit", "replaced"]

_MOST_LOOK_ALIKES = 6000
_GROUPS = ("0Oo", "1lI", "5S", "8B", "2Z")
LOOK_ALIKES = {sign: group.replace(sign, "") for group in _GROUPS for sign in group}


class Edited(NamedTuple):
    """A corrected text, what was wrong (a finding id), and where (offsets in the text as given)."""

    text: str
    id: str
    positions: tuple[int, ...]

    @property
    def slip(self) -> Message:
        """The slip in words; it never quotes the value, which may be a key."""
        where = ", ".join(str(position) for position in self.positions)
        match self.id:
            case "one-character-wrong":
                return message("one wrong character, at {where}", where=where)
            case "one-character-missing":
                return message("one character is missing, at {where}", where=where)
            case "one-character-extra":
                return message("one character too many, at {where}", where=where)
            case "characters-swapped":
                return message("two neighbouring characters are swapped, at {where}", where=where)
            case "characters-look-alike":
                return plural(
                    "a character was taken for one that looks like it, at {where}",
                    "{count} characters were taken for ones that look like them, at {where}",
                    len(self.positions),
                    where=where,
                )
            case "plus-dropped":
                return plural(
                    "one + was lost, at {where}",
                    "{count} + were lost, at {where}",
                    len(self.positions),
                    where=where,
                )
            case "key-truncated":
                return message("its end was cut off, at {where}", where=where)
            case "bytes-as-decimal":
                return message("its 16 bytes were written as decimal numbers")
            case "key-padded":
                return message("its last bytes were replaced by zeros")
            case _:
                return message("its letters lost their case")


def one_edit(text: str, length: int, window: range | None = None) -> Iterator[Edited]:
    """Yield every text of ``length`` that one slip away from ``text`` has, within ``window`` (offsets).

    Characters outside the alphabet are the likeliest to be wrong: when there is one, only it is
    replaced or removed.
    """
    window = range(len(text)) if window is None else window
    foreign = [index for index, sign in enumerate(text) if sign not in ALPHABET]
    if len(foreign) > 1:
        return
    places = foreign or [index for index in window if index < len(text)]
    if len(text) == length:
        if not foreign:
            yield from _swapped(text, places)
        for index in places:
            signs = LOOK_ALIKES.get(text[index], "") + ALPHABET
            for sign in dict.fromkeys(signs):
                if sign != text[index]:
                    yield Edited(text[:index] + sign + text[index + 1 :], "one-character-wrong", (index,))
    elif len(text) == length + 1:
        for index in places:
            yield Edited(text[:index] + text[index + 1 :], "one-character-extra", (index,))
    elif len(text) == length - 1 and not foreign:
        for index in [*places, *([window.stop] if window.stop <= len(text) else [])]:
            for sign in "+" + ALPHABET[:-2] + "/":
                kind = "plus-dropped" if sign == "+" else "one-character-missing"
                yield Edited(text[:index] + sign + text[index:], kind, (index,))


def inserted(text: str, sign: str, count: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield every text with ``count`` signs put in, and the offsets in ``text`` where they are missing."""
    for places in combinations(range(len(text) + count), count):
        pieces: list[str] = []
        start = 0
        for number, place in enumerate(places):
            pieces += (text[start : place - number], sign)
            start = place - number
        pieces.append(text[start:])
        yield "".join(pieces), tuple(place - number for number, place in enumerate(places))


def inserted_pluses(text: str, count: int) -> Iterator[Edited]:
    """Yield every text with ``count`` pluses put back; positions are where they are missing."""
    for whole, missing in inserted(text, "+", count):
        yield Edited(whole, "plus-dropped", missing)


def look_alikes(text: str, length: int) -> Iterator[Edited]:
    """Yield texts with one, two, … characters replaced by ones that look like them, 6,000 at the most."""
    if len(text) != length:
        return
    places = [index for index, sign in enumerate(text) if sign in LOOK_ALIKES]
    chosen = (taken for count in range(1, len(places) + 1) for taken in combinations(places, count))
    yield from islice((edited for taken in chosen for edited in replaced(text, taken)), _MOST_LOOK_ALIKES)


def replaced(text: str, places: tuple[int, ...]) -> Iterator[Edited]:
    """Yield every text in which all of ``places`` hold a character that looks like the given one."""
    for signs in product(*(LOOK_ALIKES[text[index]] for index in places)):
        characters = list(text)
        for index, sign in zip(places, signs, strict=True):
            characters[index] = sign
        yield Edited("".join(characters), "characters-look-alike", places)


def _swapped(text: str, places: list[int]) -> Iterator[Edited]:
    for index in places:
        if index + 1 < len(text) and text[index] != text[index + 1]:
            swapped = text[:index] + text[index + 1] + text[index] + text[index + 2 :]
            yield Edited(swapped, "characters-swapped", (index, index + 1))
