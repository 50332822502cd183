"""GET /cgi-bin/token and POST /cgi-bin/stable_token: the two kinds of access token."""

from collections.abc import Mapping
from typing import Any

from wxauth_cli.sandbox import tokens
from wxauth_cli.sandbox.endpoints.call import Call, admit, check_app, check_grant_type, check_secret
from wxauth_cli.sandbox.replies import Refusal
from wxauth_cli.sandbox.whitelist import check_address

__all__ = ["classic_token", "stable_token"]

_GRANT_TYPE = "client_credential"


def classic_token(call: Call) -> Mapping[str, Any]:
    """Give a new token at every call; parameters stand in the query."""
    appid = call.parameter("appid")
    expected = check_app(call, appid)
    check_grant_type(call.parameter("grant_type"), _GRANT_TYPE)
    check_secret(call.parameter("secret"), expected)
    _let_in(call)
    return _granted(*tokens.classic_token(call.world, str(appid)))


def stable_token(call: Call) -> Mapping[str, Any]:
    """Give the same token until its last 5 minutes; parameters stand in a JSON body."""
    body = call.body()
    appid = body.get("appid")
    expected = check_app(call, appid)
    check_grant_type(body.get("grant_type"), _GRANT_TYPE)
    check_secret(body.get("secret"), expected)
    force_refresh = body.get("force_refresh") or False
    if not isinstance(force_refresh, bool):
        raise Refusal(47001, "data format error", hinted=True)
    _let_in(call)
    return _granted(*tokens.stable_token(call.world, str(appid), force_refresh=force_refresh))


def _let_in(call: Call) -> None:
    with call.world.store.reading() as database:
        check_address(database, call.appid, call.request.client)
    admit(call)


def _granted(token: str, seconds: int) -> Mapping[str, Any]:
    return {"access_token": token, "expires_in": seconds}
