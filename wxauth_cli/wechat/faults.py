"""From what httpx and the system raise to sentences that say what to check.

Their own texts are never used: they hold whole URLs, with ``secret=`` in the query.
"""

import errno
import socket
import ssl
from collections.abc import Iterator

import httpx

from wxauth_cli.core.message import Message, message
from wxauth_cli.wechat.endpoints import Endpoint
from wxauth_cli.wechat.errors import NetworkError, NoAnswerError, NotReachedError, NotWeChatError

__all__ = ["network_error", "not_wechat"]

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


def network_error(endpoint: Endpoint, error: Exception, where: str, *, sent: bool) -> NetworkError:
    """Return what ``error`` means; ``sent`` says that the request had begun to leave."""
    sent = sent and not isinstance(error, _NEVER_SENT)
    spent = sent and endpoint.spends_code
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return NoAnswerError(
            endpoint,
            message(
                "{call}: no whole answer from {where} within the time allowed.",
                call=endpoint.name,
                where=where,
            ),
            message("Check the network and the proxy, or raise timeout in the profile."),
            code_may_be_spent=spent,
        )
    causes = list(_causes(error))
    reason = _reason(error, causes, sent=sent)
    fault = NotReachedError(
        endpoint,
        message("{call}: {what}", call=endpoint.name, what=_what(reason, where, causes)),
        _HINTS[reason],
        code_may_be_spent=spent,
    )
    fault.reason = reason
    return fault


def not_wechat(endpoint: Endpoint, reason: Message, status: int, where: str) -> NotWeChatError:
    """Return the error of an answer that is not WeChat's."""
    fault = NotWeChatError(
        endpoint,
        message(
            "{call}: {where} sent {reason}. That is not an answer of WeChat's.",
            call=endpoint.name,
            where=where,
            reason=reason,
        ),
        message(
            "Something else answers there: check api_base and proxy of the profile, "
            "and whether a firewall or a login page stands in between."
        ),
        code_may_be_spent=endpoint.spends_code,
    )
    fault.status = status
    return fault


def _reason(error: Exception, causes: list[BaseException], *, sent: bool) -> str:
    """Return the short word for what went wrong; the keys of ``_HINTS``."""
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return "tls"
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return "dns"
    if isinstance(error, httpx.ProxyError):
        return "proxy"
    if any(getattr(cause, "errno", None) == errno.ECONNREFUSED for cause in causes):
        return "refused"
    if isinstance(error, httpx.UnsupportedProtocol) or not isinstance(error, httpx.HTTPError | OSError):
        return "request"
    return "broken" if sent else "unreachable"


def _what(reason: str, where: str, causes: list[BaseException]) -> Message:
    match reason:
        case "tls":
            why = _tls_reason(causes)
            return message("the TLS connection to {where} failed: {why}.", where=where, why=why)
        case "dns":
            return message("the name {where} cannot be resolved.", where=where)
        case "proxy":
            return message("the proxy refused to connect to {where}.", where=where)
        case "refused":
            return message("{where} refused the connection: nothing listens there.", where=where)
        case "request":
            return message("the request cannot be written as HTTP.")
        case "broken":
            return message("the connection to {where} broke before the whole answer was there.", where=where)
        case _:
            return message("{where} cannot be reached.", where=where)


_HINTS = {
    "tls": message(
        "A proxy or firewall may put its own certificate in between: if that is meant so, name the "
        "file of its authority in SSL_CERT_FILE. Or api_base names the wrong host, or https for http."
    ),
    "dns": message("Check the spelling of api_base, the DNS of this machine, and the proxy of the profile."),
    "proxy": message("Check proxy in the profile: address, user name, and whether it allows this host."),
    "refused": message("Start the server, or check api_base and proxy in the profile."),
    "request": message("Check api_base and proxy in the profile."),
    "broken": message("Check the network and the proxy."),
    "unreachable": message("Check the network of this machine, and api_base and proxy in the profile."),
}


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _tls_reason(causes: list[BaseException]) -> Message:
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            # OpenSSL's own words ("self-signed certificate"), which people search for; no URL in them
            return message("certificate refused ({why})", why=cause.verify_message)
    return message("no TLS could be agreed on")
