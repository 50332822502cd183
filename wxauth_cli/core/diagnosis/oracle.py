"""Does a key fit? Answered from a few blocks, without padding, iv or JSON, and in spite of damage."""

import re

from wxauth_cli.core.aes import BLOCK
from wxauth_cli.core.diagnosis.blocks import is_readable
from wxauth_cli.core.diagnosis.bulk import block_decryptor
from wxauth_cli.core.diagnosis.case import Case
from wxauth_cli.core.diagnosis.sextets import sextet_bits

__all__ = ["KeyOracle"]

_CLEAN = re.compile(r"[A-Za-z0-9+/]+")
_FOREIGN = re.compile(r"[^A-Za-z0-9+/]")
_CHARACTERS_ENOUGH = 86  # four blocks
_BLOCKS_LOOKED_AT = 6
_BLOCKS_LOOKED_AT_WHEN_DAMAGED = 12
_SHIFTS = (0, 1, 2, 3, 4, 5, -1)  # characters that may be missing (or surplus) before a block
_READABLE_BLOCKS_OF_PROOF = 2  # two random blocks are readable once in 10^10


class KeyOracle:
    """Hold pairs of neighbouring cipher blocks, and tell whether a key makes text of two of them.

    A healthy value gives blocks 1 to 6 (block 0 would need the iv). In a damaged one characters may
    be missing before a block, so each block is also read a few characters earlier or later.
    """

    def __init__(self, case: Case) -> None:
        text = case.texts.get("encryptedData", "")
        match = _CLEAN.match(text)
        body = match[0] if match else ""
        if len(body) < _CHARACTERS_ENOUGH:  # a foreign sign near the start hides the healthy rest
            body = _FOREIGN.sub("A", text.rstrip("="))
        healthy = case.healthy("encryptedData")
        shifts = (0,) if healthy else _SHIFTS
        most = _BLOCKS_LOOKED_AT if healthy else _BLOCKS_LOOKED_AT_WHEN_DAMAGED
        # the last block of a payload holds its padding, which is no text
        last = (len(body) * 6 // 128) - 2
        pairs = _pairs(body, shifts, min(most, max(last, 1)))
        if case.iv is not None and len(body) >= 22:
            pairs.insert(0, (_block_at(body, 0), case.iv))
        self._cipher = b"".join(block for block, _ in pairs)
        self._before = b"".join(before for _, before in pairs)
        apart = pairs[1::2][:3] if len(pairs) >= 6 else pairs
        self._healthy = healthy
        self._first = b"".join(block for block, _ in apart)
        self._before_first = b"".join(before for _, before in apart)
        self.usable = len(pairs) >= _READABLE_BLOCKS_OF_PROOF

    def fits(self, key: bytes) -> bool:
        """Tell whether ``key`` (16 bytes) makes readable text of two blocks or more."""
        decrypt = block_decryptor(key)
        if self._healthy and not _readable(decrypt(self._first), self._before_first):
            return False  # one damage spoils two neighbours; of three that stand apart one is left
        plain = _readable(decrypt(self._cipher), self._before)
        return plain >= _READABLE_BLOCKS_OF_PROOF


def _readable(decrypted: bytes, before: bytes) -> int:
    mixed = (int.from_bytes(decrypted, "big") ^ int.from_bytes(before, "big")).to_bytes(len(decrypted), "big")
    return sum(is_readable(mixed[start : start + BLOCK]) for start in range(0, len(mixed), BLOCK))


def _pairs(body: str, shifts: tuple[int, ...], blocks: int) -> list[tuple[bytes, bytes]]:
    bits, count = sextet_bits(body, 4 + (blocks + 1) * 22)
    pairs = []
    for shift in shifts:
        for block in range(1, blocks + 1):
            end = 128 * (block + 1) - 6 * shift
            start = end - 256
            if start >= 0 and end <= count:
                both = (bits >> (count - end)) & ((1 << 256) - 1)
                text = both.to_bytes(2 * BLOCK, "big")
                pairs.append((text[BLOCK:], text[:BLOCK]))
    return pairs


def _block_at(body: str, block: int) -> bytes:
    bits, count = sextet_bits(body, 4 + (block + 1) * 22 + 2)
    return ((bits >> (count - 128 * (block + 1))) & ((1 << 128) - 1)).to_bytes(BLOCK, "big")
