"""How often an app may call an API: minute and day, counted per app and path, and cleared by the app."""

import sqlite3
from dataclasses import dataclass

from wxauth_cli.sandbox.days import day_start, minute_start, month_start
from wxauth_cli.sandbox.replies import Refusal

__all__ = ["Limit", "Usage", "clear", "count", "limit_of", "quota_of", "set_limit", "usage_of"]

_MONTHLY = {"app": 10, "api": 50}  # resets that an account has


@dataclass(frozen=True)
class Limit:
    """Calls a minute and a day; None where there is no limit."""

    minute: int | None
    day: int | None


@dataclass(frozen=True)
class Usage:
    """Calls counted since the minute and the day began."""

    minute: int
    day: int


# the numbers of the documentation where it has any; else those of its quota/get sample
_USUAL = Limit(5000, 100_000)
_LIMITS = {
    "/sns/jscode2session": Limit(None, None),  # 100 a user and minute on an old page, none on the new one
    "/cgi-bin/token": Limit(None, 2000),
    "/cgi-bin/stable_token": Limit(10_000, 500_000),
    "/wxa/resetusersessionkey": Limit(60_000, None),
    # these must work when everything else is used up
    "/cgi-bin/clear_quota": Limit(None, None),
    "/cgi-bin/clear_quota/v2": Limit(None, None),
    "/cgi-bin/openapi/quota/clear": Limit(None, None),
    "/cgi-bin/openapi/quota/get": Limit(None, None),
    "/cgi-bin/openapi/rid/get": Limit(None, None),
}


def limit_of(database: sqlite3.Connection, appid: str, path: str) -> Limit:
    """Return the limit that holds: the one that was set, else WeChat's."""
    row = database.execute(
        "SELECT minute, day FROM limits WHERE appid = ? AND path = ?", (appid, path)
    ).fetchone()
    return Limit(row["minute"], row["day"]) if row is not None else _LIMITS.get(path, _USUAL)


def set_limit(database: sqlite3.Connection, appid: str, path: str, limit: Limit) -> None:
    """Put another limit in the place of WeChat's."""
    database.execute(
        "INSERT OR REPLACE INTO limits VALUES (?, ?, ?, ?)", (appid, path, limit.minute, limit.day)
    )


def usage_of(database: sqlite3.Connection, appid: str, path: str, now: float) -> Usage:
    """Return what was used of the limits; 0 when the last call was in another minute or day."""
    row = database.execute("SELECT * FROM quota_used WHERE appid = ? AND path = ?", (appid, path)).fetchone()
    if row is None:
        return Usage(0, 0)
    return Usage(
        row["minute_used"] if row["minute"] == minute_start(now) else 0,
        row["day_used"] if row["day"] == day_start(now) else 0,
    )


def quota_of(database: sqlite3.Connection, appid: str, path: str, now: float) -> tuple[Limit, Usage]:
    """Return limit and use together."""
    return limit_of(database, appid, path), usage_of(database, appid, path, now)


def count(database: sqlite3.Connection, appid: str, path: str, now: float) -> None:
    """Count one call. Raises Refusal: 45009 when the day is used up, 45011 when the minute is."""
    limit, used = limit_of(database, appid, path), usage_of(database, appid, path, now)
    if limit.day is not None and used.day >= limit.day:
        raise Refusal(45009, "reach max api daily quota limit")
    if limit.minute is not None and used.minute >= limit.minute:
        raise Refusal(45011, "api minute-quota reach limit  mustslower  retry next minute")
    database.execute(
        "INSERT OR REPLACE INTO quota_used VALUES (?, ?, ?, ?, ?, ?)",
        (appid, path, day_start(now), used.day + 1, minute_start(now), used.minute + 1),
    )


def clear(database: sqlite3.Connection, appid: str, now: float, path: str | None = None) -> None:
    """Count from 0 again, for one path or for all. Raises Refusal when the month's resets are used up.

    The whole app has 10 resets a month (48006 after them), single APIs 50 together (45009).
    """
    scope = "app" if path is None else "api"
    done = database.execute(
        "SELECT count(*) FROM quota_resets WHERE appid = ? AND scope = ? AND at >= ?",
        (appid, scope, month_start(now)),
    ).fetchone()[0]
    if done >= _MONTHLY[scope]:
        if path is None:
            raise Refusal(48006, "forbid to clear quota because of reaching the limit")
        raise Refusal(45009, "reach max api daily quota limit")
    database.execute("INSERT INTO quota_resets VALUES (?, ?, ?)", (appid, scope, now))
    database.execute("DELETE FROM quota_used WHERE appid = ? AND path = ifnull(?, path)", (appid, path))
