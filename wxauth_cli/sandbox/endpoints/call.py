"""One call on its way through an endpoint, and the readers of its parameters.

Every reader raises :class:`Refusal` with WeChat's own code for what is missing or wrong.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from wxauth_cli.sandbox import quotas
from wxauth_cli.sandbox.exchange import Request
from wxauth_cli.sandbox.replies import Refusal
from wxauth_cli.sandbox.world import World

__all__ = ["Call", "Endpoint", "Handler", "admit", "check_app", "check_grant_type", "check_secret"]


@dataclass
class Call:
    """A request, the world it changes, and the app that it comes from as soon as that is known."""

    world: World
    request: Request
    appid: str = ""

    def parameter(self, name: str) -> str | None:
        """Return a query parameter, None when it is absent or empty."""
        return self.request.parameter(name)

    def body(self) -> Mapping[str, Any]:
        """Return the JSON object of the body; what the Content-Type header says does not count."""
        if not self.request.body.strip():
            raise Refusal(44002, "empty post data", hinted=True)
        try:
            # decoded first: json would take UTF-16 as well, which WeChat does not
            document = json.loads(self.request.body.decode("utf-8"))
        except (ValueError, RecursionError):
            document = None
        if not isinstance(document, dict):
            raise Refusal(47001, "data format error", hinted=True)
        return document


Handler = Callable[[Call], Mapping[str, Any]]


@dataclass(frozen=True)
class Endpoint:
    """What stands behind a path, and what the gate checks before the handler is asked."""

    handler: Handler
    post_only: bool = False
    needs_token: bool = False


def check_app(call: Call, appid: object) -> str:
    """Return the secret of the app: 41002 without appid, 40013 for one that nobody has."""
    if not appid:
        raise Refusal(41002, "appid missing")
    with call.world.store.reading() as database:
        row = database.execute("SELECT secret FROM apps WHERE appid = ?", (_storable(appid),)).fetchone()
    if row is None:
        raise Refusal(40013, "invalid appid")
    call.appid = str(appid)
    return str(row["secret"])


def admit(call: Call) -> None:
    """Count the call against the quota of its app: 45009 or 45011 when that is used up."""
    with call.world.store.transaction() as database:
        quotas.count(database, call.appid, call.request.path, call.world.clock())


def check_secret(given: object, expected: str) -> None:
    """Compare the AppSecret: 41004 without one, 40125 for another one."""
    if not given:
        raise Refusal(41004, "appsecret missing")
    if given != expected:
        raise Refusal(40125, "invalid appsecret")


def check_grant_type(given: object, expected: str) -> None:
    """Compare grant_type: 40002 when it is absent or another one."""
    if given != expected:
        raise Refusal(40002, "invalid grant_type")


def _storable(value: object) -> str:
    # JSON can carry numbers and lone surrogates, which no appid has and SQLite does not take
    return value if isinstance(value, str) and value.isascii() else ""
