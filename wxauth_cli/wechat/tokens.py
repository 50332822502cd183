"""The access token of an app: from the cache, else from WeChat, and replaced once when refused."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from wxauth_cli.core.secret import Secret
from wxauth_cli.wechat.client import WeChatClient
from wxauth_cli.wechat.errors import CredentialError
from wxauth_cli.wechat.token_cache import CachedToken, TokenCache, TokenKind

__all__ = ["AccessToken", "Tokens"]

T = TypeVar("T")


class AccessToken(NamedTuple):
    """A token that wxauth owns; ``source`` is ``cache`` or ``wechat``, ``expires_in`` seconds from now."""

    access_token: Secret
    expires_in: int
    source: str
    kind: TokenKind


class Tokens:
    """Hand out the token of one app and kind; many processes at once cause one request."""

    def __init__(self, client: WeChatClient, cache: TokenCache, clock: Callable[[], float]) -> None:
        self._client = client
        self._cache = cache
        self._clock = clock

    def get(self, *, force_refresh: bool = False) -> AccessToken:
        """Return a token with more than 300 s to live, or one that WeChat just gave."""
        if not force_refresh and (cached := self._cache.load()):
            return self._from_cache(cached)
        with self._cache.locked():
            # another process may have fetched one while this one waited for the lock
            if not force_refresh and (cached := self._cache.load()):
                return self._from_cache(cached)
            return self._fetch(force_refresh)

    def replace(self, refused: AccessToken) -> AccessToken | None:
        """Return another token than ``refused``, which WeChat did not accept, or None when it gives none."""
        with self._cache.locked():
            self._cache.drop(refused.access_token)
            cached = self._cache.load()
            token = self._from_cache(cached) if cached else self._fetch(False)
        return token if token.access_token != refused.access_token else None

    def forget(self, refused: AccessToken) -> None:
        """Drop ``refused`` from the cache."""
        with self._cache.locked():
            self._cache.drop(refused.access_token)

    def use(self, call: Callable[[Secret], T]) -> T:
        """Return ``call(token)``; a refused token is replaced, and the call repeated, once.

        WeChat looks at the token before anything else, so a refused call has spent no code.
        """
        token = self.get()
        try:
            return call(token.access_token)
        except CredentialError:
            other = self.replace(token)
            if other is None:
                raise
            return call(other.access_token)

    def _fetch(self, force_refresh: bool) -> AccessToken:
        kind = self._cache.kind
        if kind is TokenKind.CLASSIC:
            fetched = self._client.token()
        else:
            fetched = self._client.stable_token(force_refresh=force_refresh)
        self._cache.store(fetched.access_token, fetched.expires_in)
        return AccessToken(fetched.access_token, fetched.expires_in, "wechat", kind)

    def _from_cache(self, cached: CachedToken) -> AccessToken:
        seconds = int(cached.expires_at - self._clock())
        return AccessToken(cached.access_token, seconds, "cache", self._cache.kind)
