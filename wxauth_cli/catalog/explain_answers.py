"""Answers of ``wxauth explain``, each a JSON object.

All have ``id`` or ``code``, ``title``, ``meaning``, ``causes`` and ``do``. Functions take ``say``, which
puts a sentence into the reader's language.
"""

from collections.abc import Callable, Sequence
from typing import Any

from wxauth_cli.catalog import cause
from wxauth_cli.catalog.errcodes import Errcode, errcodes
from wxauth_cli.catalog.explain import causes_of_code, class_text, members
from wxauth_cli.catalog.stack_errors import StackError, stack_error
from wxauth_cli.core.explain.ranking import Clue, kinds_of, ranked_causes
from wxauth_cli.core.explain.sightings import Sighting
from wxauth_cli.core.explain.template import readable
from wxauth_cli.core.message import Bilingual, Message, message

__all__ = [
    "Answer",
    "Say",
    "cause_answer",
    "code_answers",
    "entry_answer",
    "message_answer",
    "nearest_codes",
    "rows_of",
    "together",
    "unknown_code_answer",
]

Answer = dict[str, Any]
Say = Callable[[Message | str], str]

# scopes of the login itself; the same number means other things to WeCom and third-party platforms
_LOGIN_SCOPES = ("session", "phone", "token", "any", "manage", "crypto", "client")


def cause_answer(finding_id: str, say: Say) -> Answer:
    """Return the catalogue's page of a finding id. Raises KeyError for an unknown one."""
    page = cause(finding_id)

    def text(name: str) -> str:
        return say(Bilingual({language: page.text(name, language) for language in ("en", "zh")}))

    return {
        "id": finding_id,
        "title": text("title"),
        "meaning": text("meaning"),
        "causes": [finding_id, *members(finding_id)],
        "do": text("fix"),
        "next": text("next"),
    }


def rows_of(code: int, scope: str | None) -> list[Errcode]:
    """Return what a code means: to calls of ``scope``, else to those of a login, else to any."""
    rows = errcodes(code)
    if scope is not None:
        return [row for row in rows if row.scope == scope] or [row for row in rows if row.scope == "any"]
    of_login = [row for row in rows if row.scope in _LOGIN_SCOPES]
    return sorted(of_login, key=lambda row: _LOGIN_SCOPES.index(row.scope)) or rows


def code_answers(code: int, scope: str | None, say: Say) -> list[Answer]:
    """Return one answer for each meaning of an errcode; none for a code nobody described."""
    return [
        {
            "code": code,
            "scope": row.scope,
            "title": say(row.meaning),
            "meaning": say(message("{what}.", what=row.likely_cause)),
            "causes": causes_of_code(code, row.scope),
            "do": say(message("{what}.", what=row.what_to_do)),
            "retryable": row.retryable,
        }
        for row in rows_of(code, scope)
    ]


def unknown_code_answer(code: int, say: Say) -> Answer:
    """Return the answer that says so, and names the nearest known codes."""
    near = ", ".join(f"{row.code} ({say(row.meaning)})" for row in nearest_codes(code))
    return {
        "code": code,
        "scope": None,
        "title": say(message("not in the catalogue")),
        "meaning": say(message("wxauth does not know this errcode. Known ones nearby: {codes}.", codes=near)),
        "causes": [],
        "do": say(message("Look it up in WeChat's documentation of the call; its support asks for the rid.")),
        "known": False,
    }


def nearest_codes(code: int, count: int = 3) -> list[Errcode]:
    """Return rows of the known codes that are nearest in number, which are often of one family."""
    by_code = {row.code: row for row in reversed(errcodes())}
    return [by_code[near] for near in sorted(by_code, key=lambda other: abs(other - code))[:count]]


def message_answer(seen: Sighting, say: Say) -> Answer:
    """Return what a message means that stood in the text; its own ``do`` mends the likeliest cause."""
    entry = stack_error(seen.id)
    return {**_of_entry(entry, say), "title": seen.text, "line": seen.line, "count": seen.times}


def _of_entry(entry: StackError, say: Say) -> Answer:
    do = say(class_text(entry.kind, "collect"))
    if entry.causes and entry.kind != "wrapper":
        do = cause_answer(entry.causes[0], say)["do"]
    return {
        "id": entry.id,
        "title": readable(entry.templates[0]),
        "meaning": say(entry.meaning) if entry.meaning else "",
        "causes": list(entry.causes),
        "do": do,
        "class": entry.kind,
        "stack": entry.stack,
    }


def entry_answer(name: str, say: Say) -> Answer:
    """Return the page of a message's own id. Raises KeyError for an unknown one."""
    return _of_entry(stack_error(name), say)


def together(seen: Sequence[Sighting], say: Say) -> Answer | None:
    """Return what all messages mean together, or None when no message was seen but errcodes."""
    entries = [stack_error(one.id) for one in seen]
    clues = [Clue(entry.kind, entry.causes) for entry in entries if entry.code is None]
    if not clues:
        return None
    kinds = kinds_of(clues)
    return {
        "causes": ranked_causes(clues),
        "classes": kinds,
        "says": [say(class_text(kind, "says")) for kind in kinds],
        "rules_out": [say(class_text(kind, "rules_out")) for kind in kinds],
        "collect": [say(class_text(kind, "collect")) for kind in kinds],
    }
