"""Many candidate blocks at once: one AES call over a joined buffer, one filter over all plaintexts.

A loop over 262,144 candidates in Python takes seconds; as two or three operations on one large
integer or byte string it takes milliseconds.
"""

from collections.abc import Callable
from enum import Enum
from functools import cache

from wxauth_cli.core.aes import BLOCK, cipher
from wxauth_cli.core.diagnosis.blocks import CONTROLS, is_readable

__all__ = ["Kind", "block_decryptor", "readable_indices", "xor_each"]


def block_decryptor(key: bytes) -> Callable[[bytes], bytes]:
    """Return a function that decrypts joined 16-byte blocks, each on its own (ECB)."""
    aes = cipher()
    decrypt: Callable[[bytes], bytes] = aes.new(key, aes.MODE_ECB).decrypt
    return decrypt


def xor_each(buffer: bytes, block: bytes) -> bytes:
    """Return ``buffer`` with each of its 16-byte blocks xored with ``block``."""
    count = len(buffer) // BLOCK
    joined = int.from_bytes(buffer, "big") ^ int.from_bytes(block * count, "big")
    return joined.to_bytes(len(buffer), "big")


class Kind(Enum):
    """What counts as readable: the narrower, the fewer random blocks pass."""

    TEXT = "any text"  # one random block in 100,000
    CHINESE = "ASCII, Chinese, emoji"  # one in 600,000: no two-byte characters, nothing unassigned
    ASCII = "ASCII"  # one in 8 million


def readable_indices(decrypted: bytes, before: bytes, kind: Kind = Kind.TEXT) -> list[int]:
    """Return the indices of the blocks in ``decrypted`` that xored with ``before`` are readable text."""
    table = _ascii_text_table if kind is Kind.ASCII else _text_table
    passed = -1
    for column in range(BLOCK):
        # one table a column: which decrypted bytes become text under this byte of the block before
        fine = decrypted[column::BLOCK].translate(table(before[column]))
        passed &= int.from_bytes(fine, "big")
    flags = passed.to_bytes(len(decrypted) // BLOCK, "big")
    indices: list[int] = []
    index = flags.find(1)
    while index >= 0:
        if kind is Kind.ASCII or _is_text(_xored(decrypted, index, before), kind):
            indices.append(index)
        index = flags.find(1, index + 1)
    return indices


def _is_text(block: bytes, kind: Kind) -> bool:
    if not is_readable(block):
        return False
    if kind is Kind.TEXT:
        return True
    whole = block.decode("utf-8", "ignore")  # what is cut at an edge is left out
    return all(sign < "\x80" or (sign >= "\u0800" and sign.isprintable()) for sign in whole)


@cache
def _text_table(before: int) -> bytes:
    return bytes((byte ^ before) not in CONTROLS for byte in range(256))


@cache
def _ascii_text_table(before: int) -> bytes:
    return bytes((byte ^ before) not in CONTROLS and (byte ^ before) < 127 for byte in range(256))


def _xored(decrypted: bytes, index: int, before: bytes) -> bytes:
    block = decrypted[index * BLOCK : (index + 1) * BLOCK]
    return bytes(a ^ b for a, b in zip(block, before, strict=True))
