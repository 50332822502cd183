"""POST /wxa/business/getuserphonenumber: the phone code becomes a phone number."""

from collections.abc import Mapping
from typing import Any

from wxauth_cli.sandbox.codes import CodeKind, look_up, spend
from wxauth_cli.sandbox.endpoints.call import Call
from wxauth_cli.sandbox.payloads import phone_info
from wxauth_cli.sandbox.replies import Refusal
from wxauth_cli.sandbox.users import user_named

__all__ = ["get_user_phone_number"]


def get_user_phone_number(call: Call) -> Mapping[str, Any]:
    """Exchange a phone code; a used one is as invalid as one that never was (40029, never 40163)."""
    code = call.body().get("code")
    if not isinstance(code, str) or not code:
        raise Refusal(40097, "invalid args", hinted=True)
    now, client = call.world.clock(), call.request.client
    with call.world.store.transaction() as database:
        row = look_up(database, code, CodeKind.PHONE) if code.isascii() else None
        if row is not None and row["appid"] != call.appid:
            raise Refusal(40013, "invalid appid", hinted=True)
        if row is None or not spend(database, code, CodeKind.PHONE, appid=call.appid, now=now, by=client):
            raise Refusal(40029, "invalid code", hinted=True)
        user = user_named(database, row["user"])
    return {"errcode": 0, "errmsg": "ok", "phone_info": phone_info(user, call.appid, int(now))}
