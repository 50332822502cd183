"""The way from a question to its answers: what kind of question it is decides who answers it."""

import re
from pathlib import Path
from typing import Any

from wxauth_cli.core.explain.errors import NotRecognisedError, UnknownErrcodeError
from wxauth_cli.core.message import Message, message
from wxauth_cli.runtime import Runtime

__all__ = ["answer_of", "unknown_errcode"]

_CODE = re.compile(r"[-+]?[0-9]{1,9}")
_RID = re.compile(r"(?:rid: ?)?([0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8})")
_WORD = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")
_LONGEST_NAME = 1024  # characters of a path; what is longer is text

_LONGEST_SECRET = 600

Result = dict[str, Any]


def answer_of(query: str, scope: str | None, runtime: Runtime) -> Result:
    """Return the result of ``wxauth explain QUERY``. Raises InputError for what nothing is known about."""
    words = query.strip()
    if _CODE.fullmatch(words):
        return _of_code(int(words), scope, runtime)
    if rid := _RID.fullmatch(words):
        return _of_rid(rid[1], runtime)
    return _page(words, runtime) or _secret(words, runtime) or _of_text(query, scope, runtime)


def _of_code(code: int, scope: str | None, runtime: Runtime) -> Result:
    from wxauth_cli.catalog.explain_answers import code_answers

    answers = code_answers(code, scope, runtime.translate)
    if not answers:
        raise unknown_errcode(code, None, runtime)
    return {"answers": answers}


def _of_rid(rid: str, runtime: Runtime) -> Result:
    from wxauth_cli.catalog.explain_rids import rid_answer
    from wxauth_cli.core.explain.replies import Rid

    return {"answers": [rid_answer(Rid(rid), runtime.environment.clock(), runtime.translate)]}


def _page(words: str, runtime: Runtime) -> Result | None:
    from wxauth_cli.catalog.explain_answers import cause_answer, entry_answer

    if not _WORD.fullmatch(words):
        return None
    for page in (cause_answer, entry_answer):
        try:
            return {"answers": [page(words, runtime.translate)]}
        except (KeyError, OSError):  # OSError: a word longer than a file name may be
            continue
    return None


def _secret(words: str, runtime: Runtime) -> Result | None:
    if " " in words or len(words) > _LONGEST_SECRET:
        return None
    from wxauth_cli.core.explain.leaks import leak_of

    leak = leak_of(words)
    if leak is None:
        return None
    from wxauth_cli.catalog.explain_leaks import leak_answer

    runtime.redactor.learn(leak.value)
    return {"answers": [leak_answer([leak], runtime.translate)]}


def _of_text(query: str, scope: str | None, runtime: Runtime) -> Result:
    from wxauth_cli.cli.explain_source import pieces_of
    from wxauth_cli.cli.explain_text import answer_text
    from wxauth_cli.core.explain.cleaning import without_terminal_codes

    if query == "-" or _is_file(query):
        return answer_text(pieces_of(query, runtime), scope, runtime)
    try:
        return answer_text([without_terminal_codes(query)], scope, runtime)
    except NotRecognisedError as error:
        raise _with_suggestion(query.strip(), error) from None


def _is_file(query: str) -> bool:
    try:
        return len(query) < _LONGEST_NAME and Path(query).is_file()
    except (OSError, ValueError):  # a part longer than a name may be; a NUL
        return False


def unknown_errcode(code: int, rid: str | None, runtime: Runtime) -> UnknownErrcodeError:
    """Return the error that says so, dates the reply by its ``rid``, and names the nearest known codes."""
    from wxauth_cli.catalog.explain_answers import nearest_codes
    from wxauth_cli.core.errmsg import rid_time
    from wxauth_cli.times import utc_time

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

    from wxauth_cli.catalog import cause_ids

    if not _WORD.fullmatch(words) or len(words) > 60:
        return error
    near = get_close_matches(words.lower().replace("_", "-"), cause_ids(), n=3, cutoff=0.6)
    if not near:
        return error
    return NotRecognisedError(
        message("There is no finding id {id}.", id=words),
        message("Did you mean: wxauth explain {near}", near=" · ".join(near)),
    )
