"""Failures below HTTP, in words that say what to check."""

import socket
import ssl
from pathlib import Path

import pytest
import trustme

from tests.loopback import Loopback, http_reply, loopback
from wxauth_cli.wechat.endpoints import CODE_TO_SESSION
from wxauth_cli.wechat.errors import NetworkError, NotReachedError
from wxauth_cli.wechat.exchange import Exchange

SECRET = "5ec4e7" * 5 + "00"
QUERY = {"appid": "wx9a1b2c3d4e5f6071", "secret": SECRET, "js_code": "the-code"}


def send(url: str) -> dict[str, object]:
    """Send one code2Session to ``url``."""
    return Exchange(url, 5).send(CODE_TO_SESSION, QUERY)


def host(server: Loopback) -> str:
    """Return ``127.0.0.1:PORT``."""
    return server.url.partition("//")[2]


def test_refused_connection_spends_no_code() -> None:
    """Nothing listens, so nothing was sent."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    with pytest.raises(NotReachedError) as caught:
        send(f"http://127.0.0.1:{port}")

    assert str(caught.value) == (
        f"code2Session: 127.0.0.1:{port} refused the connection: nothing listens there."
    )
    assert (caught.value.reason, caught.value.code_may_be_spent) == ("refused", False)


def test_name_that_does_not_resolve_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A typing slip in api_base is a DNS failure, not a bare stack of exceptions."""

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    with pytest.raises(NotReachedError) as caught:
        send("https://api.weixin.qq.invalid")

    assert str(caught.value) == "code2Session: the name api.weixin.qq.invalid cannot be resolved."
    assert (caught.value.reason, caught.value.code_may_be_spent) == ("dns", False)


def test_wrong_certificate_is_refused() -> None:
    """A certificate that nobody signed is what a man in the middle shows."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)

    with loopback(http_reply("{}"), tls=context) as server, pytest.raises(NotReachedError) as caught:
        send(server.url)

    assert str(caught.value).startswith(
        f"code2Session: the TLS connection to {host(server)} failed: certificate refused ("
    )
    assert (caught.value.reason, caught.value.code_may_be_spent) == ("tls", False)
    assert server.requests == []


def test_authority_of_the_machine_is_trusted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A company's own authority is named in SSL_CERT_FILE."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)

    with loopback(http_reply('{"openid":"o1"}'), tls=context) as server:
        assert send(server.url) == {"openid": "o1"}


def test_https_to_a_plain_server_is_a_tls_failure() -> None:
    """https:// where the server speaks http is a slip in api_base."""
    with loopback(http_reply("{}")) as server, pytest.raises(NotReachedError) as caught:
        send(server.url.replace("http:", "https:"))

    assert caught.value.reason == "tls"


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "http://[::bad", "ftp://wechat.example"])
def test_no_error_text_holds_a_secret(url: str) -> None:
    """httpx's own texts hold the URL with the secret; ours are written anew and have no cause."""
    with pytest.raises(NetworkError) as caught:
        send(url)

    assert SECRET not in f"{caught.value} {caught.value.hint}"
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
