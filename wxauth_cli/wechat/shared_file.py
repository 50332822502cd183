"""A small JSON file that many processes change, one at a time."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from wxauth_cli.files import private_folder, write_private

__all__ = ["DamagedFileError", "SharedFile", "UnavailableError"]


class UnavailableError(Exception):
    """The file cannot be locked, read or written: a read-only folder, a full disk, a busy lock."""


class DamagedFileError(Exception):
    """The file holds something else than the JSON object it should hold."""


class SharedFile:
    """Read and replace one JSON object under a file lock (``NAME.lock`` beside it).

    ``patience`` is the longest wait for the lock, in seconds.
    """

    def __init__(self, path: Path, patience: float = 5.0) -> None:
        self.path = path
        self._patience = patience

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock. Raises UnavailableError when it cannot be had."""
        import filelock

        lock = filelock.FileLock(f"{self.path}.lock", timeout=self._patience, mode=0o600)
        try:
            private_folder(self.path.parent)
            lock.acquire()
        except (OSError, NotImplementedError, filelock.Timeout) as error:
            raise UnavailableError from error
        try:
            yield
        finally:
            lock.release()

    def read(self) -> dict[str, Any]:
        """Return the object, empty when there is no file. Raises DamagedFileError, UnavailableError."""
        try:
            document = json.loads(self.path.read_bytes())
        except FileNotFoundError:
            return {}
        except (ValueError, RecursionError):
            raise DamagedFileError from None
        except OSError as error:
            raise UnavailableError from error
        if not isinstance(document, dict):
            raise DamagedFileError
        return document

    def write(self, document: dict[str, Any]) -> None:
        """Replace the file by ``document``. Raises UnavailableError."""
        try:
            write_private(self.path, json.dumps(document).encode("ascii"))
        except OSError as error:
            raise UnavailableError from error

    def remove(self) -> bool:
        """Remove the file and tell whether there was one."""
        with suppress(OSError):
            self.path.unlink()
            return True
        return False
