"""The content of one profile file: safe to trust, parsed, and checked value by value."""

import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wxauth_cli.core.errors import ConfigError
from wxauth_cli.core.message import Message, message
from wxauth_cli.profiles.checks import READERS, BadValueError
from wxauth_cli.profiles.names import did_you_mean

__all__ = ["LARGEST", "ProfileFileError", "Stored", "read_file", "unreadable"]

LARGEST = 65_536
_SECRET_KEYS = ("secret", "secret_env", "secret_command")


class ProfileFileError(ConfigError):
    """A profile's file, ``path``, cannot be read, written or trusted."""

    def __init__(self, path: Path, text: Message, hint: Message | None = None) -> None:
        super().__init__(text, hint)
        self.path = path


class Stored:
    """What a profile file holds: usable ``values``, ``problems`` with the others, ``warnings``."""

    __slots__ = ("path", "problems", "values", "warnings")

    def __init__(self, path: Path) -> None:
        self.path = path
        self.values: dict[str, Any] = {}
        self.problems: list[Message] = []
        self.warnings: list[Message] = []


def read_file(path: Path) -> Stored:
    """Read one profile file; values that cannot be used are listed, not raised.

    Raises ProfileFileError where nothing of the file can be used or trusted.
    """
    return _checked(path, _parsed(path, _safe_content(path)))


def _safe_content(path: Path) -> bytes:
    """Return the bytes of a plain file that only its owner can read."""
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            raise ProfileFileError(
                path,
                message("{path} is a symbolic link; a profile must be a file of its own.", path=path),
                message("Replace the link by a copy of the file."),
            )
        if not stat.S_ISREG(status.st_mode):
            raise ProfileFileError(
                path,
                message("{path} is not a file.", path=path),
                message("Move it away, then: wxauth profile add {name} --appid wx…", name=path.stem),
            )
        if _others_may_read(status):
            raise ProfileFileError(
                path,
                message("{path} holds a secret, but other users of this machine can read it.", path=path),
                message("chmod 600 {path}", path=_shell_word(path)),
            )
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    if len(content) > LARGEST:
        raise ProfileFileError(
            path, message("{path} is too large for a profile.", path=path), _add_again(path)
        )
    return content


def _parsed(path: Path, content: bytes) -> dict[str, Any]:
    import tomllib

    try:
        table = tomllib.loads(content.decode("utf-8-sig"))  # Windows editors put a BOM in front
    except UnicodeDecodeError as error:
        raise ProfileFileError(
            path,
            message("{path} is not UTF-8 text (byte {offset}).", path=path, offset=error.start),
            _add_again(path),
        ) from None  # the error carries the whole file
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ProfileFileError(
            path,
            message("{path} is not valid TOML: {reason}", path=path, reason=_place(error)),
            message(
                "Mend that line, or write the profile anew: wxauth profile add {name} --force --appid wx…",
                name=path.stem,
            ),
        ) from None
    if not table:
        raise ProfileFileError(path, message("{path} is empty.", path=path), _add_again(path))
    return table


def _checked(path: Path, table: Mapping[str, Any]) -> Stored:
    stored = Stored(path)
    for key, value in table.items():
        if key not in READERS:
            stored.warnings.append(_unknown_key(path, key))
            continue
        try:
            stored.values[key] = READERS[key](value)
        except BadValueError as error:
            stored.problems.append(message("{key} {reason}", key=key, reason=error.reason))
    kept = [key for key in _SECRET_KEYS if key in table]
    if len(kept) > 1:
        for key in kept:
            stored.values.pop(key, None)
        stored.problems.append(
            message(
                "only one of secret, secret_env and secret_command may be given, not {keys}",
                keys=", ".join(kept),
            )
        )
    return stored


def _unknown_key(path: Path, key: str) -> Message:
    close = did_you_mean(key, READERS)
    if close:
        return message(
            "{path}: unknown key {key} is ignored; did you mean {close}?", path=path, key=key, close=close
        )
    return message("{path}: unknown key {key} is ignored.", path=path, key=key)


def _others_may_read(status: os.stat_result) -> bool:
    """Tell whether the mode lets anyone but the owner in; Windows keeps rights elsewhere."""
    return os.name == "posix" and bool(status.st_mode & 0o077)


def _place(error: Exception) -> Message:
    """Return where the parser stopped; what it quotes may be a piece of the secret."""
    if isinstance(error, RecursionError):
        return message("nested too deeply")
    if place := re.search(r"line (\d+), column (\d+)", str(error)):
        return message("at line {line}, column {column}", line=place[1], column=place[2])
    return message("at end of document")


def _add_again(path: Path) -> Message:
    return message("Write the profile anew: wxauth profile add {name} --force --appid wx…", name=path.stem)


def unreadable(path: Path, error: OSError) -> ProfileFileError:
    """Return the error for a file or folder that the system does not let us read."""
    return ProfileFileError(
        path, message("{path} cannot be read: {reason}.", path=path, reason=error.strerror or error)
    )


def _shell_word(path: Path) -> str:
    from shlex import quote

    return quote(str(path))
