"""Tables of the sandbox's database. Times are Unix seconds; a NULL time means "not yet"."""

import sqlite3

from wxauth_cli.core.shapes import SANDBOX_APPID, SANDBOX_SECRET

__all__ = ["VERSION", "create", "empty", "is_fresh", "version_of"]

VERSION = 1  # raised with every change of the tables; an older file then needs `wxauth sandbox reset`

_TABLES = {
    "apps": "appid TEXT PRIMARY KEY, secret TEXT NOT NULL",
    "users": """
        name TEXT PRIMARY KEY, nickname TEXT NOT NULL, avatar_url TEXT NOT NULL,
        phone_number TEXT NOT NULL, country_code TEXT NOT NULL, unionid TEXT""",
    # a user has one session an app at a time: the one that is not retired
    "sessions": """
        id INTEGER PRIMARY KEY, appid TEXT NOT NULL, user TEXT NOT NULL, openid TEXT NOT NULL,
        session_key TEXT NOT NULL, created_at REAL NOT NULL, retired_at REAL""",
    # kind: login or phone; session_id: the session that a login code opens
    "codes": """
        code TEXT PRIMARY KEY, kind TEXT NOT NULL, appid TEXT NOT NULL, user TEXT NOT NULL,
        session_id INTEGER, created_at REAL NOT NULL, expires_at REAL NOT NULL,
        used_at REAL, used_by TEXT""",
    # kind: classic or stable; retired_at: from then on a newer token has taken its place
    "tokens": """
        token TEXT PRIMARY KEY, kind TEXT NOT NULL, appid TEXT NOT NULL, created_at REAL NOT NULL,
        expires_at REAL NOT NULL, retired_at REAL""",
    "forced_refreshes": "appid TEXT NOT NULL, at REAL NOT NULL",
}
_INDEXES = (
    "CREATE UNIQUE INDEX current_session ON sessions (appid, user) WHERE retired_at IS NULL",
    "CREATE INDEX tokens_of_app ON tokens (appid, kind, expires_at)",
    "CREATE INDEX refreshes_of_app ON forced_refreshes (appid, at)",
)


def version_of(database: sqlite3.Connection) -> int:
    """Return the version that the file says it has; 0 for a new file and for a stranger's."""
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def is_fresh(database: sqlite3.Connection) -> bool:
    """Tell whether the file has no tables at all yet."""
    return database.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


def create(database: sqlite3.Connection) -> None:
    """Make all tables and the one app that is always there; call it inside a transaction."""
    for name, columns in _TABLES.items():
        database.execute(f"CREATE TABLE {name} ({columns})")
    for statement in _INDEXES:
        database.execute(statement)
    _add_sandbox_app(database)
    database.execute(f"PRAGMA user_version = {VERSION}")


def empty(database: sqlite3.Connection) -> None:
    """Take everything out of all tables but the app that is always there."""
    for name in _TABLES:
        database.execute(f"DELETE FROM {name}")  # noqa: S608 - the names are the constants above
    _add_sandbox_app(database)


def _add_sandbox_app(database: sqlite3.Connection) -> None:
    database.execute("INSERT INTO apps VALUES (?, ?)", (SANDBOX_APPID, SANDBOX_SECRET))
