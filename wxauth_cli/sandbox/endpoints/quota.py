"""Quotas under /cgi-bin: openapi/quota/get and /clear, clear_quota and clear_quota/v2."""

from collections.abc import Mapping
from typing import Any

from wxauth_cli.sandbox import quotas
from wxauth_cli.sandbox.endpoints.call import Call, check_app, check_secret
from wxauth_cli.sandbox.replies import Refusal

__all__ = ["clear_api", "clear_app", "clear_by_secret", "get_quota"]

_OK = {"errcode": 0, "errmsg": "ok"}


def get_quota(call: Call) -> Mapping[str, Any]:
    """Answer with limits and use of one API; an API without a limit has no such object."""
    path = _cgi_path(call)
    with call.world.store.reading() as database:
        limit = quotas.limit_of(database, call.appid, path)
        used = quotas.usage_of(database, call.appid, path, call.world.clock())
    reply: dict[str, Any] = dict(_OK)
    if limit.day is not None:
        reply["quota"] = {
            "daily_limit": limit.day,
            "used": used.day,
            "remain": max(0, limit.day - used.day),
        }
    if limit.minute is not None:
        reply["rate_limit"] = {"call_count": limit.minute, "refresh_second": 60}
    return reply


def clear_api(call: Call) -> Mapping[str, Any]:
    """Count the calls of one API from 0; 50 times a month."""
    path = _cgi_path(call)
    with call.world.store.transaction() as database:
        quotas.clear(database, call.appid, call.world.clock(), path)
    return _OK


def clear_app(call: Call) -> Mapping[str, Any]:
    """Count the calls of all APIs from 0; 10 times a month, together with clear_by_secret."""
    if call.body().get("appid") != call.appid:
        raise Refusal(40013, "invalid appid")
    return _clear(call)


def clear_by_secret(call: Call) -> Mapping[str, Any]:
    """Do the same without a token; the parameter is ``appsecret``, in the query or in a JSON body."""
    given: Mapping[str, Any] = call.body() if call.request.body.strip() else {}
    appid, secret = (call.parameter(name) or given.get(name) for name in ("appid", "appsecret"))
    check_secret(secret, check_app(call, appid))
    return _clear(call)


def _clear(call: Call) -> Mapping[str, Any]:
    with call.world.store.transaction() as database:
        quotas.clear(database, call.appid, call.world.clock())
    return _OK


def _cgi_path(call: Call) -> str:
    from wxauth_cli.sandbox.endpoints import ENDPOINTS  # the table holds this module's handlers

    path = call.body().get("cgi_path")
    if not isinstance(path, str) or not path.startswith("/") or path.startswith("//"):
        # the parameter note promises this number for a host or a missing slash
        raise Refusal(76003, "could not query this cgi_path, no permission")
    if path.startswith("/sns/"):
        raise Refusal(76022, "could not use this cgi_path, no permission")
    if path not in ENDPOINTS:
        raise Refusal(76021, "cgi_path not found, please check")
    return path
