"""The key of this machine's fingerprints."""

import io
import stat
import sys
from pathlib import Path

import pytest

from wxauth_cli.environment import Environment, Stream
from wxauth_cli.fingerprint import fingerprint_key


def environment_at(folder: Path) -> Environment:
    """Return an environment whose state is in ``folder``."""
    silent = Stream(io.StringIO())
    return Environment({"WXAUTH_STATE_DIR": str(folder)}, io.BytesIO(), silent, silent)


def test_key_stays_the_same_and_private(tmp_path: Path) -> None:
    """32 bytes, mode 0600, nothing else left behind."""
    environment = environment_at(tmp_path / "state")

    keys = {fingerprint_key(environment) for _ in range(3)}

    path = tmp_path / "state" / "fingerprint.key"
    assert keys == {path.read_bytes()}
    assert list(path.parent.iterdir()) == [path]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_process_that_comes_second_takes_the_key_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes start together on a new machine: both must end with one key."""
    first = b"1" * 32

    def other_process_is_quicker(path: Path, content: bytes) -> None:
        (tmp_path / "fingerprint.key").write_bytes(first)
        path.write_bytes(content)

    monkeypatch.setattr("wxauth_cli.files.write_private", other_process_is_quicker)

    assert fingerprint_key(environment_at(tmp_path)) == first


def test_damaged_key_is_replaced(tmp_path: Path) -> None:
    """Half a key is no key."""
    (tmp_path / "fingerprint.key").write_bytes(b"short")

    key = fingerprint_key(environment_at(tmp_path))

    assert (len(key), (tmp_path / "fingerprint.key").read_bytes()) == (32, key)


def test_unwritable_state_still_gives_a_key(tmp_path: Path) -> None:
    """A read-only home costs the agreement between runs only."""
    (tmp_path / "file").write_text("")

    assert len(fingerprint_key(environment_at(tmp_path / "file"))) == 32
