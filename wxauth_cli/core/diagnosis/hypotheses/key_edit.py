"""The session_key was mistyped, cut, filled up, or lost a plus: search near the key at hand."""

import itertools
import re
from collections.abc import Iterator

from wxauth_cli.core import base64_text
from wxauth_cli.core.base64_text import ALPHABET
from wxauth_cli.core.diagnosis.case import Case
from wxauth_cli.core.diagnosis.edits import Edited, inserted_pluses, look_alikes, one_edit
from wxauth_cli.core.diagnosis.hypotheses.base import Advance, Tried
from wxauth_cli.core.diagnosis.oracle import KeyOracle
from wxauth_cli.core.encoding.losses import case_folded
from wxauth_cli.core.encoding.representation import glued_bytes
from wxauth_cli.core.finding import Finding
from wxauth_cli.core.message import message

__all__ = ["KeyEdit"]

_CHARACTERS = 22
_LAST = "AQgw"  # the 22nd character carries two bits
_KEY_BODY = re.compile(r"[A-Za-z0-9+/]{21}[AQgw]")
_MOST_CASES = 1 << 22
_MOST_CUTTINGS = 20_000  # of 1,000 random keys none had more
_CLOCK_EVERY = 2048


class KeyEdit:
    """Try every key within reach of the given one on a few blocks; two readable ones decide."""

    name = "key-edit"

    def examine(self, case: Case) -> Tried:
        text = case.texts.get("session_key")
        if not text or (len(text) > 32 and next(glued_bytes(text), None) is None):
            return Tried(0, message("the session_key is too long to be one that was mistyped"))
        oracle = KeyOracle(case)
        if not oracle.usable:
            return Tried(0, message("encryptedData is too short or too damaged to test keys on"))
        if case.key_witness is True or case.key_fits:
            return Tried(
                1, message("the session_key at hand is right: it opens blocks or the signature says so")
            )
        if case_folded(case.texts["encryptedData"], "encryptedData"):
            return Tried(
                0, message("encryptedData lost the case of its letters, so no key can be tested on it")
            )
        tried = 0
        for candidate in _candidates(text.rstrip("="), case):
            tried += 1
            if tried % _CLOCK_EVERY == 0 and case.out_of_time:
                return Tried(tried, message("the time limit was reached"))
            if oracle.fits(base64_text.decode(candidate.text + "==")):
                return Tried(tried, advance=_advance(case, candidate, len(text)))
        return Tried(tried, message("no key near the given one opens a block"))


def _candidates(body: str, case: Case) -> Iterator[Edited]:
    """Yield 22-character bodies of canonical keys, the likeliest slips first."""
    seen: set[str] = set()
    sources = (
        _pluses(body),
        one_edit(body, _CHARACTERS),
        look_alikes(body, _CHARACTERS),
        _zero_filled(body),
        _cut(body, case),
        _glued(body),
    )
    for edited in itertools.chain(*sources, _cases(body) if case.deep else ()):
        if edited.text not in seen and _KEY_BODY.fullmatch(edited.text):
            seen.add(edited.text)
            yield edited


def _pluses(body: str) -> Iterator[Edited]:
    lost = _CHARACTERS - len(body)
    if 1 <= lost <= 4:
        yield from inserted_pluses(body, lost)


def _zero_filled(body: str) -> Iterator[Edited]:
    try:
        key = base64_text.decode(body + "==")
    except base64_text.Base64Error:
        return
    zeros = len(key) - len(key.rstrip(b"\0"))
    if 1 <= zeros <= 2:
        head = key[:-zeros]
        for number in range(256**zeros):
            whole = base64_text.encode(head + number.to_bytes(zeros, "big"))
            yield Edited(whole[:_CHARACTERS], "key-padded", ())


def _cut(body: str, case: Case) -> Iterator[Edited]:
    lost = _CHARACTERS - len(body)
    if not 1 <= lost <= (4 if case.deep else 3):
        return
    for ending in itertools.product(*(ALPHABET for _ in range(lost - 1)), _LAST):
        yield Edited(body + "".join(ending), "key-truncated", (len(body),))


def _glued(body: str) -> Iterator[Edited]:
    for data in itertools.islice(glued_bytes(body), _MOST_CUTTINGS):
        yield Edited(base64_text.encode(data)[:_CHARACTERS], "bytes-as-decimal", (0,))


def _cases(body: str) -> Iterator[Edited]:
    if len(body) != _CHARACTERS or case_folded(body + "==", "session_key") is None:
        return
    choices = [
        character if not character.isalpha() else character.lower() + character.upper() for character in body
    ]
    for characters in itertools.islice(itertools.product(*choices), _MOST_CASES):
        yield Edited("".join(characters), "case-folded", ())


def _advance(case: Case, candidate: Edited, length: int) -> Advance:
    key = candidate.text + "=="
    evidence = message(
        "A key that differs by this opens blocks of encryptedData; the one at hand ({length} characters) "
        "opens none: {slip}.",
        length=length,
        slip=candidate.slip,
    )
    found = Finding(candidate.id, evidence, field="session_key", positions=candidate.positions)
    return Advance(case.with_texts(session_key=key), (found,), {"session_key": key})
