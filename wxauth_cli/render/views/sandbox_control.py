"""What scripts the sandbox, for people: its clock, troubles, people, apps, limits and calls."""

from collections.abc import Callable, Mapping
from typing import Any

from wxauth_cli.core.message import message, plural
from wxauth_cli.outcome import Outcome
from wxauth_cli.render.document import Block, Fields, Headline, Table, Text
from wxauth_cli.runtime import Runtime
from wxauth_cli.times import local_time

__all__ = ["document"]


def document(outcome: Outcome, runtime: Runtime) -> list[Block]:
    """Return the blocks of one of the commands."""
    shown: Mapping[str, Any] = runtime.redactor.result(outcome.result or {})
    return _VIEWS[outcome.command.removeprefix("sandbox ")](shown, runtime)


def _clock(result: Mapping[str, Any], runtime: Runtime) -> list[Block]:
    sentence = message("In the sandbox it is {time}.", time=local_time(result["now"]))
    ahead = plural(
        "{count} second ahead of this machine", "{count} seconds ahead of this machine", int(result["ahead"])
    )
    return [Headline(True, runtime.translate(sentence)), Text(runtime.translate(ahead))]


def _troubles(result: Mapping[str, Any], runtime: Runtime) -> list[Block]:
    troubles, say = result["troubles"], runtime.translate
    if not troubles:
        return [Headline(True, say(message("No trouble is planned.")))]
    anything, always = say(message("any API")), say(message("until cleared"))
    rows = [
        [
            one["name"] if one["seconds"] is None else f"{one['name']} {one['seconds']:g} s",
            one["path"] or anything,
            always if one["remaining"] is None else str(one["remaining"]),
        ]
        for one in troubles
    ]
    return [Table([say(message("trouble")), say(message("API")), say(message("calls"))], rows)]


def _users(result: Mapping[str, Any], runtime: Runtime) -> list[Block]:
    say = runtime.translate
    if not result["users"]:
        return [Headline(None, say(message("Nobody has been mentioned yet.")))]
    names = ["name", "nickname", "phone_number", "country_code", "unionid"]
    return [Table(names, [[one[name] or "-" for name in names] for one in result["users"]])]


def _user(result: Mapping[str, Any], runtime: Runtime) -> list[Block]:
    return [Fields([(name, _plain(value, runtime)) for name, value in result.items()])]


def _apps(result: Mapping[str, Any], runtime: Runtime) -> list[Block]:
    rows = [[one["appid"], one["secret"], _plain(one["bound"], runtime)] for one in result["apps"]]
    return [Table(["appid", "secret", "unionid"], rows)]


def _app(result: Mapping[str, Any], runtime: Runtime) -> list[Block]:
    return _apps({"apps": [result]}, runtime)


def _whitelist(result: Mapping[str, Any], runtime: Runtime) -> list[Block]:
    say = runtime.translate
    if not result["whitelist"]:
        return [Headline(True, say(message("Every address may fetch tokens.")))]
    rows = [("", entry) for entry in result["whitelist"]]
    return [Headline(True, say(message("Only these addresses may fetch tokens:"))), Fields(rows)]


def _limits(result: Mapping[str, Any], runtime: Runtime) -> list[Block]:
    say = runtime.translate
    rows = [
        [one["path"], *(_used(one[f"{name}_used"], one[name]) for name in ("minute", "day"))]
        for one in result["limits"]
    ]
    return [Table([say(message("API")), say(message("this minute")), say(message("today"))], rows)]


def _calls(result: Mapping[str, Any], runtime: Runtime) -> list[Block]:
    say = runtime.translate
    if not result["calls"]:
        return [Headline(None, say(message("No call has reached the sandbox yet.")))]
    rows = [
        [
            local_time(one["at"]),
            one["method"],
            one["path"],
            _plain(one["errcode"], runtime),
            one["trouble"] or "",
            one["rid"] if one["errcode"] else "",
        ]
        for one in result["calls"]
    ]
    return [
        Table(
            [say(message("time")), "", say(message("API")), "errcode", say(message("trouble")), "rid"], rows
        )
    ]


def _used(used: int, limit: int | None) -> str:
    return str(used) if limit is None else f"{used} / {limit}"


def _plain(value: object, runtime: Runtime) -> str:
    if isinstance(value, bool):
        return runtime.translate(message("yes") if value else message("no"))
    return "-" if value is None else str(value)


_VIEWS: Mapping[str, Callable[[Mapping[str, Any], Runtime], list[Block]]] = {
    "advance": _clock,
    "fail": _troubles,
    "users": _users,
    "user": _user,
    "apps": _apps,
    "app": _app,
    "whitelist": _whitelist,
    "limits": _limits,
    "calls": _calls,
}
