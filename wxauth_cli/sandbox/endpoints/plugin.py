"""POST /wxa/getpluginopenpid: the code of wx.pluginLogin becomes an openpid. Its errcodes are its own."""

from collections.abc import Mapping
from typing import Any

from wxauth_cli.sandbox.codes import CodeKind, look_up, spend
from wxauth_cli.sandbox.endpoints.call import Call
from wxauth_cli.sandbox.replies import Refusal
from wxauth_cli.sandbox.shapes import openpid_of

__all__ = ["plugin_openpid"]


def plugin_openpid(call: Call) -> Mapping[str, Any]:
    """Exchange a plugin code; any other code, and one that is spent or old, is 1007 without a word."""
    try:
        code = call.body().get("code")
    except Refusal as refusal:
        raise Refusal(1022, "json parse error") from refusal
    if not isinstance(code, str) or not code:
        raise Refusal(1001, "invalid request parameter")
    now, client = call.world.clock(), call.request.client
    with call.world.store.transaction() as database:
        row = look_up(database, code, CodeKind.PLUGIN) if code.isascii() else None
        if row is not None and row["appid"] != call.appid:
            raise Refusal(1005, "plugin appid does not match the data")
        if row is None or not spend(database, code, CodeKind.PLUGIN, appid=call.appid, now=now, by=client):
            raise Refusal(1007, "")
    return {"errcode": 0, "errmsg": "ok", "openpid": openpid_of(call.appid, row["user"])}
