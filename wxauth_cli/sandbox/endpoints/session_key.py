"""GET /wxa/checksession and /wxa/resetusersessionkey: is the session_key current, and make another."""

from collections.abc import Mapping
from typing import Any

from wxauth_cli.sandbox.endpoints.call import Call
from wxauth_cli.sandbox.endpoints.signed import signed_session
from wxauth_cli.sandbox.sessions import replace_key

__all__ = ["check_session", "reset_user_session_key"]


def check_session(call: Call) -> Mapping[str, Any]:
    """Answer ok when the current session_key made the signature; a retired one did not (87009)."""
    with call.world.store.reading() as database:
        signed_session(database, call)
    return {"errcode": 0, "errmsg": "ok"}


def reset_user_session_key(call: Call) -> Mapping[str, Any]:
    """Replace the session_key; the old one dies at once, the new one expires when it would have."""
    with call.world.store.transaction() as database:
        session = signed_session(database, call)
        now, random = call.world.clock(), call.world.random
        session_key = replace_key(database, session, call.appid, now, random)
    return {"errcode": 0, "errmsg": "ok", "openid": session.openid, "session_key": session_key}
