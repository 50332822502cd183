"""Access tokens on disk: one file for each AppID, API base and kind, and one request among processes."""

import hashlib
import hmac
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from wxauth_cli.core.message import Message, message
from wxauth_cli.core.secret import Secret
from wxauth_cli.wechat.shared_file import DamagedFileError, SharedFile, UnavailableError

__all__ = ["MARGIN", "CachedToken", "TokenCache", "TokenKind"]

MARGIN = 300  # seconds before its end in which a token is no longer handed out
_LONGEST_LIFE = 86_400  # a token lives 7200 s; one that claims a day more comes from a broken clock
_SAFE_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")


class TokenKind(StrEnum):
    """The two families of access tokens; neither invalidates the other's."""

    STABLE = "stable"
    CLASSIC = "classic"


class CachedToken(NamedTuple):
    """A token and its end in Unix seconds."""

    access_token: Secret
    expires_at: float


class TokenCache:
    """Keep one token. ``key`` gives this machine's key, ``warn`` hears of a cache that cannot be used.

    The AppSecret is kept as a keyed hash only, so that a token fetched with a secret that has been
    changed since is not handed out.
    """

    def __init__(
        self,
        folder: Path,
        appid: str,
        api_base: str,
        kind: TokenKind,
        *,
        secret: Secret,
        key: Callable[[], bytes],
        clock: Callable[[], float],
        warn: Callable[[Message], None],
        patience: float = 60.0,
    ) -> None:
        name = appid if _SAFE_NAME.fullmatch(appid) else "app"
        place = hashlib.sha256(f"{appid}\n{api_base}".encode("utf-8", "surrogatepass")).hexdigest()[:12]
        self.kind = kind
        self._file = SharedFile(folder / f"{name}-{kind}-{place}.json", patience)
        self._secret = secret
        self._key = key
        self._clock = clock
        self._warn = warn
        self._writable = True
        self._said: set[str] = set()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the cache for one process; where that is impossible, warn and go on without a cache."""
        try:
            with self._file.locked():
                yield
                return
        except UnavailableError:
            self._writable = False
            self._say(message("The token cache cannot be used, so the token is not kept for the next call."))
        yield

    def load(self) -> CachedToken | None:
        """Return the token when it is usable for more than 300 s, else None."""
        try:
            stored = self._file.read()
        except DamagedFileError:
            self._say(message("The token cache was damaged; it is replaced."))
            return None
        except UnavailableError:
            return None
        token = self._usable(stored) if stored else None
        return token if token and token.expires_at - MARGIN > self._clock() else None

    def store(self, access_token: Secret, expires_in: int) -> None:
        """Keep a token that was fetched now, living ``expires_in`` seconds."""
        if not self._writable:
            return
        now = self._clock()
        try:
            self._file.write(
                {
                    "kind": str(self.kind),
                    "access_token": access_token.reveal(),
                    "fetched_at": now,
                    "expires_at": now + expires_in,
                    "made_with": self._made_with(),
                }
            )
        except UnavailableError:
            self._say(message("The token cache cannot be used, so the token is not kept for the next call."))

    def drop(self, access_token: Secret | None = None) -> bool:
        """Forget the token, or only this very one when another process has replaced it by now."""
        if access_token is not None:
            current = self.load()
            if current is None or current.access_token != access_token:
                return False
        return self._file.remove()

    def _usable(self, stored: dict[str, Any]) -> CachedToken | None:
        texts = [stored.get(name) for name in ("access_token", "made_with", "kind")]
        begun, ended = stored.get("fetched_at"), stored.get("expires_at")
        sound = all(isinstance(text, str) and text.isascii() and text.isprintable() for text in texts)
        if not sound or not isinstance(begun, int | float) or not isinstance(ended, int | float):
            self._say(message("The token cache was damaged; it is replaced."))
            return None
        if stored["kind"] != str(self.kind) or not hmac.compare_digest(
            stored["made_with"], self._made_with()
        ):
            return None  # the AppSecret of the profile has changed
        if begun > self._clock() + 60 or ended - begun > _LONGEST_LIFE:
            return None  # the clock was set back, or was wrong when the token came
        return CachedToken(Secret(stored["access_token"]), float(ended))

    def _made_with(self) -> str:
        text = f"token cache\n{self._secret.reveal()}".encode("utf-8", "surrogatepass")
        return hmac.new(self._key(), text, hashlib.sha256).hexdigest()

    def _say(self, warning: Message) -> None:
        if str(warning) not in self._said:  # the cache is read before and after the lock
            self._said.add(str(warning))
            self._warn(warning)
