"""All that ``wxauth explain`` knows, as a list or by words."""

from collections.abc import Iterator
from typing import Any

from wxauth_cli.catalog import cause, cause_ids
from wxauth_cli.catalog.errcodes import errcodes
from wxauth_cli.catalog.explain_answers import Answer, cause_answer, code_answers, entry_answer
from wxauth_cli.catalog.stack_errors import known, stack_error
from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.explain.errors import NotRecognisedError
from wxauth_cli.core.explain.template import readable
from wxauth_cli.core.message import message
from wxauth_cli.runtime import Runtime

__all__ = ["everything", "search_of"]


def everything(runtime: Runtime) -> dict[str, Any]:
    """Return every finding id, errcode and message with its title."""
    language = runtime.translate.language
    return {
        "causes": [{"id": name, "title": cause(name).text("title", language)} for name in cause_ids()],
        "errcodes": [
            {"code": row.code, "scope": row.scope, "title": runtime.translate(row.meaning)}
            for row in errcodes()
        ],
        "messages": [{"id": one.id, "title": readable(one.templates[0])} for one in known()],
    }


def search_of(text: str, runtime: Runtime) -> dict[str, Any]:
    """Return the answers whose texts, in either language, hold every word of ``text``."""
    words = text.lower().split()
    if not words:
        raise UsageError(
            message("There is nothing to look for."),
            message("Ask like this: wxauth explain --search whitelist"),
        )
    answers = list(_answers(words, runtime))
    if not answers:
        raise NotRecognisedError(
            message("No explanation holds: {text}", text=text),
            message("See all of them with: wxauth explain --list"),
        )
    return {"answers": answers}


def _answers(words: list[str], runtime: Runtime) -> Iterator[Answer]:
    say = runtime.translate
    for name in cause_ids():
        if _holds(words, name, *(text for texts in cause(name).texts.values() for text in texts.values())):
            yield cause_answer(name, say)
    codes: set[int] = set()
    for row in errcodes():
        texts = [
            text for part in (row.meaning, row.likely_cause, row.what_to_do) for text in part.texts.values()
        ]
        if row.code not in codes and _holds(words, str(row.code), *texts):
            codes.add(row.code)
            yield from code_answers(row.code, row.scope, say)
    for one in known():
        meaning = stack_error(one.id).meaning
        if meaning is not None and _holds(words, one.id, *one.templates, *meaning.texts.values()):
            yield entry_answer(one.id, say)


def _holds(words: list[str], *texts: str) -> bool:
    everything_said = "\n".join(texts).lower()
    return all(word in everything_said for word in words)
