"""Answers of ``wxauth explain``, each a JSON object.

All have ``id`` or ``code``, ``title``, ``meaning``, ``causes`` and ``do``. Functions take ``say``, which puts a sentence into the reader's language.
"""

from collections.abc import Callable, Sequence
from typing import Any

from wxauth_cli.catalog import cause
from wxauth_cli.catalog.errcodes import Errcode, errcodes
from wxauth_cli.catalog.explain import causes_of_code, class_text, members
from wxauth_cli.catalog.stack_errors import StackError, stack_error
from wxauth_cli.core.ages import age
from wxauth_cli.core.errmsg import rid_time
from wxauth_cli.core.explain.leaks import Leak, LeakKind
from wxauth_cli.core.explain.ranking import Clue, kinds_of, ranked_causes
from wxauth_cli.core.explain.replies import LOOKED_UP_FOR, Rid
from wxauth_cli.core.explain.sightings import Sighting
from wxauth_cli.core.explain.template import readable
from wxauth_cli.core.message import Bilingual, Message, message
from wxauth_cli.times import utc_time

__all__ = [
    "Answer",
    "Say",
    "cause_answer",
    "code_answers",
    "leak_answer",
    "message_answer",
    "nearest_codes",
    "rid_answer",
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
            "meaning": say(message("{sentence}.", sentence=row.likely_cause)),
            "causes": causes_of_code(code, row.scope),
            "do": say(message("{sentence}.", sentence=row.what_to_do)),
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
    return {**_of_entry(entry, say), "title": seen.text, "line": seen.line, "count": seen.count}


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


def rid_answer(rid: Rid, now: float, say: Say) -> Answer:
    """Return when the call of a rid was made, and whether it can still be looked up."""
    moment = rid_time(rid.text)
    assert moment is not None, "a rid begins with its time"  # noqa: S101
    passed = now - moment
    queryable = False if rid.sns or not -3600 < passed < LOOKED_UP_FOR else None if rid.sns is None else True
    return {
        "id": "rid",
        "title": say(
            message(
                "rid {rid}: the call was made at {time}, {age}",
                rid=rid.text,
                time=utc_time(moment),
                age=age(passed),
            )
        ),
        "meaning": say(_fate(rid, passed)),
        "causes": [],
        "do": say(_look_up(queryable)),
        "rid": rid.text,
        "time": moment,
        "queryable": queryable,
    }


def _fate(rid: Rid, passed: float) -> Message:
    if rid.sns:
        return message(
            "The errmsg has the form of /sns calls (jscode2session), and WeChat refuses to look those up (76022)."
        )
    if passed >= LOOKED_UP_FOR:
        return message("WeChat looks a rid up for 7 days only; this one is older.")
    if passed <= -3600:
        return message("The time lies in the future: the rid was altered, or this machine's clock is wrong.")
    if rid.sns is None:
        return message(
            "It is inside the 7 days in which WeChat looks a rid up, unless it came from an /sns call "
            "(jscode2session), whose rids are refused (76022)."
        )
    return message("It is inside the 7 days in which WeChat looks a rid up.")


def _look_up(queryable: bool | None) -> Message:
    if queryable is False:
        return message(
            "Compare the time with your own logs. For a look-up, repeat the call and take the rid of that reply."
        )
    return message(
        "Ask WeChat with the account that made the call: POST /cgi-bin/openapi/rid/get with the rid. "
        "Its answer echoes the request with its access_token: mask that before you pass it on."
    )


def leak_answer(leaks: Sequence[Leak], say: Say) -> Answer:
    """Return the answer that stands before all others: what was pasted along, and how to retire it."""
    kinds = [kind for kind in LeakKind if any(leak.kind is kind for leak in leaks)]
    return {
        "id": "secret-in-text",
        "title": say(message("This text holds secrets: {kinds}. Rotate them.", kinds=", ".join(kinds))),
        "meaning": say(
            message("Whoever saw the text, a chat, an issue or a log file say, has them; wxauth masks them.")
        ),
        "causes": [],
        "do": " ".join(say(_ROTATIONS[kind]) for kind in kinds),
        "secrets": [{"kind": leak.kind.value, "value": leak.value} for leak in leaks],
    }


_ROTATIONS = {
    LeakKind.APPSECRET: message(
        "AppSecret: reset it now at mp.weixin.qq.com (Development, Settings), and put the new one into the "
        "server's configuration; it also makes access tokens, so nothing less helps."
    ),
    LeakKind.ACCESS_TOKEN: message(
        "access_token: it lives for two hours at most; if it is in use, replace it where your server fetches "
        "its tokens (stable_token with force_refresh)."
    ),
    LeakKind.SESSION_KEY: message(
        "session_key: the user's next wx.login replaces it, resetusersessionkey does it at once."
    ),
}


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
