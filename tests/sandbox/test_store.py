"""The state survives, is private, and its troubles have names."""

import multiprocessing
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.sandbox.conftest import Clock, Server
from wxauth_cli.sandbox.errors import SandboxBusyError, SandboxDamagedError, SandboxStateError
from wxauth_cli.sandbox.service import Sandbox
from wxauth_cli.sandbox.store import FILE_NAME, Store


def test_state_survives_a_restart(tmp_path: Path) -> None:
    """A code made by one process is spent by the next."""
    with Sandbox(tmp_path, Clock()) as first:
        code = first.new_login_code()

    with Sandbox(tmp_path, Clock()) as second:
        assert "openid" in Server(second, Clock()).session(code)


def test_files_are_private(server: Server) -> None:
    """The database and what SQLite puts beside it can be read by the owner only."""
    server.sandbox.new_login_code()

    files = sorted(server.sandbox.path.parent.glob(f"{FILE_NAME}*"))
    assert [(file.name, file.stat().st_mode & 0o777) for file in files if file.suffix != ".lock"] == [
        (FILE_NAME, 0o600),
        (f"{FILE_NAME}-shm", 0o600),
        (f"{FILE_NAME}-wal", 0o600),
    ]


def test_mode_of_an_open_file_is_mended(tmp_path: Path) -> None:
    """A database that others could read is closed to them at the next use."""
    with Sandbox(tmp_path, Clock()) as sandbox:
        sandbox.new_login_code()
    (tmp_path / FILE_NAME).chmod(0o644)

    with Sandbox(tmp_path, Clock()) as sandbox:
        sandbox.new_login_code()

    assert (tmp_path / FILE_NAME).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"not a database at all, but longer than a header" * 9, b"\0" * 200])
def test_damaged_file_is_named_with_its_cure(tmp_path: Path, content: bytes) -> None:
    """The error names the file and the command that starts afresh; reset then mends it."""
    path = tmp_path / FILE_NAME
    path.write_bytes(content)

    with Sandbox(tmp_path, Clock()) as sandbox:
        with pytest.raises(SandboxDamagedError) as caught:
            sandbox.new_login_code()

        assert (caught.value.path, str(path) in str(caught.value)) == (path, True)
        assert "wxauth sandbox reset" in str(caught.value.hint)
        sandbox.reset()
        assert sandbox.new_login_code()


def test_file_damaged_in_the_middle_is_found(tmp_path: Path) -> None:
    """Pages overwritten behind an intact header are damage too."""
    with Sandbox(tmp_path, Clock()) as sandbox:
        sandbox.new_login_code()
    path = tmp_path / FILE_NAME
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)

    with Sandbox(tmp_path, Clock()) as sandbox, pytest.raises(SandboxDamagedError):
        sandbox.new_login_code()


def test_database_of_another_version_is_refused(tmp_path: Path) -> None:
    """Neither a newer schema nor a stranger's database is written to."""
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as database, database:
        database.execute("PRAGMA user_version = 99")

    with Sandbox(tmp_path, Clock()) as sandbox, pytest.raises(SandboxDamagedError) as caught:
        sandbox.new_login_code()

    assert caught.value.reason == "schema version 99, not 1"


def test_folder_that_is_a_file_is_explained(tmp_path: Path) -> None:
    """A state folder that cannot be made is a message with the system's reason."""
    (tmp_path / "state").write_text("a file")

    with Sandbox(tmp_path / "state", Clock()) as sandbox, pytest.raises(SandboxStateError) as caught:
        sandbox.new_login_code()

    assert caught.value.reason == "File exists"


def test_locked_database_is_said_to_be_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another writer that does not let go is named as the reason."""
    monkeypatch.setattr("wxauth_cli.sandbox.store._BUSY_SECONDS", 0.01)
    with (
        Sandbox(tmp_path, Clock()) as sandbox,
        closing(sqlite3.connect(sandbox.path, isolation_level=None)) as other,
    ):
        sandbox.prepare()
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(SandboxBusyError):
            sandbox.new_login_code()


def test_failed_change_is_taken_back(tmp_path: Path) -> None:
    """An exception inside a transaction undoes all of it."""
    store = Store(tmp_path / FILE_NAME)

    with pytest.raises(ZeroDivisionError), store.transaction() as database:
        database.execute("DELETE FROM apps")
        raise ZeroDivisionError

    with store.reading() as database:
        assert database.execute("SELECT count(*) FROM apps").fetchone()[0] == 1
    store.close()


def test_reset_reaches_an_open_sandbox(tmp_path: Path) -> None:
    """What one process forgets, a server that has the file open has forgotten too."""
    with Sandbox(tmp_path, Clock()) as running, Sandbox(tmp_path, Clock()) as other:
        code = running.new_login_code()

        other.reset()

        assert Server(running, Clock()).session(code)["errcode"] == 40029
        assert "openid" in Server(other, Clock()).session(running.new_login_code())


def _first_use(folder: str) -> str:
    with Sandbox(Path(folder), Clock()) as sandbox:
        return sandbox.new_login_code()


def test_first_use_by_many_processes_makes_one_database(tmp_path: Path) -> None:
    """Eight commands that start together on a machine without state all succeed."""
    with multiprocessing.get_context("spawn").Pool(8) as pool:
        codes = pool.map(_first_use, [str(tmp_path)] * 8)

    with Sandbox(tmp_path, Clock()) as sandbox:
        server = Server(sandbox, Clock())
        assert all("openid" in server.session(code) for code in codes)
