"""encryptedData lost the case of its letters: every pattern of a block is tried at once."""

from collections.abc import Iterator
from functools import partial

from wxauth_cli.core.base64_text import ALPHABET
from wxauth_cli.core.diagnosis.blockwise import Batch, Chunk, Restored, block_of, restored
from wxauth_cli.core.diagnosis.bulk import Kind, xor_each
from wxauth_cli.core.diagnosis.case import Case
from wxauth_cli.core.diagnosis.hypotheses.base import Tried
from wxauth_cli.core.diagnosis.hypotheses.blockwise_repairs import conclude
from wxauth_cli.core.diagnosis.sextets import body_of
from wxauth_cli.core.diagnosis.verdict import Diagnosis, Outcome
from wxauth_cli.core.encoding.losses import case_folded
from wxauth_cli.core.message import Message, message

__all__ = ["SEARCH_DEEP", "CaseFoldedData"]

_ASCII, _CHINESE = Kind.ASCII, Kind.CHINESE
_ALPHABET = frozenset(ALPHABET)
SEARCH_DEEP = message("Add --deep to search for the case of every letter.")
_LETTERS_AT_ONCE = 18  # 2^18 blocks are 4 MiB; more letters are taken in several batches


class CaseFoldedData:
    """Restore upper and lower case block by block, 2^15 to 2^20 patterns each. Only with ``deep``."""

    name = "case-folded"

    def examine(self, case: Case) -> Tried:
        text = case.texts.get("encryptedData", "")
        folded = case_folded(text, "encryptedData")
        if folded is None:
            return Tried(0, message("letters of both cases stand in encryptedData"))
        if case.key is None:
            return Tried(0, message("the session_key is not whole"))
        if not set(body_of(text)) <= _ALPHABET:  # nothing decodes around a foreign sign
            return Tried(0, conclusion=Diagnosis(Outcome.FAILED, (folded,)))
        if not case.deep:
            hinted = folded._replace(own_fix=SEARCH_DEEP)
            return Tried(0, conclusion=Diagnosis(Outcome.FAILED, (hinted,)))
        tried = 0
        for kinds in ((_ASCII,), (_ASCII, _CHINESE)):
            found, counter = restored(case, body_of(text), partial(_patterns, kinds), most=float("inf"))
            answer = conclude(case, found, "case-folded", _evidence)
            tried += counter[0]
            if answer is not None:
                answer.candidates = tried
                return answer
        return Tried(tried, conclusion=Diagnosis(Outcome.FAILED, (folded,)))


class _CasePatterns:
    """All case patterns of some letters in a chunk, without writing them out.

    Changing the case of one letter flips fixed bits of the cipher block, so all blocks are the first
    one xored with every combination of those masks.
    """

    def __init__(self, text: str, letters: list[int], kind: Kind) -> None:
        self._text = text
        self._letters = letters
        self.kind = kind

    def __len__(self) -> int:
        return 1 << len(self._letters)

    def blocks(self, known: str, skip: int) -> bytes:
        first = block_of(known + self._text, skip)
        joined = first
        for letter in self._letters:
            other = block_of(known + _swapped(self._text, letter), skip)
            mask = (int.from_bytes(first, "big") ^ int.from_bytes(other, "big")).to_bytes(len(first), "big")
            joined += xor_each(joined, mask)
        return joined

    def chunk(self, index: int) -> Chunk:
        text = self._text
        changed = [letter for bit, letter in enumerate(self._letters) if index >> bit & 1]
        for letter in changed:
            text = _swapped(text, letter)
        return Chunk(text, len(text), tuple(changed))


def _patterns(kinds: tuple[Kind, ...], rest: str, needed: int) -> Iterator[Batch]:
    taken = rest[:needed]
    if len(taken) < needed:
        return
    letters = [index for index, sign in enumerate(taken) if sign.isalpha()]
    at_once, beyond = letters[:_LETTERS_AT_ONCE], letters[_LETTERS_AT_ONCE:]
    for kind in kinds:  # Chinese text only where ASCII gives nothing
        for pattern in range(1 << len(beyond)):
            text = taken
            for bit, letter in enumerate(beyond):
                if pattern >> bit & 1:
                    text = _swapped(text, letter)
            yield _CasePatterns(text, at_once, kind)


def _swapped(text: str, index: int) -> str:
    return text[:index] + text[index].swapcase() + text[index + 1 :]


def _evidence(found: Restored) -> Message:
    return message(
        "{count} letters lost their case; with it every block is text.", count=len(found.positions)
    )
