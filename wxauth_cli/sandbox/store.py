"""The sandbox's memory: one SQLite file that many processes and threads may use at once.

Write-ahead logging keeps readers and the one writer apart and survives ``kill -9``; the file holds
session_keys and tokens (invented ones, but people judge by looks), so only its owner can read it.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from wxauth_cli.core.errors import WxauthError
from wxauth_cli.files import private_folder
from wxauth_cli.sandbox import schema
from wxauth_cli.sandbox.errors import SandboxBusyError, SandboxDamagedError, SandboxStateError

__all__ = ["FILE_NAME", "Store"]

FILE_NAME = "sandbox.sqlite3"
_BUSY_SECONDS = 15.0
_BUSY = {"SQLITE_BUSY", "SQLITE_LOCKED"}
_UNUSABLE = {"SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_PERM"}


class Store:
    """Open the database at its first use, and run every change as one transaction.

    All methods raise :class:`SandboxStateError` when the file cannot be used. One connection behind
    a lock serves all threads: SQLite has a single writer anyway, and the calls are short.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = RLock()
        self._connection: sqlite3.Connection | None = None

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Hand out the database with the write lock taken; commit at the end, roll back on any exception.

        Inside another transaction of the same thread it is a part of that one: an exception takes back
        the inner part only.
        """
        with self.reading() as database:
            inner = database.in_transaction
            database.execute("SAVEPOINT inner" if inner else "BEGIN IMMEDIATE")
            try:
                yield database
                database.execute("RELEASE inner" if inner else "COMMIT")
            except BaseException:
                if database.in_transaction:  # a full disk has ended it already
                    for statement in ("ROLLBACK TO inner", "RELEASE inner") if inner else ("ROLLBACK",):
                        database.execute(statement)
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Hand out the database for single statements that change nothing."""
        with self._lock:
            try:
                if self._connection is None:
                    self._connection = self._open()
                yield self._connection
            except sqlite3.Error as error:
                raise self._explained(error) from error
            except TimeoutError as error:
                raise SandboxBusyError(self.path, "locked") from error
            except OSError as error:
                raise SandboxStateError(self.path, error.strerror or type(error).__name__) from error

    def reset(self) -> None:
        """Forget everything: empty the tables, or remove the file when it is damaged.

        Emptying reaches a server that has the file open as well; only a file beyond use is removed.
        """
        try:
            with self.transaction() as database:
                schema.empty(database)
        except SandboxDamagedError:
            self._remove()

    def close(self) -> None:
        """Close the database; the next use opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _open(self) -> sqlite3.Connection:
        private_folder(self.path.parent)
        self._create_private_file()
        # the lock above keeps the threads apart; transactions are begun and ended by hand
        database = sqlite3.connect(
            self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            database.row_factory = sqlite3.Row
            self._prepare(database)
        except BaseException:
            database.close()
            raise
        return database

    def _create_private_file(self) -> None:
        # SQLite would create it by the umask; its -wal and -shm files take over the mode of this one
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if hasattr(os, "fchmod"):
                os.fchmod(descriptor, 0o600)
        finally:
            os.close(descriptor)

    def _prepare(self, database: sqlite3.Connection) -> None:
        if schema.version_of(database) != schema.VERSION:
            self._create_tables(database)
        database.execute("PRAGMA synchronous = NORMAL")  # with WAL: safe against kill -9, no fsync a call

    def _create_tables(self, database: sqlite3.Connection) -> None:
        from filelock import FileLock

        # the busy timeout does not cover the change to WAL: two first commands at once would collide
        with FileLock(f"{self.path}.lock", timeout=_BUSY_SECONDS, mode=0o600):
            version = schema.version_of(database)
            if version == schema.VERSION:
                return
            if version != 1 and not (version == 0 and schema.is_fresh(database)):
                raise SandboxDamagedError(self.path, f"schema version {version}, not {schema.VERSION}")
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("BEGIN IMMEDIATE")
            schema.migrate(database) if version else schema.create(database)
            database.execute("COMMIT")

    def _remove(self) -> None:
        self.close()
        try:
            for ending in ("", "-wal", "-shm"):
                Path(f"{self.path}{ending}").unlink(missing_ok=True)
        except OSError as error:
            raise SandboxStateError(self.path, error.strerror or type(error).__name__) from error

    def _explained(self, error: sqlite3.Error) -> WxauthError:
        name = getattr(error, "sqlite_errorname", "") or ""
        family = "_".join(name.split("_")[:2])  # SQLITE_IOERR_WRITE is an SQLITE_IOERR
        if family in _BUSY:
            return SandboxBusyError(self.path, str(error))
        if family in _UNUSABLE:
            return SandboxStateError(self.path, str(error))
        return SandboxDamagedError(self.path, str(error))
