"""Damage all over encryptedData, restored block by block: lost pluses, look-alikes, merged slashes."""

from collections.abc import Callable, Iterator
from itertools import combinations

from wxauth_cli.core.base64_text import ALPHABET
from wxauth_cli.core.diagnosis.blockwise import Batch, Chunk, ChunkList, Expand, Restored, restored
from wxauth_cli.core.diagnosis.case import Case
from wxauth_cli.core.diagnosis.consistency import consistent
from wxauth_cli.core.diagnosis.edits import LOOK_ALIKES, inserted, inserted_pluses, replaced
from wxauth_cli.core.diagnosis.hypotheses.base import Advance, Tried
from wxauth_cli.core.diagnosis.hypotheses.iv_recovery import IvRecovery
from wxauth_cli.core.diagnosis.proof import prove
from wxauth_cli.core.diagnosis.sextets import body_of, padded_body
from wxauth_cli.core.diagnosis.verdict import Diagnosis, Outcome
from wxauth_cli.core.encoding.health import missing_characters
from wxauth_cli.core.finding import Finding
from wxauth_cli.core.message import Message, message, plural

__all__ = ["LookAlikes", "PlusDropped", "PlusDroppedFromKey", "SlashMerged", "conclude"]

_LEAST = 40  # characters; fewer are no payload
_MOST_IN_A_BLOCK = (1, 2, 3, 5)  # iterative deepening: more lost characters in 22 are ever less likely
_MOST_LOOK_ALIKES_IN_A_BLOCK = (1, 2, 4)


class PlusDropped:
    """Put lost pluses back, any number of them, at unknown places."""

    name = "plus-dropped"

    def examine(self, case: Case) -> Tried:
        if case.healthy("encryptedData"):
            return _nothing_missing()
        # what drops pluses drops them all: where one is left, only few places are worth a look
        depths = (1,) if "+" in case.texts.get("encryptedData", "") else _MOST_IN_A_BLOCK
        return _deepening(case, "plus-dropped", depths, lambda most: _insertions("+", most), _lost_pluses)


class PlusDroppedFromKey:
    """Put pluses back into session_key and encryptedData at once: no whole block is left to test keys on."""

    name = "plus-dropped-everywhere"

    def examine(self, case: Case) -> Tried:
        given = case.texts.get("session_key", "").rstrip("=")
        lost = 22 - len(given)
        if not 1 <= lost <= 3 or "+" in given or case.healthy("encryptedData"):
            return Tried(0, message("the session_key has not lost one to three characters"))
        tried = 0
        for most in (1, 2, 3) if lost < 3 else (1, 2):
            for edited in inserted_pluses(given, lost):
                if edited.text[-1] not in "AQgw":
                    continue
                better = case.with_texts(session_key=edited.text + "==")
                answer = _deepening(
                    better, "plus-dropped", (most,), lambda most: _insertions("+", most), _lost_pluses
                )
                tried += answer.candidates
                if answer.conclusion or answer.advance:
                    evidence = message("With {slip} in it the key opens encryptedData.", slip=edited.slip)
                    found = Finding("plus-dropped", evidence, field="session_key", positions=edited.positions)
                    return Tried(
                        tried, advance=Advance(better, (found,), {"session_key": edited.text + "=="})
                    )
                if case.out_of_time:
                    return Tried(tried, message("the time limit was reached"))
        return Tried(tried, message("no pluses in key and data together make text"))


class SlashMerged:
    """Put back slashes that a router merged: ``//`` became ``/``."""

    name = "slash-merged"

    def examine(self, case: Case) -> Tried:
        if "//" in case.texts.get("encryptedData", ""):
            return Tried(0, message("a double slash survived, so none was merged"))
        if case.healthy("encryptedData"):
            return _nothing_missing()
        return _deepening(
            case, "slash-merged", (1, 2), lambda most: _insertions("/", most, after="/"), _merged
        )


class LookAlikes:
    """Replace characters that a screenshot or a retyping mistook for one another."""

    name = "look-alikes"

    def examine(self, case: Case) -> Tried:
        return _deepening(
            case,
            "characters-look-alike",
            _MOST_LOOK_ALIKES_IN_A_BLOCK,
            _alternatives,
            _mistaken,
        )


def _deepening(
    case: Case,
    finding_id: str,
    depths: tuple[int, ...],
    expand: Callable[[int], Expand],
    evidence: Callable[[Restored], Message],
) -> Tried:
    body = body_of(case.texts.get("encryptedData", ""))
    # where the damage is all over, no two whole blocks may be left to test the key on; with an iv the
    # first block alone tells
    worth_it = case.key_fits or case.iv is not None or not case.healthy("encryptedData")
    if case.key is None or not worth_it or len(body) < _LEAST or any(sign not in ALPHABET for sign in body):
        return Tried(0, message("no block is readable, or a character is not base64"))
    tried = 0
    changes = float("inf") if finding_id == "characters-look-alike" else _most_lost(case)
    for most in depths:
        found, counter = restored(case, body, expand(most), changes=changes)
        answer = conclude(case, found, finding_id, evidence)
        tried += counter[0]
        if answer is not None:
            answer.candidates = tried
            return answer
        if case.out_of_time:
            return Tried(tried, message("the time limit was reached"))
    return Tried(tried, message("no restoring of this kind makes every block readable"))


def _most_lost(case: Case) -> float:
    """Return how many characters are missing: the padding tells it, modulo 64."""
    text = case.texts["encryptedData"]
    return missing_characters(text) if text.endswith("=") else float("inf")


def _nothing_missing() -> Tried:
    # the padding says how many characters there were, modulo 64
    return Tried(0, message("encryptedData has the length of whole blocks, so nothing is missing in it"))


def conclude(
    case: Case, found: Iterator[Restored], finding_id: str, evidence: Callable[[Restored], Message]
) -> Tried | None:
    """Return the conclusion (or, with a broken iv, the advance) of the first restoring that holds."""
    fallback: Tried | None = None
    for candidate in found:
        text = padded_body(candidate.text)
        if text is None or not candidate.positions:
            continue
        finding = Finding(
            finding_id, evidence(candidate), field="encryptedData", positions=candidate.positions
        )
        if case.iv is None:
            # every block but the first has shown the text right; the iv is the next question
            advance = Advance(case.with_texts(encryptedData=text), (finding,), {"encryptedData": text})
            fallback = fallback or Tried(advance=advance)
            recovered = IvRecovery().examine(advance.case).conclusion
            if recovered is not None and recovered.outcome is Outcome.REPAIRED:
                return Tried(advance=advance)
            continue
        opened = prove(text, case.texts["iv"], case.texts["session_key"], case.now)
        if opened is not None and consistent(opened):
            return Tried(conclusion=Diagnosis(Outcome.REPAIRED, (finding,), opened, {"encryptedData": text}))
    return fallback


def _insertions(sign: str, most: int, after: str | None = None) -> Expand:
    def expand(rest: str, needed: int) -> Iterator[Batch]:
        for count in range(most + 1):
            taken = rest[: needed - count]
            if len(taken) == needed - count:
                yield ChunkList(
                    [chunk for chunk in _with_inserted(taken, sign, count) if _follows(chunk, sign, after)]
                )

    return expand


def _with_inserted(taken: str, sign: str, count: int) -> Iterator[Chunk]:
    for text, missing in inserted(taken, sign, count):
        yield Chunk(text, len(taken), missing)


def _follows(chunk: Chunk, sign: str, after: str | None) -> bool:
    return after is None or all(place == 0 or (sign * 2) in chunk.text for place in chunk.changed)


def _alternatives(most: int) -> Expand:
    def expand(rest: str, needed: int) -> Iterator[Batch]:
        taken = rest[:needed]
        if len(taken) < needed:
            return
        places = [index for index, sign in enumerate(taken) if sign in LOOK_ALIKES]
        for count in range(min(most, len(places)) + 1):
            yield ChunkList(list(_replaced(taken, places, count)))

    return expand


def _replaced(taken: str, places: list[int], count: int) -> Iterator[Chunk]:
    for chosen in combinations(places, count):
        for edited in replaced(taken, chosen):
            yield Chunk(edited.text, len(taken), chosen)


def _lost_pluses(found: Restored) -> Message:
    return plural(
        "One + is missing, at {where}: with it every block is text.",
        "{count} + are missing, at {where}: with them every block is text.",
        len(found.positions),
        where=_where(found),
    )


def _merged(found: Restored) -> Message:
    return plural(
        "One / of a double slash is missing, at {where}.",
        "{count} double slashes became single ones, at {where}.",
        len(found.positions),
        where=_where(found),
    )


def _mistaken(found: Restored) -> Message:
    return plural(
        "A character was taken for one that looks like it, at {where}.",
        "{count} characters were taken for ones that look like them, at {where}.",
        len(found.positions),
        where=_where(found),
    )


def _where(found: Restored) -> str:
    return ", ".join(str(position) for position in found.positions[:12])
