"""Which codes this machine has sent to WeChat: a keyed hash, the time, the call and the AppID.

A code works once. When the answer is 40163 nobody knows who was first; the ledger does, if it was
this machine, and says so before WeChat is asked.
"""

import hashlib
import hmac
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from wxauth_cli.core.message import Message, message
from wxauth_cli.wechat.shared_file import DamagedFileError, SharedFile, UnavailableError

__all__ = ["Ledger", "Spent"]

_REMEMBERED = 86_400  # seconds; a code lives 5 minutes, and a day covers "I tried this morning"
_MOST = 2_000


class Spent(NamedTuple):
    """One code that was sent: Unix seconds, the call, the AppID."""

    time: float
    endpoint: str
    appid: str


class Ledger:
    """Remember codes for a day. A ledger that cannot be used warns and never stops a call."""

    def __init__(
        self,
        folder: Path,
        *,
        key: Callable[[], bytes],
        clock: Callable[[], float],
        warn: Callable[[Message], None],
    ) -> None:
        self._file = SharedFile(folder / "codes.json")
        self._key = key
        self._clock = clock
        self._warn = warn

    def spend(self, code: str, endpoint: str, appid: str) -> Spent | None:
        """Note that ``code`` is about to be sent; return when this machine sent it before, or None.

        Call it before the request: when the answer is lost, the code still counts as spent.
        """
        try:
            with self._file.locked():
                entries = self._load()
                name = self._name(code, endpoint)
                if name in entries:
                    return _spent(entries[name])
                entries[name] = {"time": self._clock(), "endpoint": endpoint, "appid": appid}
                self._file.write({"codes": dict(list(entries.items())[-_MOST:])})
        except UnavailableError:
            self._warn(message("The ledger of spent codes cannot be written; this code is not remembered."))
        return None

    def forget(self, code: str, endpoint: str) -> None:
        """Take back :meth:`spend`: the request did not leave, or WeChat refused it unseen."""
        try:
            with self._file.locked():
                entries = self._load()
                if entries.pop(self._name(code, endpoint), None) is not None:
                    self._file.write({"codes": entries})
        except UnavailableError:
            return

    def _load(self) -> dict[str, Any]:
        try:
            entries = self._file.read().get("codes", {})
        except DamagedFileError:
            entries = None
        if not isinstance(entries, dict):
            self._warn(message("The ledger of spent codes was damaged; a new one is begun."))
            return {}
        oldest = self._clock() - _REMEMBERED
        return {name: entry for name, entry in entries.items() if (s := _spent(entry)) and s.time > oldest}

    def _name(self, code: str, endpoint: str) -> str:
        text = f"{endpoint}\n{code}".encode("utf-8", "surrogatepass")
        return hmac.new(self._key(), text, hashlib.sha256).hexdigest()


def _spent(entry: Any) -> Spent | None:
    if not isinstance(entry, dict):
        return None
    time, endpoint, appid = (entry.get(name) for name in Spent._fields)
    if not isinstance(time, int | float) or not isinstance(endpoint, str) or not isinstance(appid, str):
        return None
    return Spent(float(time), endpoint, appid)
