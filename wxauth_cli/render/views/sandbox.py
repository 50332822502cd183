"""``wxauth sandbox`` for people; codes and payloads go out bare and need no view."""

import json

from wxauth_cli.core.message import message
from wxauth_cli.core.shapes import SANDBOX_APPID
from wxauth_cli.outcome import Outcome
from wxauth_cli.render.document import Advice, Block, Headline, Text
from wxauth_cli.render.json_document import SCHEMA
from wxauth_cli.render.text import write_outcome
from wxauth_cli.runtime import Runtime

__all__ = ["announce", "document"]


def announce(url: str, runtime: Runtime) -> None:
    """Say on stdout that the server at ``url`` is ready: one JSON line, or words with what to do next."""
    if runtime.preferences.json:
        runtime.environment.stdout.write(json.dumps({"schema": SCHEMA, "url": url}) + "\n")
    else:
        write_outcome(Outcome("sandbox serve", {"url": url}), runtime)


def document(outcome: Outcome, runtime: Runtime) -> list[Block]:
    """Return what the commands have to say that print no bare code."""
    result = outcome.result or {}
    if outcome.command not in ("sandbox serve", "sandbox reset"):
        from wxauth_cli.render.views import sandbox_control

        return sandbox_control.document(outcome, runtime)
    if outcome.command == "sandbox serve":
        return _ready(result["url"], runtime)
    if result["reset"]:
        sentence = message("The sandbox has forgotten everything ({path}).", path=result["path"])
    else:
        sentence = message("Nothing was changed.")
    return [Headline(result["reset"] or None, runtime.translate(sentence))]


def _ready(url: str, runtime: Runtime) -> list[Block]:
    say = runtime.translate
    app = message(
        "appid {appid}; the secret: wxauth profile show sandbox --show-secrets", appid=SANDBOX_APPID
    )
    # the lines are to be copied, so they hold what a shell takes and nothing else
    steps = f'export WXAUTH_API_BASE={url}\nwxauth session "$(wxauth sandbox code)" -p sandbox'
    return [
        Headline(True, say(message("The sandbox answers at {url}", url=url))),
        Text(say(app)),
        Advice(say(message("In another terminal (Ctrl-C here stops it):"))),
        Text(steps),
    ]
