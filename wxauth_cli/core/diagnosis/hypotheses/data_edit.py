"""One wrong, missing, extra or swapped character in encryptedData: found in the block it spoils."""

from collections.abc import Iterator
from itertools import islice

from wxauth_cli.core.aes import BLOCK
from wxauth_cli.core.base64_text import ALPHABET
from wxauth_cli.core.diagnosis.blocks import readable_blocks
from wxauth_cli.core.diagnosis.bulk import block_decryptor, readable_indices
from wxauth_cli.core.diagnosis.case import Case
from wxauth_cli.core.diagnosis.consistency import consistent
from wxauth_cli.core.diagnosis.edits import Edited, inserted_pluses, one_edit
from wxauth_cli.core.diagnosis.hypotheses.base import Tried
from wxauth_cli.core.diagnosis.proof import prove
from wxauth_cli.core.diagnosis.sextets import ENDS, blocks_from, body_of, characters_of_block, padded_body
from wxauth_cli.core.diagnosis.verdict import Diagnosis, Outcome
from wxauth_cli.core.finding import Finding
from wxauth_cli.core.message import message
from wxauth_cli.core.opendata import OpenData

__all__ = ["DataEdit"]

_CHARACTERS_AT_ONCE = 16_000_000  # a payload of the usual length has all its slips in one portion


class DataEdit:
    """Undo every single slip in the first unreadable block, and prove the one that decrypts."""

    name = "one-character"

    def examine(self, case: Case) -> Tried:
        text = case.texts.get("encryptedData")
        if case.key is None or case.iv is None or not text or not case.key_fits:
            return Tried(0, message("the session_key or the iv is not right yet"))
        body = body_of(text)
        clean = "".join(sign if sign in ALPHABET else "A" for sign in body)
        if sum(sign not in ALPHABET for sign in body) > 1 or len(body) < 43:
            return Tried(0, message("more than one character is not base64"))
        block = _first_unreadable(clean, case.key, case.iv)
        before = blocks_from(clean, block - 1, 1) if block else case.iv
        tried, proved = 0, []
        for batch in _batches(body, block):
            tried += len(batch)
            for edited in _readable(batch, block, case.key, before):
                opened = _proof(edited.text, case)
                if opened is not None:
                    proved.append((edited, opened))
        texts = {padded_body(edited.text) for edited, _ in proved}
        if len(texts) == 1:
            return Tried(tried, conclusion=_repaired(*proved[0], block))
        return Tried(
            tried, message("{count} single slips in block {block} decrypt", count=len(texts), block=block + 1)
        )


def _first_unreadable(body: str, key: bytes, iv: bytes) -> int:
    """Return the first block that is no text; the one after the last whole block when all are."""
    count = len(body) * 6 // (8 * BLOCK)
    cipher = blocks_from(body, 0, count)
    decrypted = block_decryptor(key)(cipher)
    chained = int.from_bytes(decrypted, "big") ^ int.from_bytes((iv + cipher)[: len(cipher)], "big")
    readable = readable_blocks(chained.to_bytes(len(cipher), "big"))
    return readable.index(False) if False in readable else count


def _batches(body: str, block: int) -> Iterator[list[Edited]]:
    """Yield the slips that would give the body a possible length, one kind of length at a time."""
    window = characters_of_block(block)
    for change in (0, -1, 1):
        if (len(body) + change) % 64 in ENDS:
            yield from _portions(one_edit(body, len(body) + change, window), len(body))
    for lost in (2, 3, 4):
        # several pluses lost from the last block: nothing behind it shows where
        if (len(body) + lost) % 64 in ENDS and len(body) <= window.stop:
            start = window.start
            slips = (
                Edited(
                    body[:start] + edited.text, edited.id, tuple(start + place for place in edited.positions)
                )
                for edited in inserted_pluses(body[start:], lost)
            )
            yield from _portions(slips, len(body))


def _portions(slips: Iterator[Edited], length: int) -> Iterator[list[Edited]]:
    """Yield the slips in lists that fit into the memory: each holds a whole text of ``length``."""
    while portion := list(islice(slips, max(1, _CHARACTERS_AT_ONCE // length))):
        yield portion


def _readable(batch: list[Edited], block: int, key: bytes, before: bytes) -> list[Edited]:
    pieces = [blocks_from(edited.text, block, 1) for edited in batch]
    whole = [(edited, piece) for edited, piece in zip(batch, pieces, strict=True) if len(piece) == BLOCK]
    if not whole:
        return []
    decrypted = block_decryptor(key)(b"".join(piece for _, piece in whole))
    is_last = {block == len(edited.text) * 6 // 128 - 1 for edited, _ in whole} == {True}
    if is_last:  # the padding in the last block is no text; the proof looks at it
        return [edited for edited, _ in whole]
    return [whole[index][0] for index in readable_indices(decrypted, before)]


def _proof(body: str, case: Case) -> OpenData | None:
    text = padded_body(body)
    if text is None:
        return None
    opened = prove(text, case.texts["iv"], case.texts["session_key"], case.now)
    return opened if opened is not None and consistent(opened) else None


def _repaired(edited: Edited, opened: OpenData, block: int) -> Diagnosis:
    evidence = message(
        "Block {block} is unreadable and becomes text when this is undone: {slip}.",
        block=block + 1,
        slip=edited.slip,
    )
    found = Finding(edited.id, evidence, field="encryptedData", positions=edited.positions)
    text = padded_body(edited.text)
    assert text is not None  # noqa: S101 - it was proved
    return Diagnosis(Outcome.REPAIRED, (found,), opened, {"encryptedData": text})
