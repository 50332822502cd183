"""Login, phone and plugin codes: made on the user's phone, spent on the server, once, within 5 minutes."""

import sqlite3
from enum import StrEnum

from wxauth_cli.core.shapes import SANDBOX_APPID
from wxauth_cli.sandbox.apps import check_appid
from wxauth_cli.sandbox.sessions import start_session
from wxauth_cli.sandbox.shapes import new_login_code, new_phone_code
from wxauth_cli.sandbox.users import user_named
from wxauth_cli.sandbox.world import World

__all__ = ["CODE_SECONDS", "CodeKind", "issue_login_code", "issue_plain_code", "look_up", "spend"]

CODE_SECONDS = 300


class CodeKind(StrEnum):
    """Say what a code is good for."""

    LOGIN = "login"
    PHONE = "phone"
    PLUGIN = "plugin"


def issue_login_code(world: World, user: str, appid: str = SANDBOX_APPID) -> str:
    """Do what wx.login does: return a code, and replace the user's session_key.

    The new key is current from now on, before any server exchanges the code: that is how data
    encrypted after a second wx.login meets a server that still holds the key of the first.
    """
    with world.store.transaction() as database:
        code, now = new_login_code(world.random), world.clock()
        check_appid(database, appid)
        user_named(database, user)
        session = start_session(database, appid, user, now, world.random)
        _insert(database, (code, CodeKind.LOGIN, appid, user, session.id, now, now + CODE_SECONDS))
    return code


def issue_plain_code(world: World, kind: CodeKind, user: str, appid: str = SANDBOX_APPID) -> str:
    """Return a code that starts no session: what the getPhoneNumber button and wx.pluginLogin give."""
    with world.store.transaction() as database:
        code, now = new_phone_code(world.random), world.clock()
        check_appid(database, appid)
        user_named(database, user)
        _insert(database, (code, kind, appid, user, None, now, now + CODE_SECONDS))
    return code


def spend(
    database: sqlite3.Connection, code: str, kind: CodeKind, *, appid: str, now: float, by: str
) -> bool:
    """Mark the code as used; False when it is not there to be used. Of many callers one gets True."""
    # the condition and the change are one statement: nobody can come between the two
    changed = database.execute(
        "UPDATE codes SET used_at = ?, used_by = ?"
        " WHERE code = ? AND kind = ? AND appid = ? AND used_at IS NULL AND expires_at > ?",
        (now, by, code, kind, appid, now),
    )
    return changed.rowcount == 1


def look_up(database: sqlite3.Connection, code: str, kind: CodeKind) -> sqlite3.Row | None:
    """Return the row of the code, whatever became of it, or None."""
    row: sqlite3.Row | None = database.execute(
        "SELECT * FROM codes WHERE code = ? AND kind = ?", (code, kind)
    ).fetchone()
    return row


def _insert(database: sqlite3.Connection, row: tuple[object, ...]) -> None:
    database.execute(
        "INSERT INTO codes (code, kind, appid, user, session_id, created_at, expires_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        row,
    )
