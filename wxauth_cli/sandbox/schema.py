"""Tables of the sandbox's database. Times are Unix seconds; a NULL time means "not yet"."""

import sqlite3

from wxauth_cli.core.shapes import SANDBOX_APPID, SANDBOX_SECRET

__all__ = ["VERSION", "create", "empty", "is_fresh", "migrate", "version_of"]

VERSION = 2  # raised with every change of the tables; what ``migrate`` cannot lift needs a reset

_TABLES = {
    # bound: the app belongs to an open-platform account, so its users have a unionid
    "apps": "appid TEXT PRIMARY KEY, secret TEXT NOT NULL, bound INTEGER NOT NULL DEFAULT 1",
    # anonymous: wx.getUserInfo tells nothing but 微信用户 about them
    "users": """
        name TEXT PRIMARY KEY, nickname TEXT NOT NULL, avatar_url TEXT NOT NULL,
        phone_number TEXT NOT NULL, country_code TEXT NOT NULL, unionid TEXT,
        anonymous INTEGER NOT NULL DEFAULT 0""",
    # a user has one session an app at a time: the one that is not retired
    "sessions": """
        id INTEGER PRIMARY KEY, appid TEXT NOT NULL, user TEXT NOT NULL, openid TEXT NOT NULL,
        session_key TEXT NOT NULL, created_at REAL NOT NULL, retired_at REAL,
        expires_at REAL NOT NULL DEFAULT 0""",
    # kind: login, phone or plugin; session_id: the session that a login code opens
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
_TABLES_SINCE_2 = {
    # ahead: seconds of the virtual clock; seed and draws: the dice when they are to be the same again
    "settings": "name TEXT PRIMARY KEY, value NOT NULL",
    # every request and its reply; AUTOINCREMENT, so that a reader's last id stays good after a reset
    "calls": """
        id INTEGER PRIMARY KEY AUTOINCREMENT, rid TEXT NOT NULL, at REAL NOT NULL, cost_ms INTEGER NOT NULL,
        appid TEXT, client TEXT NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL, query TEXT NOT NULL,
        headers TEXT NOT NULL, body TEXT NOT NULL, status INTEGER NOT NULL, reply TEXT NOT NULL,
        errcode INTEGER, trouble TEXT""",
    # what checkencryptedmsg knows
    "phone_payloads": """
        hash TEXT NOT NULL, appid TEXT NOT NULL, created_at REAL NOT NULL, PRIMARY KEY (hash, appid)""",
    "encrypt_keys": """
        appid TEXT NOT NULL, user TEXT NOT NULL, version INTEGER NOT NULL, encrypt_key TEXT NOT NULL,
        iv TEXT NOT NULL, created_at REAL NOT NULL, PRIMARY KEY (appid, user, version)""",
    "payments": """
        transaction_id TEXT PRIMARY KEY, appid TEXT NOT NULL, user TEXT NOT NULL, mch_id TEXT NOT NULL,
        out_trade_no TEXT NOT NULL, created_at REAL NOT NULL""",
    "quota_used": """
        appid TEXT NOT NULL, path TEXT NOT NULL, day INTEGER NOT NULL, day_used INTEGER NOT NULL,
        minute INTEGER NOT NULL, minute_used INTEGER NOT NULL, PRIMARY KEY (appid, path)""",
    "quota_resets": "appid TEXT NOT NULL, scope TEXT NOT NULL, at REAL NOT NULL",
    # what stands here replaces the usual limits; NULL: no limit
    "limits": """
        appid TEXT NOT NULL, path TEXT NOT NULL, minute INTEGER, day INTEGER, PRIMARY KEY (appid, path)""",
    # an app without entries is called from anywhere
    "whitelist": "appid TEXT NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (appid, entry)",
    # what happens to the next calls; path NULL: of any API; remaining NULL: until it is taken back
    "troubles": """
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, errcode INTEGER, seconds REAL,
        path TEXT, remaining INTEGER""",
}
_INDEXES = (
    "CREATE UNIQUE INDEX current_session ON sessions (appid, user) WHERE retired_at IS NULL",
    "CREATE INDEX tokens_of_app ON tokens (appid, kind, expires_at)",
    "CREATE INDEX refreshes_of_app ON forced_refreshes (appid, at)",
)
_INDEXES_SINCE_2 = (
    "CREATE INDEX sessions_of_openid ON sessions (appid, openid)",
    "CREATE INDEX calls_of_rid ON calls (rid)",
    "CREATE INDEX resets_of_app ON quota_resets (appid, scope, at)",
)
_COLUMNS_SINCE_2 = (
    "ALTER TABLE apps ADD COLUMN bound INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE users ADD COLUMN anonymous INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE sessions ADD COLUMN expires_at REAL NOT NULL DEFAULT 0",
    "UPDATE sessions SET expires_at = created_at + 259200",
)


def version_of(database: sqlite3.Connection) -> int:
    """Return the version that the file says it has; 0 for a new file and for a stranger's."""
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def is_fresh(database: sqlite3.Connection) -> bool:
    """Tell whether the file has no tables at all yet."""
    return database.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


def create(database: sqlite3.Connection) -> None:
    """Make all tables and the one app that is always there; call it inside a transaction."""
    _make(database, {**_TABLES, **_TABLES_SINCE_2}, _INDEXES + _INDEXES_SINCE_2)
    _add_sandbox_app(database)
    database.execute(f"PRAGMA user_version = {VERSION}")


def migrate(database: sqlite3.Connection) -> None:
    """Lift a file of version 1, with all it holds; call it inside a transaction."""
    for statement in _COLUMNS_SINCE_2:
        database.execute(statement)
    _make(database, _TABLES_SINCE_2, _INDEXES_SINCE_2)
    database.execute(f"PRAGMA user_version = {VERSION}")


def empty(database: sqlite3.Connection) -> None:
    """Take everything out of all tables but the app that is always there."""
    for name in (*_TABLES, *_TABLES_SINCE_2):
        database.execute(f"DELETE FROM {name}")  # noqa: S608 - the names are the constants above
    _add_sandbox_app(database)


def _make(database: sqlite3.Connection, tables: dict[str, str], indexes: tuple[str, ...]) -> None:
    for name, columns in tables.items():
        database.execute(f"CREATE TABLE {name} ({columns})")
    for statement in indexes:
        database.execute(statement)


def _add_sandbox_app(database: sqlite3.Connection) -> None:
    database.execute("INSERT INTO apps (appid, secret) VALUES (?, ?)", (SANDBOX_APPID, SANDBOX_SECRET))
