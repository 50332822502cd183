"""POST /cgi-bin/openapi/rid/get: what an app sent and got, by the rid of the errmsg."""

import re
import sqlite3
from collections.abc import Mapping
from typing import Any

from wxauth_cli.sandbox.endpoints.call import Call
from wxauth_cli.sandbox.journal import recorded
from wxauth_cli.sandbox.replies import Refusal

__all__ = ["get_rid"]

_RID = re.compile("[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}")
_SECONDS = 7 * 86400


def get_rid(call: Call) -> Mapping[str, Any]:
    """Answer with the recorded request, tokens and all, to the app that made it, for 7 days."""
    rid = call.body().get("rid")
    if not isinstance(rid, str) or not _RID.fullmatch(rid):
        raise Refusal(76002, "rid is error")
    now, moment = call.world.clock(), int(rid[:8], 16)
    if not now - _SECONDS <= moment <= now:
        raise Refusal(76004, "rid time is error")
    with call.world.store.reading() as database:
        row = recorded(database, rid)
    # who answers successfully gives no rid away, so nobody can ask for it
    if row is None or not row["errcode"]:
        raise Refusal(76001, "rid not found")
    if row["path"].startswith("/sns/"):
        raise Refusal(76022, "could not use this cgi_path, no permission")
    if row["appid"] != call.appid:
        raise Refusal(76003, "could not query this rid, no permission")
    return {"errcode": 0, "errmsg": "ok", "request": _request(row)}


def _request(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "invoke_time": int(row["at"]),
        "cost_in_ms": row["cost_ms"],
        "request_url": row["query"],
        "request_body": row["body"],
        "response_body": row["reply"],
        "client_ip": row["client"],
    }
