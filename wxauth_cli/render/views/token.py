"""The text answers of ``wxauth token``, ``token check`` and ``token clear``."""

from typing import Any

from wxauth_cli.core.message import Message, message, plural
from wxauth_cli.outcome import Outcome
from wxauth_cli.render.document import Advice, Block, Fields, Headline
from wxauth_cli.runtime import Runtime
from wxauth_cli.times import local_time, utc_time

__all__ = ["document"]


def document(outcome: Outcome, runtime: Runtime) -> list[Block]:
    """Return the token, its end, and what to run next."""
    say, result = runtime.translate, runtime.redactor.result(outcome.result)
    profile = outcome.facts["profile"]
    if outcome.command == "token clear":
        return _cleared(result, runtime)
    if outcome.command == "token check":
        return [
            Headline(True, say(message("the access token is current"))),
            Fields(_rows(result, outcome.facts["now"], runtime)),
        ]
    return [
        Headline(True, say(_SOURCES[result["source"]])),
        Fields(_rows(result, outcome.facts["now"], runtime)),
        Advice(say(message("Is it current? wxauth token check -p {profile}", profile=profile))),
    ]


_SOURCES: dict[str, Message] = {
    "cache": message("an access token, from the cache of this machine"),
    "wechat": message("an access token, fetched from WeChat"),
}


def _rows(result: dict[str, Any], now: float, runtime: Runtime) -> list[tuple[str, str]]:
    rows = [("access_token", result["access_token"])]
    if "kind" in result:
        rows.append(("kind", result["kind"]))
    if "expires_in" in result:
        seconds = result["expires_in"]
        rows.append(("expires_in", runtime.translate(plural("{count} second", "{count} seconds", seconds))))
        end = now + seconds
        rows.append((runtime.translate(message("expires at")), f"{local_time(end)}   {utc_time(end)}"))
    return rows


def _cleared(result: dict[str, Any], runtime: Runtime) -> list[Block]:
    kinds = result["cleared"]
    if not kinds:
        return [Headline(True, runtime.translate(message("there was no token in the cache")))]
    sentence = plural(
        "{count} token removed from the cache", "{count} tokens removed from the cache", len(kinds)
    )
    return [Headline(True, runtime.translate(sentence)), Fields([("kind", ", ".join(kinds))])]
