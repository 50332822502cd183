"""Every request and its reply, as they were: what rid/get answers from and what a developer looks at.

The newest 2000 are kept, and of each text its first 16384 characters.
"""

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from wxauth_cli.sandbox.exchange import Reply, Request

__all__ = ["LIMIT", "Entry", "calls_since", "record", "recorded"]

LIMIT = 2000
_LONGEST = 16384


@dataclass(frozen=True)
class Entry:
    """What is to be written down beside the request and its reply."""

    rid: str
    at: float
    cost_ms: int
    appid: str | None
    errcode: int | None
    trouble: str | None


def record(database: sqlite3.Connection, request: Request, reply: Reply, entry: Entry) -> None:
    """Write one call down, and forget the ones that are too many."""
    written = database.execute(
        "INSERT INTO calls (rid, at, cost_ms, appid, client, method, path, query, headers, body, status,"
        " reply, errcode, trouble) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.rid,
            entry.at,
            entry.cost_ms,
            entry.appid,
            request.client,
            _text(request.method),
            _text(request.path),
            _text(request.query),
            _text(json.dumps(dict(request.headers))),
            _text(request.body),
            reply.status,
            _text(reply.body),
            entry.errcode,
            entry.trouble,
        ),
    )
    database.execute("DELETE FROM calls WHERE id <= ?", (int(written.lastrowid or 0) - LIMIT,))


def recorded(database: sqlite3.Connection, rid: str) -> sqlite3.Row | None:
    """Return the call that was answered with ``rid``, or None."""
    row: sqlite3.Row | None = database.execute("SELECT * FROM calls WHERE rid = ?", (rid,)).fetchone()
    return row


def calls_since(database: sqlite3.Connection, after: int = 0, limit: int = LIMIT) -> list[dict[str, Any]]:
    """Return the newest ``limit`` calls with an id above ``after``, the oldest first."""
    rows = database.execute(
        "SELECT * FROM (SELECT * FROM calls WHERE id > ? ORDER BY id DESC LIMIT ?) ORDER BY id",
        (after, limit),
    )
    return [dict(row) for row in rows.fetchall()]


def _text(value: str | bytes) -> str:
    if isinstance(value, bytes):
        value = value[: 4 * _LONGEST].decode("utf-8", "replace")
    return value[:_LONGEST].encode("utf-8", "replace").decode("utf-8")
