"""The state survives, is private, and its troubles have names."""

import multiprocessing
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.sandbox.conftest import Clock, Server
from wxauth_cli.sandbox.errors import SandboxBusyError, SandboxDamagedError, SandboxStateError
from wxauth_cli.sandbox.kinds import PayloadKind
from wxauth_cli.sandbox.service import Sandbox
from wxauth_cli.sandbox.store import FILE_NAME, Store

# what the first version wrote
VERSION_1 = """
CREATE TABLE apps (appid TEXT PRIMARY KEY, secret TEXT NOT NULL);
INSERT INTO apps VALUES('wx73616e64626f7800','73616e64626f7873616e64626f787300');
CREATE TABLE codes (code TEXT PRIMARY KEY, kind TEXT NOT NULL, appid TEXT NOT NULL, user TEXT NOT NULL,
    session_id INTEGER, created_at REAL NOT NULL, expires_at REAL NOT NULL, used_at REAL, used_by TEXT);
INSERT INTO codes
    VALUES('0old','login','wx73616e64626f7800','demo',1,1700000500.0,1700000800.0,NULL,NULL);
CREATE TABLE forced_refreshes (appid TEXT NOT NULL, at REAL NOT NULL);
CREATE TABLE sessions (id INTEGER PRIMARY KEY, appid TEXT NOT NULL, user TEXT NOT NULL,
    openid TEXT NOT NULL, session_key TEXT NOT NULL, created_at REAL NOT NULL, retired_at REAL);
INSERT INTO sessions
    VALUES(1,'wx73616e64626f7800','demo','oOld','b2xkLWtleS1vbGQta2V5IQ==',1700000500.0,NULL);
CREATE TABLE tokens (token TEXT PRIMARY KEY, kind TEXT NOT NULL, appid TEXT NOT NULL,
    created_at REAL NOT NULL, expires_at REAL NOT NULL, retired_at REAL);
CREATE TABLE users (name TEXT PRIMARY KEY, nickname TEXT NOT NULL, avatar_url TEXT NOT NULL,
    phone_number TEXT NOT NULL, country_code TEXT NOT NULL, unionid TEXT);
INSERT INTO users VALUES('demo','小满🌱','https://x','13800138000','86',NULL);
CREATE UNIQUE INDEX current_session ON sessions (appid, user) WHERE retired_at IS NULL;
CREATE INDEX tokens_of_app ON tokens (appid, kind, expires_at);
CREATE INDEX refreshes_of_app ON forced_refreshes (appid, at);
PRAGMA user_version = 1;
"""


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
    assert [(file.name, file.stat().st_mode & 0o777) for file in files] == [
        (FILE_NAME, 0o600),
        (f"{FILE_NAME}-shm", 0o600),
        (f"{FILE_NAME}-wal", 0o600),
        (f"{FILE_NAME}.lock", 0o600),
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

    assert caught.value.reason == "schema version 99, not 2"


def test_database_of_version_1_keeps_what_it_holds(tmp_path: Path) -> None:
    """A code and a session of the first version are good after the tables were changed."""
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as database, database:
        database.executescript(VERSION_1)

    with Sandbox(tmp_path, Clock()) as sandbox:
        server = Server(sandbox, Clock())
        assert server.session("0old")["session_key"] == "b2xkLWtleS1vbGQta2V5IQ=="
        assert sandbox.new_payload(PayloadKind.PHONE)["session_key"] == "b2xkLWtleS1vbGQta2V5IQ=="
        assert server.stable()["expires_in"] == 7200


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
