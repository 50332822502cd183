"""The calls to WeChat as methods; what they raise is in errors.py."""

from collections.abc import Callable
from typing import TypeVar

from wxauth_cli.core.codes import CodeKind, code_mix_up
from wxauth_cli.core.message import message
from wxauth_cli.core.secret import Secret
from wxauth_cli.wechat.endpoints import (
    API_DOMAIN_IP,
    CODE_TO_SESSION,
    PHONE_NUMBER,
    STABLE_TOKEN,
    TOKEN,
    Endpoint,
)
from wxauth_cli.wechat.errors import BusyError, CodeError
from wxauth_cli.wechat.exchange import Exchange
from wxauth_cli.wechat.replies import (
    FetchedToken,
    PhoneNumber,
    Session,
    read_addresses,
    read_phone,
    read_session,
    read_token,
)

__all__ = ["WeChatClient"]

T = TypeVar("T")

_PAUSES = (1.0, 2.0)  # seconds before the second and third try of a call that may be repeated


class WeChatClient:
    """Call WeChat for one app. ``learn`` hears every secret before it can reach any output."""

    def __init__(
        self,
        exchange: Exchange,
        appid: str,
        secret: Secret,
        *,
        sleep: Callable[[float], None],
        learn: Callable[[Secret], None] = lambda secret: None,
    ) -> None:
        self._exchange = exchange
        self._appid = appid
        self._secret = secret
        self._sleep = sleep
        self._learn = learn
        learn(secret)

    def code_to_session(self, code: str) -> Session:
        """Exchange a wx.login code (once, whatever happens) for openid and session_key."""
        self._learn(Secret(code))
        query = {
            "appid": self._appid,
            "secret": self._secret.reveal(),
            "js_code": code,
            "grant_type": "authorization_code",
        }
        session: Session = self._spend(
            code, CodeKind.LOGIN, lambda: self._exchange.read(CODE_TO_SESSION, read_session, query)
        )
        self._learn(session.session_key)
        return session

    def phone_number(self, access_token: Secret, code: str) -> PhoneNumber:
        """Exchange a phone code (once, whatever happens) for the phone number."""
        self._learn(access_token)
        self._learn(Secret(code))
        query, body = {"access_token": access_token.reveal()}, {"code": code}
        number: PhoneNumber = self._spend(
            code, CodeKind.PHONE, lambda: self._exchange.read(PHONE_NUMBER, read_phone, query, body)
        )
        return number

    def token(self) -> FetchedToken:
        """Fetch a classic token. This retires the token that a server may be using."""
        query = {
            "grant_type": "client_credential",
            "appid": self._appid,
            "secret": self._secret.reveal(),
        }
        fetched: FetchedToken = self._exchange.read(TOKEN, read_token, query)
        self._learn(fetched.access_token)
        return fetched

    def stable_token(self, *, force_refresh: bool = False) -> FetchedToken:
        """Fetch the stable token; ``force_refresh`` retires the current one at once."""
        body = {
            "grant_type": "client_credential",
            "appid": self._appid,
            "secret": self._secret.reveal(),
            "force_refresh": force_refresh,
        }

        def fetch() -> FetchedToken:
            fetched: FetchedToken = self._exchange.read(STABLE_TOKEN, read_token, {}, body)
            return fetched

        # a forced refresh is not safe to repeat: two need 30 s between them, and 20 a day is all
        fetched = fetch() if force_refresh else self._patiently(STABLE_TOKEN, fetch)
        self._learn(fetched.access_token)
        return fetched

    def api_domain_ip(self, access_token: Secret) -> list[str]:
        """Return the addresses of WeChat's servers: a cheap read that tells whether a token is current."""
        self._learn(access_token)
        query = {"access_token": access_token.reveal()}

        def read() -> list[str]:
            addresses: list[str] = self._exchange.read(API_DOMAIN_IP, read_addresses, query)
            return addresses

        return self._patiently(API_DOMAIN_IP, read)

    def _spend(self, code: str, wanted: CodeKind, call: Callable[[], T]) -> T:
        try:
            return call()
        except CodeError as error:
            mix_up = code_mix_up(code, wanted)
            if mix_up is not None and error.hint is not None:
                error.hint = message("{mix_up} {hint}", mix_up=mix_up, hint=error.hint)
            raise
        except BusyError as error:  # the catalogue says "retry", which holds for everything but a code
            error.hint = message(
                "Nobody knows whether the code was spent, so it was not sent again. Wait a little, then try "
                "with a new code."
            )
            raise

    def _patiently(self, endpoint: Endpoint, call: Callable[[], T]) -> T:
        """Return ``call()``, tried again after a pause while WeChat says it is busy (-1)."""
        assert endpoint.repeatable  # noqa: S101
        for pause in _PAUSES:
            try:
                return call()
            except BusyError:
                self._sleep(pause)
        return call()
