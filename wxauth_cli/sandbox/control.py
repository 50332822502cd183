"""Script the sandbox: move its time, plan its troubles, change its people and apps, see its calls.

The command line uses this directly on the state; ``control_api`` offers it over HTTP to the same
effect. Every method raises UsageError for what makes no sense, SandboxStateError when the state
cannot be used.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.message import message
from wxauth_cli.core.shapes import SANDBOX_APPID
from wxauth_cli.sandbox import apps, journal, quotas, troubles, users, whitelist
from wxauth_cli.sandbox.durations import LONGEST
from wxauth_cli.sandbox.endpoints import ENDPOINTS
from wxauth_cli.sandbox.world import World

__all__ = ["Control"]

_MOST_CALLS = 1_000_000_000


class Control:
    """All that can be changed in a sandbox from outside, as JSON types in and out."""

    def __init__(self, world: World) -> None:
        self._world = world

    def clock(self) -> dict[str, float]:
        """Return the virtual time (``now``, Unix seconds) and by how much it is ``ahead``."""
        return {"now": self._world.clock(), "ahead": self._world.ahead}

    def advance(self, seconds: float) -> dict[str, float]:
        """Move the virtual time on; it never goes back but by a reset."""
        if not 0 <= self._world.ahead + seconds <= LONGEST or seconds < 0:
            raise UsageError(message("The sandbox's clock goes forward only, and ten years at the most."))
        self._world.skip(seconds)
        return self.clock()

    def fail(
        self, name: str, *, path: str | None = None, times: int | None = 1, seconds: float | None = None
    ) -> dict[str, Any]:
        """Plan a trouble for the next calls (``times`` None: for all); see :mod:`troubles`."""
        if path is not None:
            _check_path(path)
        if times is not None and times > _MOST_CALLS:
            times = _MOST_CALLS
        with self._world.store.transaction() as database:
            return asdict(troubles.make_trouble(database, name, path=path, times=times, seconds=seconds))

    def troubles(self) -> list[dict[str, Any]]:
        """Return what is planned."""
        with self._world.store.reading() as database:
            return [asdict(trouble) for trouble in troubles.all_troubles(database)]

    def clear_troubles(self) -> None:
        """Let all go well again."""
        with self._world.store.transaction() as database:
            troubles.clear_troubles(database)

    def users(self) -> list[dict[str, Any]]:
        """Return everybody who was mentioned so far."""
        with self._world.store.reading() as database:
            return [asdict(user) for user in users.all_users(database)]

    def user(
        self,
        name: str,
        *,
        nickname: str | None = None,
        phone_number: str | None = None,
        country_code: str | None = None,
        bound: bool | None = None,
        anonymous: bool | None = None,
    ) -> dict[str, Any]:
        """Make a person, or change what is given of one. ``bound``: an open platform knows them."""
        changes = {
            "nickname": nickname,
            "phone_number": phone_number,
            "country_code": country_code,
            "anonymous": anonymous,
        }
        with self._world.store.transaction() as database:
            return asdict(users.change_user(database, name, changes, bound=bound))

    def apps(self) -> list[dict[str, Any]]:
        """Return the apps with their AppSecrets, which open nothing but this sandbox."""
        with self._world.store.reading() as database:
            return [asdict(app) for app in apps.all_apps(database)]

    def app(self, appid: str | None = None, *, bound: bool = True) -> dict[str, Any]:
        """Make an app (``appid`` None: with an AppID of the sandbox's own), or change one."""
        return asdict(apps.make_app(self._world, appid, bound=bound))

    def whitelist(self, appid: str = SANDBOX_APPID) -> list[str]:
        """Return the addresses that may fetch tokens; an empty list lets everybody."""
        with self._world.store.reading() as database:
            apps.check_appid(database, appid)
            return whitelist.entries_of(database, appid)

    def set_whitelist(self, entries: Sequence[str], appid: str = SANDBOX_APPID) -> list[str]:
        """Replace the list; an empty one switches it off."""
        with self._world.store.transaction() as database:
            apps.check_appid(database, appid)
            whitelist.set_entries(database, appid, entries)
            return whitelist.entries_of(database, appid)

    def limits(self, appid: str = SANDBOX_APPID) -> list[dict[str, Any]]:
        """Return limit and use of every API."""
        now = self._world.clock()
        with self._world.store.reading() as database:
            apps.check_appid(database, appid)
            return [_limit(path, quotas.quota_of(database, appid, path, now)) for path in ENDPOINTS]

    def set_limit(
        self, path: str, *, minute: int | None = None, day: int | None = None, appid: str = SANDBOX_APPID
    ) -> dict[str, Any]:
        """Put other limits in the place of WeChat's; None is no limit, 0 lets nothing through."""
        _check_path(path)
        if any(number is not None and not 0 <= number <= _MOST_CALLS for number in (minute, day)):
            raise UsageError(message("A limit is a number of calls, 0 or more."))
        now = self._world.clock()
        with self._world.store.transaction() as database:
            apps.check_appid(database, appid)
            quotas.set_limit(database, appid, path, quotas.Limit(minute, day))
            return _limit(path, quotas.quota_of(database, appid, path, now))

    def calls(self, after: int = 0, limit: int = journal.LIMIT) -> list[dict[str, Any]]:
        """Return the newest ``limit`` recorded calls with an id above ``after``, whole, tokens and all."""
        with self._world.store.reading() as database:
            return journal.calls_since(database, after, limit)


def _check_path(path: str) -> None:
    if path not in ENDPOINTS:
        raise UsageError(
            message("The sandbox has no API with this path."),
            message("See which there are: wxauth sandbox limits"),
        )


def _limit(path: str, quota: tuple[quotas.Limit, quotas.Usage]) -> dict[str, Any]:
    limit, used = quota
    return {
        "path": path,
        "minute": limit.minute,
        "day": limit.day,
        "minute_used": used.minute,
        "day_used": used.day,
    }
