"""Drive the sandbox over HTTP: ``/_sandbox/…``, JSON in and JSON out, for programs on this machine.

    GET    /_sandbox                the routes, as a list
    POST   /_sandbox/codes          {user, appid}                   {"code"}: what wx.login gives
    POST   /_sandbox/phone-codes    {user, appid}                   {"code"}: what the phone button gives
    POST   /_sandbox/plugin-codes   {user, appid}                   {"code"}: what wx.pluginLogin gives
    POST   /_sandbox/payloads       {kind, user, appid, anonymous}  a payload file
    POST   /_sandbox/payments       {user, appid}                   {"transaction_id", "mch_id", …}
    GET    /_sandbox/clock                                          {"now", "ahead"} in seconds
    POST   /_sandbox/clock          {advance}                       seconds, or a text like "5m"
    GET    /_sandbox/troubles                                       what is planned
    POST   /_sandbox/troubles       {name, path, times, seconds}    name: see below
    DELETE /_sandbox/troubles                                       let all go well again
    GET    /_sandbox/users
    POST   /_sandbox/users          {name, nickname, phone_number, country_code, bound, anonymous}
    GET    /_sandbox/apps                                           with their AppSecrets
    POST   /_sandbox/apps           {appid, bound}                  without appid a new one is made
    GET    /_sandbox/whitelist      ?appid
    POST   /_sandbox/whitelist      {entries, appid}                an empty list switches it off
    GET    /_sandbox/limits         ?appid
    POST   /_sandbox/limits         {path, minute, day, appid}      null is no limit
    GET    /_sandbox/calls          ?after&limit                    whole requests and replies
    POST   /_sandbox/reset          {seed}                          forget everything

Every field but ``name``, ``path`` of a limit, ``advance`` and ``entries`` may be left out. A trouble's name
is an errcode or ``busy``, ``rate-limit``, ``daily-limit``, ``token-expired``, ``token-replaced``,
``not-whitelisted``, ``user-blocked``, ``slow``, ``drop``, ``truncate``; ``times`` null means all calls.

Lists come as ``{"users": [...]}``, each under the name of its route. Errors are ``{"error": "…"}`` with HTTP
status 400 (what was asked makes no sense), 403 (not for you: another machine or a web page), 404, 405
(with ``allow``), 413 (plain text) or 500 (the state cannot be used).
"""

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from wxauth_cli.core.errors import UsageError, WxauthError
from wxauth_cli.sandbox.exchange import Reply, Request
from wxauth_cli.sandbox.fields import FieldError, Fields
from wxauth_cli.sandbox.guard import is_welcome
from wxauth_cli.sandbox.kinds import DEFAULT_USER, PayloadKind
from wxauth_cli.sandbox.service import Sandbox

__all__ = ["ROOT", "answer", "failed"]

ROOT = "/_sandbox"

Handler = Callable[[Sandbox, Fields], Mapping[str, Any]]


def answer(sandbox: Sandbox, request: Request) -> Reply:
    """Do what the request asks of the sandbox itself. Raises SandboxStateError."""
    if not is_welcome(request.client, request.headers):
        return _reply(403, {"error": "only programs on this machine may drive the sandbox, no web page"})
    name = request.path.removeprefix(ROOT).strip("/")
    methods = {method: handler for (route, method), handler in _ROUTES.items() if route == name}
    if not methods:
        return _reply(404, {"error": f"no such route; GET {ROOT} lists them"})
    if request.method not in methods:
        return _reply(405, {"error": "another method is wanted"}, allow=", ".join(methods))
    try:
        return _reply(200, methods[request.method](sandbox, _fields(request)))
    except FieldError as error:
        return _reply(400, {"error": str(error)})
    except UsageError as error:
        return _reply(400, {"error": str(error.message)})


def failed(error: WxauthError) -> Reply:
    """Return the answer when the state cannot be used: HTTP status 500."""
    return _reply(500, {"error": str(error.message)})


def _routes(sandbox: Sandbox, fields: Fields) -> Mapping[str, Any]:
    fields.finish()
    return {"routes": [f"{method} {ROOT}/{name}".rstrip("/") for name, method in _ROUTES]}


def _code(make: Callable[[Sandbox], Callable[[str, str], str]]) -> Handler:
    def handler(sandbox: Sandbox, fields: Fields) -> Mapping[str, Any]:
        user, appid = fields.text("user", DEFAULT_USER), fields.appid()
        fields.finish()
        return {"code": make(sandbox)(user, appid)}

    return handler


def _payload(sandbox: Sandbox, fields: Fields) -> Mapping[str, Any]:
    kind = fields.choice("kind", PayloadKind, PayloadKind.USER_INFO)
    user, appid = fields.text("user", DEFAULT_USER), fields.appid()
    anonymous = fields.flag("anonymous", False)
    fields.finish()
    return sandbox.new_payload(kind, user, appid, anonymous=bool(anonymous))


def _payment(sandbox: Sandbox, fields: Fields) -> Mapping[str, Any]:
    user, appid = fields.text("user", DEFAULT_USER), fields.appid()
    fields.finish()
    return sandbox.new_payment(user, appid)


def _clock(sandbox: Sandbox, fields: Fields) -> Mapping[str, Any]:
    fields.finish()
    return sandbox.control.clock()


def _advance(sandbox: Sandbox, fields: Fields) -> Mapping[str, Any]:
    seconds = fields.seconds("advance")
    fields.finish()
    return sandbox.control.advance(seconds)


def _troubles(sandbox: Sandbox, fields: Fields) -> Mapping[str, Any]:
    fields.finish()
    return {"troubles": sandbox.control.troubles()}


def _fail(sandbox: Sandbox, fields: Fields) -> Mapping[str, Any]:
    name, path, times = fields.name(), fields.optional_text("path"), fields.number("times", 1)
    seconds = fields.seconds("seconds") if fields.has("seconds") else None
    fields.finish()
    return sandbox.control.fail(name, path=path, times=times, seconds=seconds)


def _clear(sandbox: Sandbox, fields: Fields) -> Mapping[str, Any]:
    fields.finish()
    sandbox.control.clear_troubles()
    return {"troubles": []}


def _users(sandbox: Sandbox, fields: Fields) -> Mapping[str, Any]:
    fields.finish()
    return {"users": sandbox.control.users()}


def _user(sandbox: Sandbox, fields: Fields) -> Mapping[str, Any]:
    name = fields.text("name")
    nickname, phone_number, country_code = map(
        fields.optional_text, ("nickname", "phone_number", "country_code")
    )
    bound, anonymous = fields.flag("bound"), fields.flag("anonymous")
    fields.finish()
    return sandbox.control.user(
        name,
        nickname=nickname,
        phone_number=phone_number,
        country_code=country_code,
        bound=bound,
        anonymous=anonymous,
    )


def _apps(sandbox: Sandbox, fields: Fields) -> Mapping[str, Any]:
    fields.finish()
    return {"apps": sandbox.control.apps()}


def _app(sandbox: Sandbox, fields: Fields) -> Mapping[str, Any]:
    appid, bound = fields.optional_text("appid"), fields.flag("bound", True)
    fields.finish()
    return sandbox.control.app(appid, bound=bound is not False)


def _whitelist(sandbox: Sandbox, fields: Fields) -> Mapping[str, Any]:
    appid = fields.appid()
    fields.finish()
    return {"whitelist": sandbox.control.whitelist(appid)}


def _set_whitelist(sandbox: Sandbox, fields: Fields) -> Mapping[str, Any]:
    entries, appid = fields.texts("entries"), fields.appid()
    fields.finish()
    return {"whitelist": sandbox.control.set_whitelist(entries, appid)}


def _limits(sandbox: Sandbox, fields: Fields) -> Mapping[str, Any]:
    appid = fields.appid()
    fields.finish()
    return {"limits": sandbox.control.limits(appid)}


def _set_limit(sandbox: Sandbox, fields: Fields) -> Mapping[str, Any]:
    path, appid = fields.text("path"), fields.appid()
    minute, day = fields.number("minute"), fields.number("day")
    fields.finish()
    return sandbox.control.set_limit(path, minute=minute, day=day, appid=appid)


def _calls(sandbox: Sandbox, fields: Fields) -> Mapping[str, Any]:
    after, limit = fields.number("after", 0), fields.number("limit", 2000)
    fields.finish()
    return {"calls": sandbox.control.calls(after or 0, max(0, limit or 0))}


def _reset(sandbox: Sandbox, fields: Fields) -> Mapping[str, Any]:
    seed = fields.number("seed")
    fields.finish()
    sandbox.reset(seed)
    return {"reset": True}


_ROUTES: Mapping[tuple[str, str], Handler] = {
    ("", "GET"): _routes,
    ("codes", "POST"): _code(lambda sandbox: sandbox.new_login_code),
    ("phone-codes", "POST"): _code(lambda sandbox: sandbox.new_phone_code),
    ("plugin-codes", "POST"): _code(lambda sandbox: sandbox.new_plugin_code),
    ("payloads", "POST"): _payload,
    ("payments", "POST"): _payment,
    ("clock", "GET"): _clock,
    ("clock", "POST"): _advance,
    ("troubles", "GET"): _troubles,
    ("troubles", "POST"): _fail,
    ("troubles", "DELETE"): _clear,
    ("users", "GET"): _users,
    ("users", "POST"): _user,
    ("apps", "GET"): _apps,
    ("apps", "POST"): _app,
    ("whitelist", "GET"): _whitelist,
    ("whitelist", "POST"): _set_whitelist,
    ("limits", "GET"): _limits,
    ("limits", "POST"): _set_limit,
    ("calls", "GET"): _calls,
    ("reset", "POST"): _reset,
}


def _fields(request: Request) -> Fields:
    if request.method == "GET":
        return Fields(dict(parse_qsl(request.query, keep_blank_values=True)))
    if not request.body.strip():
        return Fields({})
    try:
        document = json.loads(request.body.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise FieldError("the body is no JSON") from error
    if not isinstance(document, dict):
        raise FieldError("the body is no JSON object")
    return Fields(document)


def _reply(status: int, document: Mapping[str, Any], **headers: str) -> Reply:
    body = json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")
    return Reply(status, {"content-type": "application/json; charset=utf-8", **headers}, body)
