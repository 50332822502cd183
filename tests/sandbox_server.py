"""``wxauth sandbox serve`` as a process of its own, for tests that need a real socket.

Use it in a test module by ``from tests.sandbox_server import served_sandbox  # noqa: F401``.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

__all__ = ["Done", "ServedSandbox", "served_sandbox"]

_SECONDS = 30


@dataclass(frozen=True)
class Done:
    """What a subprocess did."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        return json.loads(self.stdout)


@dataclass(frozen=True)
class ServedSandbox:
    """A running server, and wxauth commands pointed at it (``WXAUTH_API_BASE``)."""

    url: str
    variables: Mapping[str, str]

    def run(self, *arguments: str, stdin: str = "", over_socket: bool = True) -> Done:
        """Run ``wxauth`` as a subprocess; ``over_socket=False`` leaves ``WXAUTH_API_BASE`` unset."""
        variables = dict(self.variables)
        if over_socket:
            variables["WXAUTH_API_BASE"] = self.url
        ran = subprocess.run(
            [sys.executable, "-m", "wxauth_cli", *arguments],
            input=stdin.encode("utf-8"),
            capture_output=True,
            env=variables,
            timeout=_SECONDS,
            check=False,
        )
        return Done(ran.returncode, ran.stdout.decode("utf-8"), ran.stderr.decode("utf-8"))

    def code(self, *options: str) -> str:
        """Return a fresh login code."""
        return self.run("sandbox", "code", *options).stdout.strip()

    def phone_code(self, *options: str) -> str:
        """Return a fresh phone code."""
        return self.run("sandbox", "phone-code", *options).stdout.strip()


@pytest.fixture
def served_sandbox(tmp_path: Path) -> Iterator[ServedSandbox]:
    """Serve a sandbox with fresh state on a free port of 127.0.0.1; stop it after the test."""
    variables = {
        **{name: value for name, value in os.environ.items() if not name.startswith("WXAUTH_")},
        "WXAUTH_CONFIG_DIR": str(tmp_path / "config"),
        "WXAUTH_STATE_DIR": str(tmp_path / "state"),
        "WXAUTH_LANG": "en",
        "PYTHONIOENCODING": "utf-8",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "wxauth_cli", "sandbox", "serve", "--port", "0", "--json"],
        stdout=subprocess.PIPE,
        env=variables,
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()  # comes when the server is ready, or is empty when it died
        assert line, "wxauth sandbox serve ended before it was ready"
        yield ServedSandbox(json.loads(line)["url"], variables)
    finally:
        process.terminate()
        process.wait(_SECONDS)
        process.stdout.close()
