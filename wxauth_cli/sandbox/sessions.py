"""The session_key of a user in an app: one is current, every new login code replaces it.

WeChat publishes no lifetime. The sandbox takes the three days that its staff once named; replacing the
key from the server does not prolong them.
"""

import sqlite3
from dataclasses import dataclass
from random import Random

from wxauth_cli.sandbox.shapes import new_session_key, openid_of

__all__ = ["SESSION_SECONDS", "Session", "current_session", "replace_key", "session_of", "start_session"]

SESSION_SECONDS = 3 * 86400


@dataclass(frozen=True)
class Session:
    """One login of a user: the key that encrypts their data until the next login code is made."""

    id: int
    user: str
    openid: str
    session_key: str


def start_session(database: sqlite3.Connection, appid: str, user: str, now: float, random: Random) -> Session:
    """Retire the user's session_key and return a session with a new one."""
    database.execute(
        "UPDATE sessions SET retired_at = ? WHERE appid = ? AND user = ? AND retired_at IS NULL",
        (now, appid, user),
    )
    openid, session_key = openid_of(appid, user), new_session_key(random)
    inserted = database.execute(
        "INSERT INTO sessions (appid, user, openid, session_key, created_at, expires_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (appid, user, openid, session_key, now, now + SESSION_SECONDS),
    )
    return Session(int(inserted.lastrowid or 0), user, openid, session_key)


def current_session(database: sqlite3.Connection, appid: str, user: str, now: float) -> Session | None:
    """Return the session whose key is neither retired nor expired, or None when there is none."""
    return _session_where(database, "appid = ? AND user = ?", appid, user, now)


def session_of(database: sqlite3.Connection, appid: str, openid: str, now: float) -> Session | None:
    """Return the current session of an openid, or None when its key has expired or never was."""
    return _session_where(database, "appid = ? AND openid = ?", appid, openid, now)


def replace_key(
    database: sqlite3.Connection, session: Session, appid: str, now: float, random: Random
) -> str:
    """Retire the key of ``session`` and return its successor, which expires when the old one would have."""
    row = database.execute("SELECT expires_at FROM sessions WHERE id = ?", (session.id,)).fetchone()
    successor = start_session(database, appid, session.user, now, random)
    database.execute("UPDATE sessions SET expires_at = ? WHERE id = ?", (row["expires_at"], successor.id))
    return successor.session_key


def _session_where(
    database: sqlite3.Connection, condition: str, appid: str, whose: str, now: float
) -> Session | None:
    row = database.execute(
        "SELECT id, user, openid, session_key FROM sessions"  # noqa: S608 - the condition is ours
        f" WHERE {condition} AND retired_at IS NULL AND expires_at > ?",
        (appid, whose, now),
    ).fetchone()
    return Session(**dict(row)) if row is not None else None
