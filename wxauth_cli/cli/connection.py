"""From a profile to a client: the one place that chooses between the network and the sandbox."""

from functools import partial

from wxauth_cli.core.secret import Secret
from wxauth_cli.fingerprint import fingerprint_key
from wxauth_cli.profiles import Profile, resolve
from wxauth_cli.runtime import Runtime
from wxauth_cli.wechat.client import WeChatClient
from wxauth_cli.wechat.exchange import Exchange
from wxauth_cli.wechat.ledger import Ledger
from wxauth_cli.wechat.token_cache import TokenCache, TokenKind
from wxauth_cli.wechat.tokens import Tokens

__all__ = ["Connection", "connect"]

_PROXY_VARIABLES = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")


class Connection:
    """One app on one server: its client, its tokens, and the ledger of its codes."""

    def __init__(self, runtime: Runtime, profile: Profile, appid: str, secret: Secret) -> None:
        self.profile = profile
        self.appid = appid
        self._secret = secret
        self._runtime = runtime
        self.client = WeChatClient(
            _exchange(runtime, profile),
            appid,
            secret,
            sleep=runtime.environment.sleep,
            learn=runtime.redactor.learn,
        )
        self.ledger = Ledger(
            runtime.environment.state_dir,
            key=partial(fingerprint_key, runtime.environment),
            clock=runtime.environment.clock,
            warn=runtime.warn,
        )

    def cache(self, kind: TokenKind = TokenKind.STABLE) -> TokenCache:
        """Return the token cache of this app."""
        environment = self._runtime.environment
        return TokenCache(
            environment.state_dir / "tokens",
            self.appid,
            self.profile.api_base.value,
            kind,
            secret=self._secret,
            key=partial(fingerprint_key, environment),
            clock=environment.clock,
            warn=self._runtime.warn,
        )

    def tokens(self, kind: TokenKind = TokenKind.STABLE) -> Tokens:
        """Return the tokens of this app."""
        return Tokens(self.client, self.cache(kind), self._runtime.environment.clock)


def connect(runtime: Runtime, name: str | None, *, with_secret: bool = True) -> Connection:
    """Return the connection of the profile ``name``. Raises ConfigError.

    ``with_secret=False`` is for calls with a token that the user gave: AppID and AppSecret are not
    asked for.
    """
    profile = resolve(runtime.environment, name)
    for warning in profile.warnings:
        runtime.warn(warning)
    if with_secret:
        appid, secret = profile.require_credentials()
    else:
        appid, secret = profile.appid.value or "", Secret("")
    return Connection(runtime, profile, appid, secret)


def _exchange(runtime: Runtime, profile: Profile) -> Exchange:
    environment, api_base, proxy = runtime.environment, profile.api_base.value, profile.proxy.value
    runtime.redactor.learn(_password_of(proxy))
    if api_base.startswith("sandbox:"):
        from wxauth_cli.sandbox.transport import SandboxTransport

        make = partial(SandboxTransport, environment.state_dir, environment.clock, environment.sleep)
        return Exchange(api_base, profile.timeout.value, transport=make, log=runtime.log)
    if not proxy and (ignored := [name for name in _PROXY_VARIABLES if environment.variables.get(name)]):
        runtime.log(f"{ignored[0]} is not used; a proxy is set with proxy = … in the profile")
    return Exchange(api_base, profile.timeout.value, proxy=proxy, log=runtime.log)


def _password_of(proxy: str | None) -> str | None:
    from urllib.parse import urlsplit

    return urlsplit(proxy).password if proxy else None
