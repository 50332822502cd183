"""Which 16-byte blocks of a plaintext are readable: CBC tells where it hurts.

With the right key every block decrypts on its own. A wrong iv spoils the first block, one wrong
character one block and a few bits of the next, lost characters all that follows, a wrong key
everything.
"""

from contextlib import suppress
from enum import StrEnum

from wxauth_cli.core.aes import BLOCK, PaddingError, unpad

__all__ = ["CONTROLS", "Region", "is_readable", "readable_blocks", "region_of"]

CONTROLS = bytes([*range(32), 127])  # JSON text holds none of them


class Region(StrEnum):
    """Which part of the plaintext is unreadable."""

    NOTHING = "nothing"
    FIRST_BLOCK = "first-block"
    MIDDLE = "middle"
    TAIL = "tail"
    EVERYTHING = "everything"


def readable_blocks(padded: bytes) -> list[bool]:
    """Return for each block whether it is text as JSON holds it; valid padding at the end counts as text."""
    blocks = [padded[start : start + BLOCK] for start in range(0, len(padded), BLOCK)]
    verdicts = [is_readable(block) for block in blocks]
    if blocks and not verdicts[-1]:
        with suppress(PaddingError):
            verdicts[-1] = is_readable(unpad(blocks[-1]))
    return verdicts


def is_readable(block: bytes) -> bool:
    """Tell whether ``block`` is UTF-8 without control characters; a sequence may be cut at either edge.

    16 random bytes pass about once in 100,000.
    """
    if len(block.translate(None, CONTROLS)) != len(block):
        return False
    start = 0
    while start < min(3, len(block)) and block[start] & 0xC0 == 0x80:
        start += 1
    for end in range(len(block), max(start, len(block) - 4), -1):
        try:
            text = block[start:end].decode("utf-8")
        except UnicodeDecodeError:
            continue
        if end < len(block) and not _begins_sequence(block[end:]):
            continue
        return all(not "\x80" <= character <= "\x9f" for character in text)
    return start == len(block)


def region_of(readable: list[bool]) -> Region:
    """Return which part is unreadable."""
    if all(readable):
        return Region.NOTHING
    if not any(readable):
        return Region.EVERYTHING
    bad = [index for index, fine in enumerate(readable) if not fine]
    if bad == [0]:
        return Region.FIRST_BLOCK
    if bad == list(range(bad[0], len(readable))):
        return Region.TAIL
    return Region.MIDDLE


def _begins_sequence(tail: bytes) -> bool:
    """Tell whether ``tail`` is the beginning of one multi-byte character that was cut."""
    lead = tail[0]
    needed = 2 if 0xC2 <= lead < 0xE0 else 3 if 0xE0 <= lead < 0xF0 else 4 if 0xF0 <= lead < 0xF5 else 0
    return len(tail) < needed and all(byte & 0xC0 == 0x80 for byte in tail[1:])
