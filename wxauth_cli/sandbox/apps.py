"""The Mini Programs of the sandbox; the one of the profile 'sandbox' is always there."""

import re
import sqlite3
from dataclasses import dataclass

from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.message import message
from wxauth_cli.sandbox.shapes import new_secret
from wxauth_cli.sandbox.world import World

__all__ = ["App", "all_apps", "check_appid", "make_app", "secret_of"]

_APPID = re.compile(r"wx[0-9a-f]{16}")


@dataclass(frozen=True)
class App:
    """One Mini Program; ``bound``: it belongs to an open-platform account, so users have a unionid."""

    appid: str
    secret: str
    bound: bool


def make_app(world: World, appid: str | None = None, *, bound: bool = True) -> App:
    """Make an app, or change whether one that is there is bound. Raises UsageError for a bad AppID."""
    with world.store.transaction() as database:
        if appid is None:
            appid = "wx" + world.random.randbytes(8).hex()
        if not _APPID.fullmatch(appid):
            raise UsageError(
                message("An AppID is wx and 16 lowercase hex digits."),
                message("Leave it out to have one made: wxauth sandbox app"),
            )
        secret = secret_of(database, appid) or new_secret(world.random)
        database.execute(
            "INSERT INTO apps VALUES (?, ?, ?) ON CONFLICT (appid) DO UPDATE SET bound = excluded.bound",
            (appid, secret, int(bound)),
        )
    return App(appid, secret, bound)


def all_apps(database: sqlite3.Connection) -> list[App]:
    """Return the apps, the oldest first."""
    rows = database.execute("SELECT appid, secret, bound FROM apps ORDER BY rowid").fetchall()
    return [App(row["appid"], row["secret"], bool(row["bound"])) for row in rows]


def secret_of(database: sqlite3.Connection, appid: str) -> str | None:
    """Return the AppSecret of an app, or None when there is no such app."""
    row = database.execute("SELECT secret FROM apps WHERE appid = ?", (appid,)).fetchone()
    return None if row is None else str(row["secret"])


def check_appid(database: sqlite3.Connection, appid: str) -> None:
    """Raise UsageError when the sandbox has no such app."""
    if not appid.isascii() or secret_of(database, appid) is None:
        raise UsageError(
            message("The sandbox has no app with this AppID."),
            message("See which there are: wxauth sandbox apps; make one: wxauth sandbox app"),
        )
