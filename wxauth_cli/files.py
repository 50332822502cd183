"""Files that are written whole or not at all, and that only their owner can read."""

import os
import tempfile
from pathlib import Path

__all__ = ["private_folder", "write_private"]


def private_folder(path: Path) -> Path:
    """Create ``path`` (mode 0700) with its parents where missing, and return it. Raises OSError."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def write_private(path: Path, content: bytes) -> None:
    """Replace ``path`` by ``content`` with mode 0600; a reader sees the old file or the new one.

    The bytes are on the disk before the name points at them, so a crash leaves no half file.
    Raises OSError and leaves the old file as it was.
    """
    private_folder(path.parent)
    # mkstemp creates with 0600 whatever the umask, in the same folder so that the rename is atomic
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
