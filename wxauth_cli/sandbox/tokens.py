"""Access tokens: the classic kind that replaces itself at every call, and the stable kind that does not.

The two live in separate worlds: neither retires the other's token, and both open the same APIs.
"""

import sqlite3
from enum import StrEnum

from wxauth_cli.sandbox.days import day_start
from wxauth_cli.sandbox.errmsgs import errmsg_of
from wxauth_cli.sandbox.replies import Refusal
from wxauth_cli.sandbox.shapes import is_token_shaped, new_access_token
from wxauth_cli.sandbox.world import World

__all__ = ["TokenKind", "appid_of", "classic_token", "stable_token"]

LIFETIME = 7200  # seconds
GRACE = 300  # a replaced token works this much longer, and a stable one is renewed this much earlier
_REFRESHES_A_DAY = 20
_REFRESH_PAUSE = 30  # seconds between two forced refreshes


class TokenKind(StrEnum):
    """Say which endpoint made a token."""

    CLASSIC = "classic"
    STABLE = "stable"


def classic_token(world: World, appid: str) -> tuple[str, int]:
    """Return a new token and its seconds; the one before it has 5 more minutes."""
    now = world.clock()
    with world.store.transaction() as database:
        _retire(database, TokenKind.CLASSIC, appid, now + GRACE)
        return _issue(database, world, TokenKind.CLASSIC, appid, now), LIFETIME


def stable_token(world: World, appid: str, *, force_refresh: bool) -> tuple[str, int]:
    """Return the current token and the seconds it has left; a new one in its last 5 minutes, or by force.

    Force retires the old token at once. Raises Refusal (45009) at the 21st force in a day; within
    30 seconds of the last one it changes nothing and returns the current token.
    """
    now = world.clock()
    with world.store.transaction() as database:
        if force_refresh and not _refreshed_since(database, appid, now - _REFRESH_PAUSE):
            _count_refresh(database, appid, now)
            _retire(database, TokenKind.STABLE, appid, now)
        current = _current(database, TokenKind.STABLE, appid, now)
        if current is None or current["expires_at"] - now <= GRACE:
            return _issue(database, world, TokenKind.STABLE, appid, now), LIFETIME
        return current["token"], int(current["expires_at"] - now)


def appid_of(world: World, token: str | None, path: str) -> str:
    """Return the app that the access_token of a call to ``path`` belongs to.

    Raises Refusal: 41001 without one, 40014 when it was never a token, 40001 when it is unknown or a
    newer one has replaced it, 42001 when it is merely old.
    """
    if token is None:
        raise Refusal(41001, "access_token missing")
    if not is_token_shaped(token):
        raise Refusal(40014, "invalid access_token")
    with world.store.reading() as database:
        row = database.execute("SELECT * FROM tokens WHERE token = ?", (token,)).fetchone()
    now = world.clock()
    if row is None or (row["retired_at"] is not None and now >= row["retired_at"]):
        raise Refusal(40001, errmsg_of(40001, path))
    if now >= row["expires_at"]:
        raise Refusal(42001, "access_token expired")
    return str(row["appid"])


def _issue(database: sqlite3.Connection, world: World, kind: TokenKind, appid: str, now: float) -> str:
    token = new_access_token(world.random)
    database.execute(
        "INSERT INTO tokens (token, kind, appid, created_at, expires_at) VALUES (?, ?, ?, ?, ?)",
        (token, kind, appid, now, now + LIFETIME),
    )
    return token


def _retire(database: sqlite3.Connection, kind: TokenKind, appid: str, at: float) -> None:
    # one that dies of age before that is left alone: its errcode is 42001, not 40001
    database.execute(
        "UPDATE tokens SET retired_at = min(?, ifnull(retired_at, ?))"
        " WHERE kind = ? AND appid = ? AND expires_at > ?",
        (at, at, kind, appid, at),
    )


def _current(database: sqlite3.Connection, kind: TokenKind, appid: str, now: float) -> sqlite3.Row | None:
    row: sqlite3.Row | None = database.execute(
        "SELECT * FROM tokens WHERE kind = ? AND appid = ? AND retired_at IS NULL AND expires_at > ?"
        " ORDER BY expires_at DESC LIMIT 1",
        (kind, appid, now),
    ).fetchone()
    return row


def _refreshed_since(database: sqlite3.Connection, appid: str, moment: float) -> bool:
    row = database.execute(
        "SELECT 1 FROM forced_refreshes WHERE appid = ? AND at > ? LIMIT 1", (appid, moment)
    ).fetchone()
    return row is not None


def _count_refresh(database: sqlite3.Connection, appid: str, now: float) -> None:
    used = database.execute(
        "SELECT count(*) FROM forced_refreshes WHERE appid = ? AND at >= ?", (appid, day_start(now))
    ).fetchone()[0]
    if used >= _REFRESHES_A_DAY:
        raise Refusal(45009, "reach max api daily quota limit")
    database.execute("INSERT INTO forced_refreshes VALUES (?, ?)", (appid, now))
