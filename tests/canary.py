"""Recognisable secrets, and the search for them in everything that a run leaves behind."""

import base64
import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

from tests.conftest import Ran

__all__ = [
    "ACCESS_TOKEN",
    "APPID",
    "APPSECRET",
    "FORMATS",
    "SECRETS",
    "SESSION_KEY",
    "leaks_in",
    "leaks_in_files",
    "logged",
    "searched",
]

APPID = "wx9a1b2c3d4e5f6071"
APPSECRET = "5ec4e7ca4a4170feedface0badf00d42"
SESSION_KEY = "CaNaRy+/SessiOnKey+/aQ=="
ACCESS_TOKEN = "92_CanaryAccessToken-" + "kL0wEr_Up9" * 12
SECRETS = (APPSECRET, SESSION_KEY, ACCESS_TOKEN)

FORMATS = (("-vv",), ("--json", "-v"), ("--lang", "zh", "-v"))
_PIECE = 14  # so many characters of a secret in a row are a leak of their own


def leaks_in(text: str, secrets: Iterable[str] = SECRETS) -> list[str]:
    """Return the spellings of ``secrets`` that stand in ``text``, pieces of them too."""
    return [form for secret in secrets for form in _spellings(secret) if form in text]


def leaks_in_files(folder: Path, secrets: Iterable[str] = SECRETS) -> list[str]:
    """Search every file's name and content, but those that are there to keep secrets.

    These are the profiles, the token cache and the sandbox's own database.
    """
    kept = ("config/profiles/", "state/tokens/", "state/sandbox.sqlite3", "given/")
    found = []
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith(kept):
            content = name + "\n" + path.read_bytes().decode("latin-1")
            found += [f"{name}: {leak}" for leak in leaks_in(content, list(secrets))]
    return found


def _spellings(secret: str) -> set[str]:
    pieces = {secret[start : start + _PIECE] for start in range(len(secret) - _PIECE + 1)}
    percent = quote(secret, safe="")
    data = secret.encode()
    escaped = json.dumps(secret)[1:-1].replace("/", "\\/")
    return pieces | {
        percent,
        percent.replace("%2B", "%2b").replace("%2F", "%2f").replace("%3D", "%3d"),
        quote_plus(percent),
        escaped,
        secret.replace("+", "\\u002b").replace("/", "\\u002f"),
        secret.replace("+", " "),
        secret.upper(),
        secret.lower(),
        secret.swapcase(),
        base64.b64encode(data).decode().rstrip("="),
        base64.urlsafe_b64encode(data).decode().rstrip("="),
        data.hex(),
    }


def searched(ran: Ran, command_line: Sequence[str]) -> None:
    """Fail when a run showed a secret, or a traceback."""
    assert leaks_in(ran.stdout) == [], (command_line, ran.stdout)
    assert leaks_in(ran.stderr) == [], (command_line, ran.stderr)
    assert "Traceback" not in ran.stdout + ran.stderr, command_line


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture(autouse=True)
def logged() -> Iterator[_Collector]:
    """Listen to every logger at the lowest level, as a program that embeds wxauth may do."""
    collector, logger = _Collector(), logging.getLogger()
    before = logger.level
    logger.addHandler(collector)
    logger.setLevel(logging.DEBUG)
    yield collector
    logger.removeHandler(collector)
    logger.setLevel(before)
    assert leaks_in("\n".join(collector.lines)) == []
