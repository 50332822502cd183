"""Pasted text of any size, piece by piece: a day's log is searched in the memory of a few pages."""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from wxauth_cli.core.errors import InputError
from wxauth_cli.core.explain.cleaning import without_terminal_codes
from wxauth_cli.core.message import message
from wxauth_cli.runtime import Runtime

__all__ = ["pieces_of"]

LIMIT = 256 * 1024 * 1024  # bytes; a pipe may never end
_CHUNK = 1024 * 1024
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def pieces_of(name: str, runtime: Runtime) -> Iterator[str]:
    """Yield the text of a file or of standard input (``-``) in pieces that end at line ends.

    Bytes that are no text become replacement characters: a message may stand between them. What
    follows ``LIMIT`` is left unread, with a warning. Raises InputError for a file that cannot be read.
    """
    try:
        if name == "-":
            if runtime.environment.stdin_is_terminal:
                runtime.note(
                    message("Paste the text, then press Enter and Ctrl-D (on Windows: Ctrl-Z, Enter).")
                )
            yield from _pieces(runtime.environment.stdin, runtime)
        else:
            with Path(name).open("rb") as stream:
                yield from _pieces(stream, runtime)
    except (OSError, ValueError) as error:  # a closed descriptor gives ValueError
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(message("{name} cannot be read ({reason})", name=name, reason=reason)) from error


def _pieces(stream: BinaryIO, runtime: Runtime) -> Iterator[str]:
    decoder: codecs.IncrementalDecoder | None = None
    left, read = "", 0
    while read < LIMIT and (chunk := stream.read(_CHUNK)):
        read += len(chunk)
        if decoder is None:
            encoding = next((name for mark, name in _MARKS if chunk.startswith(mark)), "utf-8")
            decoder = codecs.getincrementaldecoder(encoding)("replace")
        text = left + decoder.decode(chunk)
        whole, newline, left = text.rpartition("\n")
        if len(left) > _CHUNK:  # one endless line: cut it, so that memory stays bounded
            whole, left = left, ""
        if whole or newline:
            yield without_terminal_codes(whole + newline)
    if read >= LIMIT and stream.read(1):
        runtime.warn(
            message("Only the first {size} MiB were looked at.", size=LIMIT // (1024 * 1024)),
        )
    if left:
        yield without_terminal_codes(left)
