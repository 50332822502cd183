"""GET /sns/jscode2session: the login code becomes openid and session_key."""

from collections.abc import Mapping
from typing import Any

from wxauth_cli.sandbox.codes import CodeKind, look_up, spend
from wxauth_cli.sandbox.endpoints.call import Call, admit, check_app, check_grant_type, check_secret
from wxauth_cli.sandbox.replies import Refusal
from wxauth_cli.sandbox.users import unionid_in, user_named

__all__ = ["code_to_session"]


def code_to_session(call: Call) -> Mapping[str, Any]:
    """Exchange a login code; there is no errcode in the answer.

    A code that is not the user's newest one gives its own session_key, which is retired already.
    """
    appid = call.parameter("appid")
    check_secret(call.parameter("secret"), check_app(call, appid))
    code = call.parameter("js_code")
    if code is None:
        raise Refusal(41008, "missing code")
    check_grant_type(call.parameter("grant_type"), "authorization_code")
    admit(call)
    now = call.world.clock()
    with call.world.store.transaction() as database:
        if not spend(database, code, CodeKind.LOGIN, appid=str(appid), now=now, by=call.request.client):
            row = look_up(database, code, CodeKind.LOGIN)
            if row is not None and row["appid"] == appid and row["used_at"] is not None:
                raise Refusal(40163, "code been used")
            raise Refusal(40029, "invalid code")
        session = database.execute(
            "SELECT sessions.* FROM sessions JOIN codes ON sessions.id = session_id WHERE code = ?", (code,)
        ).fetchone()
        unionid = unionid_in(database, call.appid, user_named(database, session["user"]))
    reply = {"session_key": session["session_key"], "openid": session["openid"]}
    return {**reply, "unionid": unionid} if unionid else reply
