"""Restore encryptedData block by block: with the right key each block tells whether it is right.

The search goes from the first block to the last, keeps every restoring of a block that gives text,
and goes back where none does. So the cost grows with the number of blocks, not with all
combinations over the whole text.
"""

from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol

from wxauth_cli.core.aes import BLOCK
from wxauth_cli.core.diagnosis.blocks import is_readable
from wxauth_cli.core.diagnosis.bulk import Kind, block_decryptor, readable_indices, xor_each
from wxauth_cli.core.diagnosis.case import Case
from wxauth_cli.core.diagnosis.sextets import blocks_from, end_of_block, padded_body

__all__ = ["Batch", "Chunk", "ChunkList", "Expand", "Restored", "block_of", "restored"]

_MOST_CANDIDATES = 1_000_000
_SURPLUS_BLOCKS = 8  # how much longer the restored text may be than the damaged one


class Chunk(NamedTuple):
    """The next characters of the restored text, how many damaged ones they replace, and where they differ."""

    text: str
    consumed: int
    changed: tuple[int, ...]  # offsets within the consumed characters


class Batch(Protocol):
    """Many restorings of one block. ``blocks`` gives the cipher block of each, joined."""

    kind: Kind

    def __len__(self) -> int: ...

    def blocks(self, known: str, skip: int) -> bytes:
        """Return the 16 bytes that follow ``skip`` bytes of ``known`` + each restoring, decoded."""
        ...

    def chunk(self, index: int) -> Chunk:
        """Return one restoring."""
        ...


class ChunkList:
    """Restorings written out, for the few thousand that lost or mistaken characters give."""

    kind = Kind.TEXT

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        self._chunks = chunks

    def __len__(self) -> int:
        return len(self._chunks)

    def blocks(self, known: str, skip: int) -> bytes:
        return b"".join(block_of(known + chunk.text, skip) for chunk in self._chunks)

    def chunk(self, index: int) -> Chunk:
        return self._chunks[index]


# (damaged characters still to come, how many restored ones are needed) -> batches, cheapest first
Expand = Callable[[str, int], Iterator[Batch]]


class Restored(NamedTuple):
    """A whole restored body and the offsets in the damaged text where it differs."""

    text: str
    positions: tuple[int, ...]


class _State(NamedTuple):
    done: str
    consumed: int
    positions: tuple[int, ...]
    block: int


def restored(
    case: Case, body: str, expand: Expand, most: float = _MOST_CANDIDATES, changes: float = float("inf")
) -> tuple[Iterator[Restored], list[int]]:
    """Return the restored bodies of ``body``, likeliest first, and a list whose item counts the candidates.

    Without a usable iv the first block is taken on trust and shown right by the second. ``changes``
    is how many there can be in the whole text.
    """
    counter = [0]
    return _search(case, body, expand, counter, most, changes), counter


def _search(
    case: Case, body: str, expand: Expand, counter: list[int], most: float, changes: float
) -> Iterator[Restored]:
    assert case.key is not None  # noqa: S101 - callers make sure
    decrypt = block_decryptor(case.key)
    pending: list[Iterator[_State]] = [_next(_State("", 0, (), 0), case, body, expand, decrypt, counter)]
    while pending:
        if case.out_of_time or counter[0] > most:
            return
        state = next(pending[-1], None)
        if state is None:
            pending.pop()
        elif len(state.positions) > changes:
            continue
        elif state.consumed == len(body) and padded_body(state.done) is not None:
            yield Restored(state.done, state.positions)
        elif state.block <= len(body) * 6 // 128 + _SURPLUS_BLOCKS:
            case.progress(state.block, len(body) * 6 // 128)
            pending.append(_next(state, case, body, expand, decrypt, counter))


def _next(
    state: _State,
    case: Case,
    body: str,
    expand: Expand,
    decrypt: Callable[[bytes], bytes],
    counter: list[int],
) -> Iterator[_State]:
    needed = end_of_block(state.block) - len(state.done)
    before = blocks_from(state.done, state.block - 1, 1) if state.block else case.iv
    left = len(body) - state.consumed
    for batch in expand(body[state.consumed : state.consumed + needed + 64], needed):
        counter[0] += len(batch)
        if case.out_of_time:
            return
        for chunk in _fitting(batch, state, before, decrypt, left):
            positions = tuple(state.consumed + place for place in chunk.changed)
            yield _State(
                state.done + chunk.text,
                state.consumed + chunk.consumed,
                state.positions + positions,
                state.block + 1,
            )


def _fitting(
    batch: Batch, state: _State, before: bytes | None, decrypt: Callable[[bytes], bytes], left: int
) -> list[Chunk]:
    if not len(batch):
        return []
    if before is None:
        return [batch.chunk(index) for index in range(len(batch))]
    group = BLOCK * state.block // 3 * 4
    cipher = batch.blocks(state.done[group:], BLOCK * state.block - group // 4 * 3)
    decrypted = decrypt(cipher)
    fitting = readable_indices(decrypted, before, batch.kind)
    if batch.chunk(0).consumed == left:
        fitting = sorted({*fitting, *_ending(xor_each(decrypted, before))})
    return [batch.chunk(index) for index in fitting]


def _ending(plain: bytes) -> list[int]:
    """Return the indices of the blocks that can be the last: text, then PKCS#7 padding."""
    return [
        index for index in range(len(plain) // BLOCK) if _ends(plain[index * BLOCK : (index + 1) * BLOCK])
    ]


def block_of(characters: str, skip: int) -> bytes:
    """Return the 16 bytes that follow ``skip`` bytes of decoded ``characters`` (clean base64)."""
    return b64decode(characters + "A" * (-len(characters) % 4))[skip : skip + BLOCK]


def _ends(block: bytes) -> bool:
    fill = block[-1]
    if not 1 <= fill <= BLOCK or block[-fill:] != bytes([fill]) * fill:
        return False
    return is_readable(block[:-fill])
