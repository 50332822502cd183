"""One request and one bounded reply: nothing here sends anything twice.

A fresh connection a call (a kept-alive one may die and be silently retried), no retries, no
redirects, no proxy but the profile's, at most 1 MiB, and one time limit for the whole call: a server
that drips a byte a second never trips a time limit for each read.
"""

import logging
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from typing import Any

import httpx

from wxauth_cli.wechat import faults
from wxauth_cli.wechat.endpoints import Endpoint
from wxauth_cli.wechat.errors import wechat_error
from wxauth_cli.wechat.replies import Answer, NotAReplyError, read_body, read_errcode

__all__ = ["Exchange"]

_LARGEST = 1_048_576
_GRACE = 0.1  # seconds; lets httpx name the reason when its limit and ours end together
_LOGGERS = (
    "httpx",
    "httpcore",
    "httpcore.connection",
    "httpcore.http11",
    "httpcore.http2",
    "httpcore.proxy",
    "httpcore.socks",
    "filelock",  # names its files, which bear the AppID, or the AppSecret that somebody put in its place
)


class Exchange:
    """Send requests to one server. ``transport`` makes what replaces the network (sandbox, tests),
    anew for each call.

    ``log`` gets one line a call, without query string or body.
    """

    def __init__(
        self,
        api_base: str,
        timeout: float,
        *,
        proxy: str | None = None,
        transport: Callable[[], httpx.BaseTransport] | None = None,
        log: Callable[[str], None] = lambda line: None,
    ) -> None:
        _silence_loggers()
        self.api_base = api_base
        self._timeout = timeout
        self._proxy = proxy
        self._transport = transport
        self._log = log

    def send(
        self, endpoint: Endpoint, query: Mapping[str, str], body: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return the JSON object of a successful answer.

        Raises the WeChatError of its errcode, or a NetworkError.
        """
        flight = _Flight(sent=self._transport is not None)  # only the network reports its steps
        started = time.monotonic()
        try:
            answer = self._answer(endpoint, query, body, flight)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as error:
            self._say(endpoint, type(error).__name__, started)
            raise faults.network_error(endpoint, error, self._where(), sent=flight.sent) from None
        try:
            document = read_body(answer)
            code = read_errcode(document)
        except NotAReplyError as error:
            self._say(endpoint, f"{answer.status}", started, answer.content_type, "not WeChat's")
            raise faults.not_wechat(endpoint, error.reason, answer.status, self._where()) from None
        if code == 0:
            self._say(endpoint, f"{answer.status}", started, answer.content_type, "errcode 0")
            return document
        errmsg = document.get("errmsg")
        refusal = wechat_error(endpoint, code, errmsg if isinstance(errmsg, str) else "")
        words = [answer.content_type, f"errcode {code}", f"rid {refusal.rid}" if refusal.rid else ""]
        self._say(endpoint, f"{answer.status}", started, *words)
        raise refusal

    def read(self, endpoint: Endpoint, read: Callable[[Mapping[str, Any]], Any], *sent: Any) -> Any:
        """Send a request and return ``read`` of its answer; an answer that does not fit is NotWeChatError."""
        document = self.send(endpoint, *sent)
        try:
            return read(document)
        except NotAReplyError as error:
            raise faults.not_wechat(endpoint, error.reason, 200, self._where()) from None

    def _answer(
        self, endpoint: Endpoint, query: Mapping[str, str], body: Mapping[str, Any] | None, flight: "_Flight"
    ) -> Answer:
        deadline = time.monotonic() + self._timeout

        def ask() -> Answer:
            return self._ask(endpoint, query, body, flight, deadline)

        if self._transport is not None:
            return ask()  # in this process there is nothing to wait for
        return _within(self._timeout + _GRACE, ask)

    def _ask(
        self,
        endpoint: Endpoint,
        query: Mapping[str, str],
        body: Mapping[str, Any] | None,
        flight: "_Flight",
        deadline: float,
    ) -> Answer:
        client = httpx.Client(
            transport=self._transport() if self._transport else self._network(),
            timeout=self._timeout,
            follow_redirects=False,
            trust_env=False,
        )
        base = "http://in-process" if self.api_base.startswith("sandbox:") else self.api_base.rstrip("/")
        request = client.build_request(
            endpoint.method,
            base + endpoint.path,
            params=dict(query),
            json=dict(body) if body is not None else None,  # httpx writes UTF-8 without \u escapes
            # identity: a compressed answer could be small on the wire and endless in memory
            headers={"Connection": "close", "Accept-Encoding": "identity", "User-Agent": "wxauth"},
            extensions={"trace": flight.trace},
        )
        with client, closing(client.send(request, stream=True)) as response:
            parts, too_long = _collect(response.iter_raw(), deadline)
            return Answer(
                response.status_code,
                response.headers.get("content-type", "").partition(";")[0].strip()[:60],
                _host_of(response.headers.get("location", "")) if response.is_redirect else "",
                parts,
                too_long,
            )

    def _network(self) -> httpx.HTTPTransport:
        return httpx.HTTPTransport(
            verify=_trusted() if self._encrypted() else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
            proxy=self._proxy,
            retries=0,
            trust_env=False,
            limits=httpx.Limits(max_keepalive_connections=0),
        )

    def _encrypted(self) -> bool:
        # reading all the certificates takes some 50 ms, which a plain http server need not cost; without
        # them nothing is trusted, so a mistake here would refuse and never let through
        return any((url or "").lower().startswith("https:") for url in (self.api_base, self._proxy))

    def _where(self) -> str:
        return _host_of(self.api_base) or self.api_base

    def _say(self, endpoint: Endpoint, outcome: str, started: float, *words: str) -> None:
        spent = f"{outcome} in {(time.monotonic() - started) * 1000:.0f} ms"
        line = ", ".join([spent, *(word for word in words if word)])
        self._log(f"{endpoint.method} {endpoint.path} -> {line}")


class _Flight:
    """Know whether a request has begun to leave this machine: from then on a code may be spent."""

    def __init__(self, sent: bool) -> None:
        self.sent = sent

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        # the CONNECT of a proxy carries nothing of ours
        if event.endswith(".send_request_headers.started") and info["request"].method != b"CONNECT":
            self.sent = True


def _collect(chunks: Iterator[bytes], deadline: float) -> tuple[bytes, bool]:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > _LARGEST:
            return bytes(body[:_LARGEST]), True
        if time.monotonic() > deadline:
            raise httpx.ReadTimeout("the answer did not end in time")
    return bytes(body), False


def _within(seconds: float, ask: Callable[[], Answer]) -> Answer:
    """Return ``ask()``, or raise TimeoutError; name look-up and dripping headers obey no other limit."""
    result: list[Answer] = []
    failure: list[BaseException] = []

    def work() -> None:
        try:
            result.append(ask())
        except BaseException as error:  # handed to the caller, whatever it is
            failure.append(error)

    thread = threading.Thread(target=work, daemon=True, name="wxauth-request")
    thread.start()
    thread.join(seconds)
    if failure:
        raise failure[0]
    if not result:
        raise TimeoutError
    return result[0]


def _trusted() -> ssl.SSLContext:
    """Trust this machine's certificates (``SSL_CERT_FILE`` included) and those that httpx brings.

    httpx alone does not know the authority of a company's proxy, which the machine does.
    """
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context


def _host_of(url: str) -> str:
    """Return ``host:port`` of a URL, never its user, path or query."""
    try:
        parts = httpx.URL(url)
        host = parts.host if parts.port is None else f"{parts.host}:{parts.port}"
    except (httpx.InvalidURL, ValueError):
        return ""
    return host if host.isprintable() else ""


def _silence_loggers() -> None:
    # httpx logs whole URLs, secret= included, at INFO; an application that logs INFO would leak it
    for name in _LOGGERS:
        logging.getLogger(name).disabled = True
