"""The sandbox as one object: WeChat's servers on one side, the user's phone on the other.

It answers plain requests with plain replies; ``transport`` puts it behind httpx in this process and
``asgi`` behind a socket.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random, SystemRandom
from typing import Any

from wxauth_cli.sandbox import codes, payloads
from wxauth_cli.sandbox.endpoints import ENDPOINTS
from wxauth_cli.sandbox.endpoints.call import Call, Endpoint
from wxauth_cli.sandbox.exchange import Reply, Request
from wxauth_cli.sandbox.kinds import DEFAULT_USER, PayloadKind
from wxauth_cli.sandbox.replies import Refusal, answered, refused
from wxauth_cli.sandbox.store import FILE_NAME, Store
from wxauth_cli.sandbox.tokens import appid_of
from wxauth_cli.sandbox.world import World

__all__ = ["Sandbox"]

_FAMILIES = ("/sns/", "/cgi-bin/", "/wxa/")


class Sandbox:
    """A WeChat whose state lies in ``state_dir``; close it, or use it in a ``with`` statement.

    ``clock`` gives Unix seconds. ``random`` makes codes, keys and tokens; hand in a seeded one to get
    the same ones again. Every method raises SandboxStateError when the state cannot be used.
    """

    def __init__(self, state_dir: Path, clock: Callable[[], float], random: Random | None = None) -> None:
        self._world = World(Store(state_dir / FILE_NAME), clock, random or SystemRandom())

    @property
    def path(self) -> Path:
        """The database file."""
        return self._world.store.path

    def answer(self, request: Request) -> Reply:
        """Return what WeChat would reply: a business error is a reply as well."""
        endpoint = ENDPOINTS.get(request.path)
        try:
            if endpoint is None:
                return _unknown(request)
            return answered(request.path, self._handled(endpoint, request))
        except Refusal as refusal:
            return refused(request.path, refusal, self._world.clock(), self._world.random)

    def failed(self, request: Request) -> Reply:
        """Return WeChat's answer to a trouble of its own (-1): what a client of the server gets to see."""
        refusal = Refusal(-1, "system error")
        return refused(request.path, refusal, self._world.clock(), self._world.random)

    def new_login_code(self, user: str = DEFAULT_USER) -> str:
        """Return a code as wx.login would, and rotate the user's session_key."""
        return codes.issue_login_code(self._world, user)

    def new_phone_code(self, user: str = DEFAULT_USER) -> str:
        """Return a code as the getPhoneNumber button would."""
        return codes.issue_phone_code(self._world, user)

    def new_payload(self, kind: PayloadKind, user: str = DEFAULT_USER) -> dict[str, str]:
        """Return a payload file, encrypted under the user's current session_key."""
        return payloads.make_payload(self._world, kind, user)

    def prepare(self) -> None:
        """Open the database now rather than at the first call."""
        with self._world.store.reading():
            pass

    def reset(self) -> None:
        """Forget all users, sessions, codes and tokens."""
        self._world.store.reset()

    def close(self) -> None:
        """Close the database."""
        self._world.store.close()

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _handled(self, endpoint: Endpoint, request: Request) -> Mapping[str, Any]:
        # the gate asks for the token before it looks at the method, as every access_token API does
        appid = ""
        if endpoint.needs_token:
            appid = appid_of(self._world, request.parameter("access_token"), request.path)
        if endpoint.post_only and request.method != "POST":
            raise Refusal(43002, "require POST method")
        return endpoint.handler(Call(self._world, request, appid))


def _unknown(request: Request) -> Reply:
    if request.path.startswith(_FAMILIES):
        raise Refusal(40066, "invalid url")
    return Reply(404, {"content-type": "text/plain; charset=utf-8"}, b"Not Found")
