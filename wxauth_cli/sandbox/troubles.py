"""What is to go wrong with the next calls: an errcode, a slow answer, a connection that breaks.

An errcode comes instead of the work: the code that was sent is still good afterwards. A slow, cut or
dropped answer comes after it: the code is spent, and the client cannot know. That is how it is with
a real network.
"""

import re
import sqlite3
from dataclasses import dataclass, replace

from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.message import message
from wxauth_cli.sandbox.errmsgs import errmsg_of
from wxauth_cli.sandbox.exchange import Reply, Request
from wxauth_cli.sandbox.kinds import NAMED_TROUBLES
from wxauth_cli.sandbox.replies import Refusal
from wxauth_cli.sandbox.whitelist import not_whitelisted

__all__ = ["Trouble", "all_troubles", "clear_troubles", "make_trouble", "refuse", "take_troubles", "troubled"]

_NO_ERRCODE = ("slow", "drop", "truncate")
_LONGEST_DELAY = 600.0
_SECONDS = 5.0


@dataclass(frozen=True)
class Trouble:
    """One thing that will go wrong; ``path`` None: with any API; ``remaining`` None: until it is cleared.

    ``kind`` is ``errcode``, ``slow``, ``drop`` or ``truncate``; ``seconds`` is the delay of ``slow``.
    """

    id: int
    name: str
    kind: str
    errcode: int | None
    seconds: float | None
    path: str | None
    remaining: int | None


def make_trouble(
    database: sqlite3.Connection,
    name: str,
    *,
    path: str | None = None,
    times: int | None = 1,
    seconds: float | None = None,
) -> Trouble:
    """Plan a trouble by its name or errcode for the next ``times`` calls (None: for all).

    Raises UsageError for a name that is none and for a delay beyond ten minutes.
    """
    kind, errcode = _kind(name)
    if times is not None and times < 1:
        raise UsageError(message("A trouble comes once or more often."))
    if seconds is None and kind == "slow":
        seconds = _SECONDS
    if seconds is not None and not (kind == "slow" and 0 <= seconds <= _LONGEST_DELAY):
        raise UsageError(message("Only the trouble 'slow' has seconds, and 600 at the most."))
    inserted = database.execute(
        "INSERT INTO troubles (name, kind, errcode, seconds, path, remaining) VALUES (?, ?, ?, ?, ?, ?)",
        (name, kind, errcode, seconds, path, times),
    )
    return Trouble(int(inserted.lastrowid or 0), name, kind, errcode, seconds, path, times)


def all_troubles(database: sqlite3.Connection) -> list[Trouble]:
    """Return what is planned, in the order in which it comes."""
    rows = database.execute("SELECT * FROM troubles ORDER BY id").fetchall()
    return [Trouble(**dict(row)) for row in rows]


def clear_troubles(database: sqlite3.Connection) -> None:
    """Forget all that is planned."""
    database.execute("DELETE FROM troubles")


def take_troubles(database: sqlite3.Connection, path: str) -> list[Trouble]:
    """Return what happens to this call and count it: the oldest of each kind that fits the path.

    A connection breaks in one way only, so drop and truncate count as one kind.
    """
    taken: dict[str, Trouble] = {}
    for trouble in all_troubles(database):
        kind = "lost" if trouble.kind in ("drop", "truncate") else trouble.kind
        if trouble.path in (None, path) and kind not in taken:
            taken[kind] = trouble
            _count(database, trouble)
    return list(taken.values())


def refuse(troubles: list[Trouble], request: Request) -> None:
    """Raise the Refusal that is among the troubles, if there is one."""
    for trouble in troubles:
        if trouble.errcode == 40164:
            raise not_whitelisted(request.client)
        if trouble.errcode is not None:
            raise Refusal(trouble.errcode, errmsg_of(trouble.errcode, request.path))


def troubled(reply: Reply, troubles: list[Trouble]) -> Reply:
    """Return the reply with what is to happen to it on its way."""
    for trouble in troubles:
        match trouble.kind:
            case "slow":
                reply = replace(reply, delay=trouble.seconds or 0.0)
            case "truncate":
                reply = replace(reply, lost_after=max(1, len(reply.body) // 2))
            case "drop":
                reply = replace(reply, lost_after=0)
    return reply


def _kind(name: str) -> tuple[str, int | None]:
    if name in NAMED_TROUBLES:
        return "errcode", NAMED_TROUBLES[name]
    if name in _NO_ERRCODE:
        return name, None
    if not re.fullmatch(r"-?[1-9][0-9]{0,8}", name):
        raise UsageError(
            message(
                "A trouble is an errcode or one of: {names}.",
                names=", ".join((*NAMED_TROUBLES, *_NO_ERRCODE)),
            ),
            message("Try: wxauth sandbox fail busy"),
        )
    return "errcode", int(name)


def _count(database: sqlite3.Connection, trouble: Trouble) -> None:
    if trouble.remaining is not None:
        database.execute("UPDATE troubles SET remaining = remaining - 1 WHERE id = ?", (trouble.id,))
        database.execute("DELETE FROM troubles WHERE id = ? AND remaining <= 0", (trouble.id,))
