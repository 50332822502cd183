"""The sandbox as one object: WeChat's servers on one side, the user's phone on the other.

It answers plain requests with plain replies; ``transport`` puts it behind httpx in this process and
``asgi`` behind a socket.
"""

from collections.abc import Callable
from pathlib import Path
from random import Random, SystemRandom

from wxauth_cli.core.shapes import SANDBOX_APPID
from wxauth_cli.sandbox import codes, gate, payloads, payments
from wxauth_cli.sandbox.control import Control
from wxauth_cli.sandbox.exchange import Reply, Request
from wxauth_cli.sandbox.kinds import DEFAULT_USER, PayloadKind
from wxauth_cli.sandbox.replies import Refusal, new_rid, refused
from wxauth_cli.sandbox.store import FILE_NAME, Store
from wxauth_cli.sandbox.world import World

__all__ = ["Sandbox"]


class Sandbox:
    """A WeChat whose state lies in ``state_dir``; close it, or use it in a ``with`` statement.

    ``clock`` gives Unix seconds. ``random`` makes codes, keys and tokens; hand in a seeded one to get
    the same ones again. Every method raises SandboxStateError when the state cannot be used.
    """

    def __init__(self, state_dir: Path, clock: Callable[[], float], random: Random | None = None) -> None:
        self._world = World(Store(state_dir / FILE_NAME), clock, random or SystemRandom())

    @property
    def control(self) -> Control:
        """What a person or a test changes in the sandbox."""
        return Control(self._world)

    @property
    def path(self) -> Path:
        """The database file."""
        return self._world.store.path

    def answer(self, request: Request) -> Reply:
        """Return what WeChat would reply: a business error is a reply as well."""
        return gate.answer(self._world, request)

    def failed(self, request: Request) -> Reply:
        """Return WeChat's answer to a trouble of its own (-1): what a client of the server gets to see."""
        # the state is what failed, so the time and the dice are the machine's
        rid = new_rid(self._world.real_clock(), self._world.dice)
        return refused(request.path, Refusal(-1, "system error"), rid, self._world.dice)

    def new_login_code(self, user: str = DEFAULT_USER, appid: str = SANDBOX_APPID) -> str:
        """Return a code as wx.login would, and rotate the user's session_key."""
        return codes.issue_login_code(self._world, user, appid)

    def new_phone_code(self, user: str = DEFAULT_USER, appid: str = SANDBOX_APPID) -> str:
        """Return a code as the getPhoneNumber button would."""
        return codes.issue_plain_code(self._world, codes.CodeKind.PHONE, user, appid)

    def new_plugin_code(self, user: str = DEFAULT_USER, appid: str = SANDBOX_APPID) -> str:
        """Return a code as wx.pluginLogin would."""
        return codes.issue_plain_code(self._world, codes.CodeKind.PLUGIN, user, appid)

    def new_payload(
        self,
        kind: PayloadKind,
        user: str = DEFAULT_USER,
        appid: str = SANDBOX_APPID,
        *,
        anonymous: bool = False,
    ) -> dict[str, str]:
        """Return a payload file, encrypted under the user's current session_key."""
        return payloads.make_payload(self._world, kind, user, appid, anonymous=anonymous)

    def new_payment(self, user: str = DEFAULT_USER, appid: str = SANDBOX_APPID) -> dict[str, str]:
        """Return the numbers of an order that the user has just paid."""
        return payments.pay(self._world, user, appid)

    def prepare(self) -> None:
        """Open the database now rather than at the first call."""
        with self._world.store.reading():
            pass

    def reset(self, seed: int | None = None) -> None:
        """Forget all users, sessions, codes and tokens; with a seed the next ones can be had again."""
        self._world.store.reset()
        if seed is not None:
            self._world.seed(seed)

    def close(self) -> None:
        """Close the database."""
        self._world.store.close()

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()
