"""The way from a question to its answers: what it is, and what the catalogue says to it."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from wxauth_cli.catalog import cause_ids
from wxauth_cli.catalog.errcodes import errcodes
from wxauth_cli.catalog.explain_answers import (
    Answer,
    cause_answer,
    code_answers,
    entry_answer,
    leak_answer,
    message_answer,
    nearest_codes,
    rid_answer,
    together,
    unknown_code_answer,
)
from wxauth_cli.catalog.stack_errors import known, stack_error
from wxauth_cli.cli.explain_source import pieces_of
from wxauth_cli.core.errmsg import rid_time
from wxauth_cli.core.explain.cleaning import loosened, without_terminal_codes
from wxauth_cli.core.explain.errors import NotRecognisedError, UnknownErrcodeError
from wxauth_cli.core.explain.leaks import Leak, leak_of, leaks_in
from wxauth_cli.core.explain.replies import Rid, bare_codes, errcodes_in, rids_in, scope_in
from wxauth_cli.core.explain.sightings import Search, Sighting
from wxauth_cli.core.message import Message, message
from wxauth_cli.runtime import Runtime
from wxauth_cli.times import utc_time

__all__ = ["answer_of"]

_CODE = re.compile(r"[-+]?[0-9]{1,9}")
_RID = re.compile(r"(?:rid: ?)?([0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8})")
_WORD = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")
_SHORT = 256 * 1024  # characters that are looked through again, unescaped, when nothing was found
_FEW = 2000  # characters in which a bare number may be an errcode
_MOST_CODES = 50

Result = dict[str, Any]


def answer_of(query: str, scope: str | None, runtime: Runtime) -> Result:
    """Return the result of ``wxauth explain QUERY``. Raises InputError for what nothing is known about."""
    words = query.strip()
    if _CODE.fullmatch(words):
        return _of_code(int(words), scope, runtime)
    if rid := _RID.fullmatch(words):
        return {"answers": [rid_answer(Rid(rid[1]), runtime.environment.clock(), runtime.translate)]}
    if page := _page(words, runtime):
        return {"answers": [page]}
    if leak := leak_of(words):
        runtime.redactor.learn(leak.value)
        return {"answers": [leak_answer([leak], runtime.translate)]}
    if query == "-" or (len(query) < 1024 and "\0" not in query and Path(query).is_file()):
        return _of_text(pieces_of(query, runtime), scope, runtime)
    try:
        return _of_text([without_terminal_codes(query)], scope, runtime)
    except NotRecognisedError as error:
        raise _with_suggestion(words, error) from None


def _of_code(code: int, scope: str | None, runtime: Runtime) -> Result:
    answers = code_answers(code, scope, runtime.translate)
    if not answers:
        raise _unknown(code, None, runtime)
    return {"answers": answers}


def _page(words: str, runtime: Runtime) -> Answer | None:
    if not _WORD.fullmatch(words):
        return None
    for page in (cause_answer, entry_answer):
        try:
            return page(words, runtime.translate)
        except KeyError:
            continue
    return None


class _Reading:
    """Everything known that stands in a text."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._catalogued = {row.code for row in errcodes()}
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


def _of_text(pieces: Iterable[str], scope: str | None, runtime: Runtime) -> Result:
    reading = _Reading(runtime)
    for piece in pieces:
        reading.feed(piece)
    reading.again()
    say, clean = runtime.translate, runtime.redactor.scrub
    seen = [one._replace(text=clean(one.text)) for one in reading.seen]
    implied = [code for code in (stack_error(one.id).code for one in seen) if code is not None]
    codes = list(dict.fromkeys([*reading.codes, *implied]))[:_MOST_CODES]
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
        raise _unknown(codes[0], rids[0].text if rids else None, runtime)


def _unknown(code: int, rid: str | None, runtime: Runtime) -> UnknownErrcodeError:
    near = ", ".join(f"{row.code} ({runtime.translate(row.meaning)})" for row in nearest_codes(code))
    sentence: Message = message("errcode {code} is not in the catalogue.", code=code)
    moment = rid_time(rid) if rid else None
    if moment is not None:
        sentence = message(
            "errcode {code} is not in the catalogue; WeChat made the reply at {time} (from the rid).",
            code=code,
            time=utc_time(moment),
        )
    return UnknownErrcodeError(
        sentence,
        message(
            "Known ones nearby: {codes}. Read the errmsg beside it, or look for words: "
            "wxauth explain --search TEXT",
            codes=near,
        ),
        code,
        rid,
    )


def _with_suggestion(words: str, error: NotRecognisedError) -> NotRecognisedError:
    from difflib import get_close_matches

    if not _WORD.fullmatch(words) or len(words) > 60:
        return error
    near = get_close_matches(words.lower().replace("_", "-"), cause_ids(), n=3, cutoff=0.6)
    if not near:
        return error
    return NotRecognisedError(
        message("There is no finding id {id}.", id=words),
        message("Did you mean: wxauth explain {near}", near=" · ".join(near)),
    )
