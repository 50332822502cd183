"""What can go wrong between us and WeChat, split by what the caller can do about it.

WeChatError                WeChat answered with an errcode (exit 4)
├── CodeError              the code is invalid, spent or missing: get a new one
├── CredentialError        the access token is not usable: fetch another
├── ConfigurationError     AppID, AppSecret or account: a person must mend it
├── IpNotAllowedError      this machine's address is not on the whitelist
├── RiskError              WeChat blocks the user, or wants an administrator's word
├── RateLimitError         too many calls: wait
├── BusyError              WeChat's own trouble (-1): try again
└── RequestError           anything else
NetworkError               no answer, or one that is not WeChat's (exit 5)
├── NoAnswerError          nothing came within the time allowed
├── NotReachedError        name, route, TLS, or a connection that broke
└── NotWeChatError         an answer that is not WeChat's: HTML, redirect, half a JSON text
"""

from datetime import UTC, datetime

from wxauth_cli.catalog.errcodes import Errcode, errcode
from wxauth_cli.core.errmsg import Errmsg, parse_errmsg, rid_time
from wxauth_cli.core.errors import WxauthError
from wxauth_cli.core.message import Message, message
from wxauth_cli.wechat.endpoints import Endpoint

__all__ = [
    "BusyError",
    "CodeError",
    "ConfigurationError",
    "CredentialError",
    "IpNotAllowedError",
    "NetworkError",
    "NoAnswerError",
    "NotReachedError",
    "NotWeChatError",
    "RateLimitError",
    "RequestError",
    "RiskError",
    "WeChatError",
    "wechat_error",
]

_LONGEST_TEXT = 200


class WeChatError(WxauthError):
    """WeChat answered with ``errcode``.

    ``errmsg`` is the whole text, ``text``, ``rid``, ``ip`` and ``trace`` (WeChat's own hint word)
    are its parts; ``entry`` is the catalogue's row, or None for an unknown code.
    """

    kind = "wechat"

    def __init__(self, endpoint: Endpoint, code: int, parts: Errmsg, entry: Errcode | None) -> None:
        super().__init__(_sentence(endpoint, code, parts, entry), _remedy(parts, entry))
        self.endpoint = endpoint
        self.errcode = code
        self.errmsg = parts.raw
        self.text = parts.text
        self.rid = parts.rid
        self.trace = parts.hint
        self.ip = parts.ip
        self.ipv6 = parts.ipv6
        self.entry = entry


class CodeError(WeChatError):
    """The code is invalid, already used, expired or missing."""


class CredentialError(WeChatError):
    """The access token is expired, replaced, damaged or missing."""


class ConfigurationError(WeChatError):
    """AppID, AppSecret or the state of the account does not let this call through."""


class IpNotAllowedError(WeChatError):
    """The address in ``ip`` is not on the account's IP whitelist."""


class RiskError(WeChatError):
    """WeChat refuses a risky user, or waits for an administrator."""


class RateLimitError(WeChatError):
    """A quota per minute, day or month is used up."""


class BusyError(WeChatError):
    """WeChat is busy (-1)."""


class RequestError(WeChatError):
    """WeChat refuses the request for another reason."""


class NetworkError(WxauthError):
    """No answer, or one that is not WeChat's.

    ``code_may_be_spent`` says that the request of a one-use code had left this machine.
    """

    kind = "network"

    def __init__(
        self, endpoint: Endpoint, message: Message, hint: Message, *, code_may_be_spent: bool = False
    ) -> None:
        super().__init__(message, _code_hint(hint) if code_may_be_spent else hint)
        self.endpoint = endpoint
        self.code_may_be_spent = code_may_be_spent


class NoAnswerError(NetworkError):
    """Nothing, or only a part, came within the time allowed."""


class NotReachedError(NetworkError):
    """The server was not reached, or the connection to it broke. ``reason`` is a short word."""

    reason = ""


class NotWeChatError(NetworkError):
    """An answer came, but not one of WeChat's. ``status`` is its HTTP status."""

    status = 0


_BY_CODE: dict[int, type[WeChatError]] = {
    -1: BusyError,
    **dict.fromkeys((40029, 40163, 41008, 42003), CodeError),
    **dict.fromkeys((40001, 40014, 41001, 42001), CredentialError),
    **dict.fromkeys((40002, 40013, 40125, 40243, 41002, 41004, 50004, 50007), ConfigurationError),
    **dict.fromkeys((40164, 45035, 60020, 61004), IpNotAllowedError),
    **dict.fromkeys((40226, *range(89501, 89508)), RiskError),
    **dict.fromkeys((44991, 45009, 45011, 45033, 45040), RateLimitError),
}


def wechat_error(endpoint: Endpoint, code: int, errmsg: str) -> WeChatError:
    """Return the error that ``code`` stands for in an answer of ``endpoint``."""
    kind = _BY_CODE.get(code, RequestError)
    if kind is CredentialError and endpoint.scope == "token":
        kind = ConfigurationError  # the calls that fetch a token have none: 40001 means the AppSecret
    return kind(endpoint, code, parse_errmsg(errmsg), errcode(code, endpoint.scope))


def _sentence(endpoint: Endpoint, code: int, parts: Errmsg, entry: Errcode | None) -> Message:
    answered = message(
        "{call}: WeChat answered {code}, {text}.",
        call=endpoint.name,
        code=code,
        text=_shown(parts.text) or (entry.meaning if entry else message("without a text")),
    )
    cause = (
        message("Usual cause: {cause}.", cause=entry.likely_cause)
        if entry
        else message("This errcode is not in the catalogue.")
    )
    asked = _asked_at(parts.rid)
    return message("{answered} {cause}{asked}", answered=answered, cause=cause, asked=asked)


def _asked_at(rid: str | None) -> Message | str:
    moment = rid_time(rid) if rid else None
    if moment is None:
        return ""
    time = datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M:%S")
    return message(" WeChat dates the call {time} UTC (from the rid).", time=time)


def _remedy(parts: Errmsg, entry: Errcode | None) -> Message:
    if entry is None:
        return message("Look the number up in WeChat's documentation; the rid helps WeChat's support.")
    if parts.ip:
        return message("{what}: {ip}", what=entry.what_to_do, ip=parts.ip)
    return message("{what}.", what=entry.what_to_do)


def _shown(text: str) -> str:
    """Return the server's words without control characters, and none that are too long to be words."""
    words = "".join(character if character.isprintable() else " " for character in text)
    return words if len(words) <= _LONGEST_TEXT else ""


def _code_hint(hint: Message) -> Message:
    return message(
        "The code may be spent: WeChat may have exchanged it before the answer was lost, so it was not "
        "sent again. Get a new code for the next try. {hint}",
        hint=hint,
    )
