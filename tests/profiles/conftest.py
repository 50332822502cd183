"""Profiles of a folder that only the test knows."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from wxauth_cli.environment import Environment, Stream

APPID = "wx0123456789abcdef"
SECRET = "0123456789abcdef0123456789abcdef"

Put = Callable[..., Path]
Around = Callable[..., Environment]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the configuration folder."""
    return tmp_path / "config"


@pytest.fixture
def put(folder: Path) -> Put:
    """Write a profile file by hand: ``put("dev", 'appid = "wx…"')``."""

    def write(name: str, content: str | bytes, mode: int = 0o600) -> Path:
        path = folder / "profiles" / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        path.chmod(mode)
        return path

    return write


@pytest.fixture
def around(folder: Path) -> Around:
    """Return an environment with the given variables: ``around(WXAUTH_APPID="wx…")``."""

    def environment(**variables: str) -> Environment:
        return Environment(
            variables={"WXAUTH_CONFIG_DIR": str(folder), **variables},
            stdin=io.BytesIO(),
            stdout=Stream(io.StringIO()),
            stderr=Stream(io.StringIO()),
        )

    return environment
