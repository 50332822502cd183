"""Payments of the sandbox's users: nothing is paid, but for 5 minutes an order is known."""

import sqlite3

from wxauth_cli.core.shapes import SANDBOX_APPID
from wxauth_cli.sandbox.apps import check_appid
from wxauth_cli.sandbox.users import user_named
from wxauth_cli.sandbox.world import World

__all__ = ["is_paid", "pay"]

_MERCHANT = "1900000109"
_SECONDS = 300


def pay(world: World, user: str, appid: str = SANDBOX_APPID) -> dict[str, str]:
    """Do what wx.requestPayment does: return transaction_id, mch_id and out_trade_no of a paid order."""
    with world.store.transaction() as database:
        check_appid(database, appid)
        user_named(database, user)
        random = world.random
        transaction_id = f"42000{random.randrange(10**23):023d}"
        out_trade_no = f"sandbox{random.randrange(10**12):012d}"
        database.execute(
            "INSERT INTO payments VALUES (?, ?, ?, ?, ?, ?)",
            (transaction_id, appid, user, _MERCHANT, out_trade_no, world.clock()),
        )
    return {"transaction_id": transaction_id, "mch_id": _MERCHANT, "out_trade_no": out_trade_no}


def is_paid(
    database: sqlite3.Connection,
    appid: str,
    user: str,
    order: tuple[str | None, str | None, str | None],
    now: float,
) -> bool:
    """Tell whether the user paid this order (transaction_id, mch_id, out_trade_no) in the last 5 minutes."""
    row = database.execute(
        "SELECT 1 FROM payments WHERE appid = ? AND user = ? AND created_at > ?"
        " AND (transaction_id = ? OR (mch_id = ? AND out_trade_no = ?))",
        (appid, user, now - _SECONDS, *order),
    ).fetchone()
    return row is not None
