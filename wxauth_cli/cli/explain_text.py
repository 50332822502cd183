"""Everything known in a pasted text, put together into one result."""

from collections.abc import Iterable
from typing import Any

from wxauth_cli.catalog.errcodes import errcode_numbers
from wxauth_cli.catalog.explain_answers import (
    Answer,
    code_answers,
    message_answer,
    together,
    unknown_code_answer,
)
from wxauth_cli.catalog.explain_leaks import leak_answer
from wxauth_cli.catalog.explain_rids import rid_answer
from wxauth_cli.catalog.stack_errors import known, stack_error
from wxauth_cli.cli.explaining import unknown_errcode
from wxauth_cli.core.explain.cleaning import loosened
from wxauth_cli.core.explain.errors import NotRecognisedError
from wxauth_cli.core.explain.leaks import Leak, leaks_in
from wxauth_cli.core.explain.replies import Rid, bare_codes, errcodes_in, rids_in, scope_in
from wxauth_cli.core.explain.sightings import Search, Sighting
from wxauth_cli.core.message import message
from wxauth_cli.runtime import Runtime

__all__ = ["answer_text"]

_SHORT = 256 * 1024  # characters that are looked through again, unescaped, when nothing was found
_FEW = 2000  # characters in which a bare number may be an errcode
_MOST = 50  # codes, rids and secrets of one text; a log may hold thousands


class _Reading:
    """Everything known that stands in a text."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._catalogued = errcode_numbers()
        self._search = Search(known())
        self._beginning = ""
        self.codes: dict[int, None] = {}
        self.rids: dict[Rid, None] = {}
        self.leaks: dict[Leak, None] = {}
        self.scope: str | None = None

    def feed(self, piece: str) -> None:
        self._search.feed(piece)
        self.codes.update(dict.fromkeys(errcodes_in(piece, self._catalogued)))
        self.rids.update(dict.fromkeys(rids_in(piece)))
        for leak in leaks_in(piece):
            self._runtime.redactor.learn(leak.value)
            self.leaks[leak] = None
        self.scope = self.scope or scope_in(piece)
        if len(self._beginning) < _SHORT:
            self._beginning += piece[:_SHORT]

    def again(self) -> None:
        """Look at a short text in which nothing was seen once more, with less of its notation."""
        if self.seen or self.codes or len(self._beginning) >= _SHORT:
            return
        text = loosened(self._beginning)
        self._search.feed(text)
        self.codes.update(dict.fromkeys(errcodes_in(text, self._catalogued)))
        if not self.seen and not self.codes and len(text) <= _FEW:
            self.codes.update(dict.fromkeys(bare_codes(text, self._catalogued)))

    @property
    def seen(self) -> list[Sighting]:
        return self._search.found()


def answer_text(pieces: Iterable[str], scope: str | None, runtime: Runtime) -> dict[str, Any]:
    """Return the result for a text in ``pieces``. Raises InputError when nothing in it is known."""
    reading = _Reading(runtime)
    for piece in pieces:
        reading.feed(piece)
    reading.again()
    say, clean = runtime.translate, runtime.redactor.scrub
    seen = [one._replace(text=clean(one.text)) for one in reading.seen]
    implied = [code for code in (stack_error(one.id).code for one in seen) if code is not None]
    codes = list(dict.fromkeys([*reading.codes, *implied]))[:_MOST]
    if len(codes) > 1 or seen:
        codes = [code for code in codes if code]  # a success beside what failed is not the question
    messages = [one for one in seen if stack_error(one.id).code is None]
    answers = [leak_answer(list(reading.leaks), say)] if reading.leaks else []
    answers += [message_answer(one, say) for one in messages]
    answers += _of_codes(codes, scope or _scope(reading), runtime)
    answers += [rid_answer(rid, runtime.environment.clock(), say) for rid in reading.rids]
    _refuse_nothing(answers, codes, list(reading.rids), runtime)
    meaning = together(messages, say)
    return {"answers": answers, "together": meaning} if meaning else {"answers": answers}


def _scope(reading: _Reading) -> str | None:
    # "text, rid:" comes from /sns calls, and of those a mini program's server makes one
    return reading.scope or ("session" if any(rid.sns for rid in reading.rids) else None)


def _of_codes(codes: list[int], scope: str | None, runtime: Runtime) -> list[Answer]:
    say = runtime.translate
    return [
        answer
        for code in codes
        for answer in code_answers(code, scope, say)
        or code_answers(code, None, say)
        or [unknown_code_answer(code, say)]
    ]


def _refuse_nothing(answers: list[Answer], codes: list[int], rids: list[Rid], runtime: Runtime) -> None:
    """Raise where no answer explains anything: nothing was seen, or only codes that nobody described."""
    if not answers:
        raise NotRecognisedError(
            message("Nothing in it is known: no errcode, rid, finding id, or message of a login."),
            message(
                "Give the exception with all its causes, or WeChat's whole reply; see what is known with: "
                "wxauth explain --list"
            ),
        )
    if codes and all(answer.get("known") is False or answer.get("id") == "rid" for answer in answers):
        raise unknown_errcode(codes[0], rids[0].text if rids else None, runtime)
