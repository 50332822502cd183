"""Profiles made by the command itself, for the tests of ``wxauth profile``."""

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Ran, Run

__all__ = ["APPID", "SECRET", "add", "envelope", "profiles"]

APPID = "wx0123456789abcdef"
SECRET = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def profiles(tmp_path: Path) -> Path:
    """Return the folder in which the profiles of ``run`` stand."""
    return tmp_path / "config" / "profiles"


def add(run: Run, name: str, *options: str) -> Ran:
    """Make a profile whose secret comes through standard input."""
    return run("profile", "add", name, "--appid", APPID, "--secret-stdin", *options, stdin=SECRET.encode())


def envelope(command: str, result: dict[str, Any], exit_code: int = 0) -> dict[str, Any]:
    """Return the JSON document of a command that gave a result."""
    return {
        "schema": 1,
        "command": command,
        "ok": exit_code == 0,
        "exit_code": exit_code,
        "result": result,
        "findings": [],
        "error": None,
    }
