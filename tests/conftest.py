"""One command, run in this process with an environment of its own."""

import io
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from wxauth_cli.cli import main
from wxauth_cli.environment import Environment, Stream

NOW = 1_700_000_600.0  # ten minutes after the watermark of the invented vectors


@dataclass(frozen=True)
class Ran:
    """What a command did: exit code and both streams, whole."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        return json.loads(self.stdout)


Run = Callable[..., Ran]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option of ``tests/test_golden.py``."""
    parser.addoption("--write-golden", action="store_true", help="write tests/golden/*.txt anew")


@pytest.fixture(autouse=True)
def no_settings_of_the_developer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Stop the developer's own profiles, secrets, proxies and language from leaking into a test."""
    for name in list(os.environ):
        if name.startswith("WXAUTH_") or name.lower().endswith("_proxy") or name in ("LANG", "LC_ALL"):
            monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("WXAUTH_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("WXAUTH_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("TERMINAL_WIDTH", "100")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run ``wxauth`` in this process: ``run("decrypt", "-", stdin=b"…", clock=lambda: 0)``."""

    def run_command(
        *arguments: str,
        stdin: bytes = b"",
        variables: Mapping[str, str] | None = None,
        clock: Callable[[], float] = lambda: NOW,
        hidden: str = "",
        terminal: bool = False,
        encoding: str = "utf-8",
    ) -> Ran:
        out = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="")
        err = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="")
        environment = Environment(
            variables={
                "WXAUTH_CONFIG_DIR": str(tmp_path / "config"),
                "WXAUTH_STATE_DIR": str(tmp_path / "state"),
                "TZ": "UTC",
                **(variables or {}),
            },
            stdin=io.BytesIO(stdin),
            stdout=Stream(out, is_terminal=terminal, width=100),
            stderr=Stream(err, is_terminal=terminal, width=100),
            stdin_is_terminal=terminal,
            clock=clock,
            sleep=lambda seconds: None,
            ask_hidden=lambda prompt: hidden,
        )
        code = main(list(arguments), environment)
        return Ran(code, _text(out, encoding), _text(err, encoding))

    return run_command


def _text(stream: io.TextIOWrapper, encoding: str) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode(encoding)
