"""Who may drive the sandbox."""

import pytest

from wxauth_cli.sandbox.guard import is_welcome


@pytest.mark.parametrize("client", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost", "LOCALHOST:1", "[::1]:80", "[::1]"])
def test_programs_on_this_machine_are_welcome(client: str, host: str) -> None:
    """Over IPv4 and IPv6, by any name of the loopback."""
    assert is_welcome(client, {"host": host})


@pytest.mark.parametrize(
    "headers",
    [{"origin": "http://127.0.0.1:8765"}, {"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}],
)
def test_our_own_page_is_welcome(headers: dict[str, str]) -> None:
    """A page that this sandbox served, and an address typed into the browser."""
    assert is_welcome("127.0.0.1", {"host": "127.0.0.1:8765", **headers})


@pytest.mark.parametrize("client", ["192.0.2.1", "", "localhost", "::2", "in-process"])
def test_other_machines_are_not(client: str) -> None:
    """Only a loopback address is this machine."""
    assert not is_welcome(client, {"host": "127.0.0.1"})


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"host": ""},
        {"host": "evil.example"},
        {"host": "127.0.0.1.evil.example"},
        {"host": "localhost.evil.example:80"},
        {"host": "evil.example@127.0.0.1"},
        {"host": "127.0.0.1@evil.example"},
        {"host": "[::1"},
        {"host": "0.0.0.0"},  # noqa: S104
        {"host": "127.0.0.1", "origin": "https://evil.example"},
        {"host": "127.0.0.1", "origin": "null"},
        {"host": "127.0.0.1:1", "origin": "http://127.0.0.1:2"},
        {"host": "127.0.0.1:1", "origin": "http://localhost:1"},
        {"host": "127.0.0.1", "origin": ""},
        {"host": "127.0.0.1", "sec-fetch-site": "cross-site"},
        {"host": "127.0.0.1", "sec-fetch-site": "same-site"},
    ],
)
def test_web_pages_are_not(headers: dict[str, str]) -> None:
    """Foreign pages, rebound names, frames without origin, and other servers on this machine."""
    assert not is_welcome("127.0.0.1", headers)
