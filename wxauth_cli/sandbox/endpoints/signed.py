"""Calls that prove by a signature that the caller holds the user's session_key."""

import sqlite3

from wxauth_cli.core.signature import verify_body
from wxauth_cli.sandbox.endpoints.call import Call
from wxauth_cli.sandbox.replies import Refusal
from wxauth_cli.sandbox.sessions import Session, session_of

__all__ = ["signed_session", "user_of_openid"]


def signed_session(database: sqlite3.Connection, call: Call) -> Session:
    """Return the session that signed the call. All parameters stand in the query.

    The signature is HMAC-SHA256 of the body (of nothing for a GET), keyed with the text of the
    session_key; upper case works too. Raises Refusal: 40003 for an openid that the app does not know,
    87007 when its session_key has expired, 87008 for another sig_method, 87009 for another signature.
    """
    openid = call.parameter("openid")
    user_of_openid(database, call.appid, openid)
    session = session_of(database, call.appid, openid or "", call.world.clock())
    if session is None:
        raise Refusal(87007, "session_key is not existd or expired")
    if call.parameter("sig_method") != "hmac_sha256":
        raise Refusal(87008, "invalid sig_method")
    signature = (call.parameter("signature") or "").lower()
    body = call.request.body.decode("utf-8", "replace")
    if not verify_body(session.session_key, signature, body):
        raise Refusal(87009, "invalid signature")
    return session


def user_of_openid(database: sqlite3.Connection, appid: str, openid: str | None) -> str:
    """Return the user's name. Raises Refusal (40003) for an openid without a login in this app."""
    row = database.execute(
        "SELECT user FROM sessions WHERE appid = ? AND openid = ? LIMIT 1", (appid, openid or "")
    ).fetchone()
    if row is None:
        raise Refusal(40003, "invalid openid")
    return str(row["user"])
