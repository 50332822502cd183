"""Text from a file or a pipe: the edge where bytes become characters."""

import stat
from pathlib import Path
from typing import BinaryIO, NamedTuple

from wxauth_cli.core.errors import InputError
from wxauth_cli.core.message import Message, message
from wxauth_cli.decoding import decode
from wxauth_cli.runtime import Runtime

__all__ = ["LIMIT", "InputText", "read_input", "read_stdin"]

LIMIT = 64 * 1024 * 1024  # bytes; a payload has a few hundred, and the readers hold all of it at once
_CHUNK = 1024 * 1024
# process substitution, <(command), hands over a pipe by one of these names
_PIPE_FOLDERS = ("/dev/fd/", "/proc/self/fd/", "/dev/stdin")


class InputText(NamedTuple):
    """What was read: the text, the label for messages, and what had to be decided about it."""

    text: str
    source: str
    notes: tuple[Message, ...] = ()


def read_input(name: str, runtime: Runtime, *, limit: int = LIMIT) -> InputText:
    """Return the text of the file ``name``, or of standard input for ``-``.

    Nothing is trimmed but a byte order mark. Raises InputError for what is missing, not readable,
    empty, longer than ``limit`` bytes, or not text.
    """
    if name == "-":
        return _decoded(_from_stdin(runtime, limit), "<stdin>")
    return _decoded(_from_file(name, limit), name)


def read_stdin(runtime: Runtime, size: int) -> bytes:
    """Return at most ``size`` bytes of standard input. Raises InputError when it cannot be read."""
    try:
        return runtime.environment.stdin.read(size)
    except (OSError, ValueError) as error:  # a closed descriptor gives ValueError
        raise InputError(
            message("standard input cannot be read ({reason})", reason=_reason(error))
        ) from error


def _decoded(data: bytes, source: str) -> InputText:
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise InputError(
            message("{source} is empty", source=source),
            message("Save the request body or the log line there, or pipe it: wxauth decrypt -"),
        )
    text, notes = decode(data, source)
    return InputText(text, source, notes)


def _from_stdin(runtime: Runtime, limit: int) -> bytes:
    if runtime.environment.stdin_is_terminal:
        runtime.note(
            message("Paste the payload, then press Enter and Ctrl-D (on Windows: Enter, Ctrl-Z, Enter).")
        )
    try:
        return _limited(runtime.environment.stdin, "<stdin>", limit)
    except (OSError, ValueError) as error:  # a closed descriptor gives ValueError
        raise InputError(
            message("standard input cannot be read ({reason})", reason=_reason(error))
        ) from error


def _from_file(name: str, limit: int) -> bytes:
    path = Path(name)
    try:
        status = path.stat()
        _refuse_special(name, status.st_mode)
        if stat.S_ISREG(status.st_mode) and status.st_size > limit:  # known without reading a byte
            raise _too_long(name, limit)
        with path.open("rb") as stream:
            return _limited(stream, name, limit)
    except FileNotFoundError as error:
        raise InputError(
            message("there is no file {name}", name=name if len(name) <= 80 else name[:77] + "…"),
            message("This is a payload, not a file name: pipe it, as in pbpaste | wxauth decrypt -")
            if _looks_like_a_payload(name)
            else message("Check the name, or pipe the payload: wxauth decrypt -"),
        ) from error
    except PermissionError as error:
        raise InputError(
            message("{name} cannot be read: it belongs to somebody else or its mode forbids it", name=name),
            message("Look at it with: ls -l {name}", name=name),
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise InputError(
            message("{name} cannot be read ({reason})", name=name, reason=_reason(error))
        ) from error


def _refuse_special(name: str, mode: int) -> None:
    if stat.S_ISREG(mode) or (stat.S_ISFIFO(mode) and name.startswith(_PIPE_FOLDERS)):
        return
    if stat.S_ISDIR(mode):
        raise InputError(
            message("{name} is a directory", name=name),
            message("Name the payload file in it, one file at a time"),
        )
    raise InputError(
        message("{name} is a device, pipe or socket and not a file: it may never end", name=name),
        message("Pipe what comes out of it: … | wxauth decrypt -"),
    )


def _limited(stream: BinaryIO, source: str, limit: int) -> bytes:
    """Read to the end, but at most one byte more than ``limit``: an endless pipe stops there."""
    data = bytearray()
    while chunk := stream.read(min(_CHUNK, limit + 1 - len(data))):
        data += chunk
        if len(data) > limit:
            raise _too_long(source, limit)
    return bytes(data)


def _too_long(source: str, limit: int) -> InputError:
    return InputError(
        message(
            "{source} is larger than {limit} MiB, and a payload has a few hundred bytes",
            source=source,
            limit=limit // (1024 * 1024),
        ),
        message("Cut the payload out of it, for example: grep encryptedData FILE | wxauth decrypt -"),
    )


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _looks_like_a_payload(name: str) -> bool:
    return not name.startswith("-") and ("://" in name or "{" in name or ("=" in name and len(name) > 20))
