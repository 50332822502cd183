"""Bytes to text: UTF-8 first, then what Windows editors and Chinese systems write.

Values are ASCII when they are healthy, so the choice decides nothing about them; it matters for
rawData, and for positions, which must stay those of the input.
"""

import re

from wxauth_cli.core.errors import InputError
from wxauth_cli.core.message import Message, message

__all__ = ["decode"]

_MARKS = (
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_ARCHIVES = (
    (b"\x1f\x8b", "gzip", "gzip -dc"),
    (b"\x28\xb5\x2f\xfd", "zstd", "zstd -dc"),
    (b"BZh", "bzip2", "bzip2 -dc"),
    (b"\xfd7zXZ\0", "xz", "xz -dc"),
    (b"PK\x03\x04", "zip", "unzip -p"),
)
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1b\x08"))
_CHINESE = "[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\u2010-\u2026\x00-\x7f]*+"
_SAMPLE = 64 * 1024


def decode(data: bytes, source: str) -> tuple[str, tuple[Message, ...]]:
    """Return the text of ``data`` and what had to be decided. Raises InputError when it is no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_mark(data[len(mark) :], encoding, source)
    unmarked = _utf16_without_mark(data)
    if unmarked:
        return _with_mark(data, unmarked, source)
    _refuse_binary(data, source)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        return _not_utf8(data, error.start, source)


def _with_mark(data: bytes, encoding: str, source: str) -> tuple[str, tuple[Message, ...]]:
    if encoding == "utf-8":
        _refuse_binary(data, source)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            return _not_utf8(data, error.start, source)
        raise InputError(
            message(
                "{source} begins like {encoding} text but is not", source=source, encoding=encoding.upper()
            ),
            message("Save it again as UTF-8"),
        ) from error
    if "\0" in text:
        raise _binary(source)
    note = message("{source} was read as {encoding}", source=source, encoding=encoding.upper())
    return text, () if encoding == "utf-8" else (note,)


def _utf16_without_mark(data: bytes) -> str | None:
    """Recognise UTF-16 by the zero bytes of its ASCII characters, all on one side."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 4 or len(data) % 2:
        return None
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if high > 0.6 * half and low == 0:
        return "utf-16-le"
    return "utf-16-be" if low > 0.6 * half and high == 0 else None


def _refuse_binary(data: bytes, source: str) -> None:
    for magic, name, command in _ARCHIVES:
        if data.startswith(magic):
            raise InputError(
                message("{source} is compressed ({name})", source=source, name=name),
                message(
                    "Unpack it first: {command} {source} | wxauth decrypt -", command=command, source=source
                ),
            )
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    if b"\0" in data or controls > len(sample) // 10:
        raise _binary(source)


def _binary(source: str) -> InputError:
    return InputError(
        message("{source} is binary: it holds bytes that no text has", source=source),
        message("Give the text of the request or log; raw cipher bytes must be base64 first: base64 FILE"),
    )


def _not_utf8(data: bytes, start: int, source: str) -> tuple[str, tuple[Message, ...]]:
    """Read as GB18030 where that gives Chinese, else keep each odd byte as one character."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = None
    if text is not None and re.fullmatch(_CHINESE, text):
        return text, (message("{source} is not UTF-8 and was read as GB18030", source=source),)
    kept = data.decode("utf-8", "surrogateescape")
    latin = {0xDC00 + byte: byte for byte in range(0x80, 0x100)}
    note = message(
        "{source} is not valid UTF-8 (first at byte {offset}); each odd byte is kept as one character",
        source=source,
        offset=start,
    )
    return kept.translate(latin), (note,)
