"""POST checkencryptedmsg and getuserencryptkey, both under /wxa/business."""

import re
import sqlite3
from collections.abc import Mapping
from typing import Any

from wxauth_cli.sandbox.endpoints.call import Call
from wxauth_cli.sandbox.endpoints.signed import signed_session
from wxauth_cli.sandbox.payloads import made_at
from wxauth_cli.sandbox.replies import Refusal
from wxauth_cli.sandbox.shapes import new_session_key

__all__ = ["check_encrypted_message", "user_encrypt_key"]

_KEY_SECONDS = 3600
_KEYS_SHOWN = 3


def check_encrypted_message(call: Call) -> Mapping[str, Any]:
    """Tell whether the sandbox made the phone payload with this hash, up to 3 days ago.

    The field is spelt ``vaild``; an unknown payload is errcode 1.
    """
    given = call.body().get("encrypted_msg_hash")
    if not isinstance(given, str) or not re.fullmatch("[0-9a-fA-F]{64}", given):
        raise Refusal(40097, "invalid args")
    with call.world.store.reading() as database:
        created_at = made_at(database, given.lower(), call.appid, call.world.clock())
    if created_at is None:
        raise Refusal(1, "data not exit")
    return {"errcode": 0, "errmsg": "ok", "vaild": True, "create_time": int(created_at)}


def user_encrypt_key(call: Call) -> Mapping[str, Any]:
    """Answer with the user's 3 newest keys; a new one is made when the newest is dead.

    GET, or POST without a body: a body changes what the signature is of. An openid in the body only is
    none (40003).
    """
    with call.world.store.transaction() as database:
        user, now = signed_session(database, call).user, call.world.clock()
        keys = _keys(database, call.appid, user)
        if not keys or now >= keys[0]["created_at"] + _KEY_SECONDS:
            random = call.world.random
            fresh = (
                keys[0]["version"] + 1 if keys else 1,
                new_session_key(random),
                random.randbytes(8).hex(),
            )
            database.execute(
                "INSERT INTO encrypt_keys VALUES (?, ?, ?, ?, ?, ?)", (call.appid, user, *fresh, now)
            )
            keys = _keys(database, call.appid, user)
    return {"errcode": 0, "errmsg": "ok", "key_info_list": [_key_info(key, now) for key in keys]}


def _keys(database: sqlite3.Connection, appid: str, user: str) -> list[sqlite3.Row]:
    return database.execute(
        "SELECT * FROM encrypt_keys WHERE appid = ? AND user = ? ORDER BY version DESC LIMIT ?",
        (appid, user, _KEYS_SHOWN),
    ).fetchall()


def _key_info(key: sqlite3.Row, now: float) -> dict[str, Any]:
    return {
        "encrypt_key": key["encrypt_key"],
        "version": key["version"],
        "expire_in": max(0, int(key["created_at"] + _KEY_SECONDS - now)),
        "iv": key["iv"],
        "create_time": int(key["created_at"]),
    }
