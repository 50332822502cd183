"""The session_key of a user in an app: one is current, every new login code replaces it."""

import sqlite3
from dataclasses import dataclass
from random import Random

from wxauth_cli.sandbox.shapes import new_session_key, openid_of

__all__ = ["Session", "current_session", "start_session"]


@dataclass(frozen=True)
class Session:
    """One login of a user: the key that encrypts their data until the next login code is made."""

    id: int
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
        "INSERT INTO sessions (appid, user, openid, session_key, created_at) VALUES (?, ?, ?, ?, ?)",
        (appid, user, openid, session_key, now),
    )
    return Session(int(inserted.lastrowid or 0), openid, session_key)


def current_session(database: sqlite3.Connection, appid: str, user: str) -> Session | None:
    """Return the session whose key is not retired, or None before the user's first login."""
    row = database.execute(
        "SELECT id, openid, session_key FROM sessions WHERE appid = ? AND user = ? AND retired_at IS NULL",
        (appid, user),
    ).fetchone()
    return Session(**dict(row)) if row is not None else None
