"""One request, one bounded reply, whatever the server does."""

import logging
import socket
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from tests.loopback import Answerer, Loopback, http_reply, loopback
from wxauth_cli.wechat.endpoints import API_DOMAIN_IP, CODE_TO_SESSION, PHONE_NUMBER
from wxauth_cli.wechat.errors import CodeError, NoAnswerError, NotReachedError, NotWeChatError
from wxauth_cli.wechat.exchange import Exchange

SECRET = "5ec4e7" * 5 + "00"
QUERY = {"appid": "wx9a1b2c3d4e5f6071", "secret": SECRET, "js_code": "the-code"}


def send(url: str, timeout: float = 5.0, **settings: str) -> dict[str, object]:
    """Send one code2Session to ``url``."""
    return Exchange(url, timeout, **settings).send(CODE_TO_SESSION, QUERY)  # type: ignore[arg-type]


def host(server: Loopback) -> str:
    """Return ``127.0.0.1:PORT``."""
    return server.url.partition("//")[2]


def test_json_is_read_whatever_the_content_type_says() -> None:
    """/sns/* answers text/plain, and writes / as backslash slash."""
    body = r'{"session_key":"ab\/cdEfGhIjKlMnOpQ\/stw==","openid":"o1"}'

    with loopback(http_reply(body, content_type="text/plain")) as server:
        document = send(server.url)

    assert document == {"session_key": "ab/cdEfGhIjKlMnOpQ/stw==", "openid": "o1"}


@pytest.mark.parametrize("errcode", ["0", '"0"', "null", "0.0"])
def test_every_zero_is_success(errcode: str) -> None:
    """errcode absent, 0, "0" and null all mean success."""
    with loopback(http_reply(f'{{"errcode":{errcode},"openid":"o1"}}')) as server:
        assert send(server.url)["openid"] == "o1"


def test_errcode_in_a_200_answer_is_an_error_with_its_evidence() -> None:
    """WeChat refuses with HTTP 200; number, text, rid and call are on the error."""
    body = '{"errcode":"40029","errmsg":"invalid code, rid: 623ea70a-74b9b592-3e3d489a"}'

    with loopback(http_reply(body)) as server, pytest.raises(CodeError) as caught:
        send(server.url)

    error = caught.value
    assert (error.errcode, error.text, error.rid, error.endpoint) == (
        40029,
        "invalid code",
        "623ea70a-74b9b592-3e3d489a",
        CODE_TO_SESSION,
    )


@pytest.mark.parametrize(
    ("reply", "what"),
    [
        (http_reply("<html><title>Log in to WiFi</title>"), 'an HTML page titled "Log in to WiFi"'),
        (http_reply("<!doctype html><body>"), "an HTML page"),
        (http_reply(""), "an empty answer"),
        (http_reply('{"openid":"o1","session'), "JSON that ends in the middle, after 23 bytes"),
        (http_reply("[1]"), "JSON, but not an object"),
        (http_reply("[" * 100_000), "100000 bytes that are not JSON"),
        (http_reply("pong"), "4 bytes that are not JSON"),
        (http_reply(b"\xff\xfe{\x00}\x00"), "6 bytes that are not UTF-8"),
        (http_reply('{"errcode":true}'), "JSON whose errcode is not a number"),
        (http_reply('{"errcode":[40029]}'), "JSON whose errcode is not a number"),
        (
            http_reply('{"errcode":0}', "500 Internal Server Error"),
            "HTTP status 500; WeChat answers 200 even for its errors",
        ),
        (
            http_reply("", "302 Found", location="https://login.example/?next=secret"),
            "a redirect (HTTP 302) to login.example, which was not followed",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_answer_that_is_not_wechats_is_named(reply: bytes, what: str) -> None:
    """The message says who sent what instead; a code on its way may be spent; nothing is sent twice."""
    with loopback(reply) as server, pytest.raises(NotWeChatError) as caught:
        send(server.url)

    assert (
        str(caught.value) == f"code2Session: {host(server)} sent {what}. That is not an answer of WeChat's."
    )
    assert caught.value.code_may_be_spent
    assert len(server.requests) == 1


def test_redirect_target_is_not_asked() -> None:
    """A redirect would hand AppSecret and code to another host."""
    with loopback(http_reply('{"openid":"o1"}')) as other:
        reply = http_reply("", "307 Temporary Redirect", location=f"{other.url}/sns/jscode2session")
        with loopback(reply) as server, pytest.raises(NotWeChatError):
            send(server.url)

    assert (len(server.requests), other.requests) == (1, [])


def test_endless_body_is_cut_off() -> None:
    """A server that never stops sending is left after 1 MiB."""

    def flood(_: bytes, stream: socket.socket) -> None:
        stream.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            stream.sendall(b" " * 65_536)

    with loopback(flood) as server, pytest.raises(NotWeChatError) as caught:
        send(server.url)

    assert "an answer of more than 1048576 bytes" in str(caught.value)


def drip(head: bytes) -> Callable[[Loopback], Answerer]:
    """Send ``head``, then a byte every 50 ms, which no limit for a single read ever notices."""

    def for_server(server: Loopback) -> Answerer:
        def answer(_: bytes, stream: socket.socket) -> None:
            stream.sendall(head)
            while not server.closing.wait(0.05):
                stream.sendall(b"x")

        return answer

    return for_server


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nx-slow: "])
def test_dripping_answer_ends_with_the_time_allowed(head: bytes) -> None:
    """The whole call has one time limit, for headers and body together."""
    holder: list[Loopback] = []

    def answer(request: bytes, stream: socket.socket) -> None:
        drip(head)(holder[0])(request, stream)

    with loopback(answer) as server:
        holder.append(server)
        started = time.monotonic()
        with pytest.raises(NoAnswerError) as caught:
            send(server.url, timeout=0.3)
        spent = time.monotonic() - started

    assert caught.value.code_may_be_spent
    assert spent < 2
    assert len(server.requests) == 1


def test_silence_after_a_code_was_sent_says_that_it_may_be_spent() -> None:
    """The outcome is unknown, so the hint says what that means, and the code is sent once."""

    def wait(_: bytes, stream: socket.socket) -> None:
        stream.recv(1)  # until the client gives up

    with loopback(wait) as server, pytest.raises(NoAnswerError) as caught:
        send(server.url, timeout=0.2)

    assert str(caught.value) == f"code2Session: no whole answer from {host(server)} within the time allowed."
    assert str(caught.value.hint) == (
        "The code may be spent: WeChat may have exchanged it before the answer was lost, so it was not sent "
        "again. Get a new code for the next try. Check the network and the proxy, or raise timeout in the "
        "profile."
    )
    assert len(server.requests) == 1


def test_silence_on_a_call_without_a_code_says_nothing_of_codes() -> None:
    """Only a code can be spent."""

    def wait(_: bytes, stream: socket.socket) -> None:
        stream.recv(1)

    with loopback(wait) as server, pytest.raises(NoAnswerError) as caught:
        Exchange(server.url, 0.2).send(API_DOMAIN_IP, {"access_token": "t"})

    assert not caught.value.code_may_be_spent


def test_connection_that_breaks_is_not_tried_again() -> None:
    """A connection closed without an answer may have carried the code to WeChat."""
    with loopback(lambda _, stream: None) as server, pytest.raises(NotReachedError) as caught:
        Exchange(server.url, 5).send(PHONE_NUMBER, {"access_token": "t"}, {"code": "the-code"})

    assert (caught.value.reason, caught.value.code_may_be_spent) == ("broken", True)
    assert len(server.requests) == 1


def test_only_the_proxy_of_the_profile_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """HTTP_PROXY would send AppSecret and code through a machine that nobody configured here."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with loopback(http_reply('{"openid":"direct"}')) as server:
        assert send(server.url) == {"openid": "direct"}

    with loopback(http_reply('{"openid":"by proxy"}')) as proxy:
        assert send("http://wechat.example", proxy=proxy.url) == {"openid": "by proxy"}

    assert proxy.requests[0].startswith(b"GET http://wechat.example/sns/jscode2session?")


def test_every_call_has_a_connection_of_its_own() -> None:
    """A kept connection may die and make a client repeat the request by itself."""
    with loopback(http_reply("{}")) as server:
        exchange = Exchange(server.url, 5)
        exchange.send(CODE_TO_SESSION, QUERY)
        exchange.send(CODE_TO_SESSION, QUERY)

    assert [b"connection: close" in request.lower() for request in server.requests] == [True, True]


def test_log_line_has_no_query() -> None:
    """-v shows what was asked and answered, without secret= and js_code=."""
    lines: list[str] = []
    body = '{"errcode":40029,"errmsg":"invalid code, rid: 623ea70a-74b9b592-3e3d489a"}'

    with loopback(http_reply(body, content_type="text/plain; charset=utf-8")) as server, suppress(CodeError):
        Exchange(server.url, 5, log=lines.append).send(CODE_TO_SESSION, QUERY)

    before, _, after = lines[0].partition(" in ")
    assert before == "GET /sns/jscode2session -> 200"
    assert after.partition(" ms, ")[2] == "text/plain, errcode 40029, rid 623ea70a-74b9b592-3e3d489a"


def test_httpx_does_not_log_the_url(caplog: pytest.LogCaptureFixture) -> None:
    """httpx logs whole URLs at INFO; an application that collects INFO must not get the AppSecret."""
    with caplog.at_level(logging.DEBUG), loopback(http_reply("{}")) as server:
        send(server.url)

    assert SECRET not in caplog.text
