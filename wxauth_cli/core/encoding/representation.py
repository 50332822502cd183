"""The right bytes in another dress: hex, decimal numbers, base64 of base64."""

import ast
import re
from collections.abc import Iterator
from itertools import islice

from wxauth_cli.core import base64_text
from wxauth_cli.core.encoding.damage import Damage, Undo
from wxauth_cli.core.encoding.health import KEY_FIELDS
from wxauth_cli.core.encoding.traced import Edit
from wxauth_cli.core.message import message, plural

__all__ = ["BASE64_OF_BASE64", "BYTES_AS_DECIMAL", "HEX", "glued_bytes"]

_HEX = re.compile(r"\s*+(?:<Buffer\s*+)?(?:(?:\\x|0x)?[0-9A-Fa-f]{2}[\s:,-]*+)++(?:>[\s;,\"'}\])]*+)?")
_HEX_PAIR = re.compile(r"(?:\\x|0x)?([0-9A-Fa-f]{2})")
_NUMBERS = re.compile(r"-?\d+")
_NUMBER_LIST = re.compile(
    r"[\s\[\](){}<>:,;\"'A-Za-z_.=-]*?(-?\d{1,3}(?:[,;\s]++-?\d{1,3}(?!\d)){15,}+)[\s\[\](){}<>,;\"']*"
)
_GLUED = re.compile(r"-?\d(?:-?\d){15,47}")
_PYTHON_SIGNS = r"""(?:\\(?:[\\'"tnr]|x[0-9a-f]{2})|[ -\[\]-~])*"""
_PYTHON_BYTES = re.compile(
    rf"""\s*(?:bytearray\()?(?P<literal>b(?P<quote>["']){_PYTHON_SIGNS}(?P=quote))\)?[\s;,]*"""
)
_NUMBER_OF_DIGITS = tuple(re.compile(number) for number in (r"0|-?[1-9]", r"-?[1-9]\d", r"-?[1-9]\d\d"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_TEXT_OF_VALUE = re.compile(rb"[A-Za-z0-9+/=]{22,}")  # random bytes look so once in 2^44
_MOST_CUTTINGS = 64


def _hex(text: str, field: str) -> Iterator[Undo]:
    if not _HEX.fullmatch(text):
        return
    data = bytes(int(pair, 16) for pair in _HEX_PAIR.findall(text.replace("Buffer", "")))
    restored = _restored(data, field)
    if restored is None:
        return
    evidence = plural(
        "{count} byte written in hexadecimal.", "{count} bytes written in hexadecimal.", len(data)
    )
    # an AppSecret has 32 hex digits too
    also = ("appsecret-as-key",) if field == "session_key" and len(text) == 32 else ()
    edit = Edit(0, len(text), restored)
    yield Undo((edit,), evidence, also=also, id="language-repr" if "Buffer" in text else None)


def _decimal(text: str, field: str) -> Iterator[Undo]:
    yield from _python_bytes(text, field)
    if match := _NUMBER_LIST.fullmatch(text):
        numbers = [int(number) for number in _NUMBERS.findall(match[1])]
        if all(-128 <= number <= 255 for number in numbers):
            yield from _from_numbers(text, bytes(number & 255 for number in numbers), field)
    elif field in KEY_FIELDS and _GLUED.fullmatch(text):
        for data in islice(glued_bytes(text), _MOST_CUTTINGS):
            yield from _from_numbers(text, data, field)


def _python_bytes(text: str, field: str) -> Iterator[Undo]:
    """Undo ``repr`` of raw bytes, which is never without escapes; that of a text is undone elsewhere."""
    match = _PYTHON_BYTES.fullmatch(text)
    if match is None or "\\" not in text:
        return
    try:
        data = ast.literal_eval(match["literal"])
    except (ValueError, SyntaxError):
        return
    restored = _restored(data, field)
    if restored is not None:
        evidence = message(
            "A language's own notation {start}… stands around the value.", start=text[: match.end("quote")]
        )
        yield Undo((Edit(0, len(text), restored),), evidence, id="language-repr")


def _from_numbers(text: str, data: bytes, field: str) -> Iterator[Undo]:
    restored = _restored(data, field)
    if restored is not None:
        evidence = plural(
            "{count} byte written as a decimal number.",
            "{count} bytes written as decimal numbers.",
            len(data),
        )
        yield Undo((Edit(0, len(text), restored),), evidence)


def glued_bytes(text: str) -> Iterator[bytes]:
    """Yield the 16 bytes that ``text`` may be when it is their decimal numbers without separators.

    Half of all keys can be cut in up to eight ways, one in a hundred in more than 1,700.
    """
    if _GLUED.fullmatch(text):
        for cutting in _cuttings(text, 16):
            yield bytes(number & 255 for number in cutting)


def _cuttings(digits: str, parts: int) -> Iterator[list[int]]:
    """Yield the ways to cut ``digits`` into ``parts`` numbers without leading zeros.

    They are 0..255, or -128..127 where a sign stands among them.
    """
    lowest, highest = (-128, 127) if "-" in digits else (0, 255)
    pending: list[tuple[int, list[int]]] = [(0, [])]
    while pending:
        start, numbers = pending.pop()
        left, needed = len(digits) - start, parts - len(numbers)
        if not needed <= left <= 4 * needed:
            continue
        if not needed:
            yield numbers
            continue
        for match in (number.match(digits, start) for number in _NUMBER_OF_DIGITS):
            if match and lowest <= int(match[0]) <= highest:
                pending.append((match.end(), [*numbers, int(match[0])]))


def _base64_of_base64(text: str, _field: str) -> Iterator[Undo]:
    try:
        inner = base64_text.decode(text).decode("utf-8")
    except (base64_text.Base64Error, UnicodeDecodeError):
        return
    # what was encoded twice may have been damaged in between, so the inner text need not be clean
    if len(inner) >= 16 and not _CONTROL.search(inner):
        edit = Edit(0, len(text), inner)
        yield Undo((edit,), message("The decoded value is base64 again: it was encoded twice."))


def _restored(data: bytes, field: str) -> str | None:
    """Return the value whose bytes, or the bytes of whose text, were written out."""
    if _TEXT_OF_VALUE.fullmatch(data):
        return data.decode("ascii")
    return base64_text.encode(data) if _fits(data, field) else None


def _fits(data: bytes, field: str) -> bool:
    if field in KEY_FIELDS:
        return len(data) == 16
    half = len(data) // 2  # given twice: another damage, undone first
    # a phone code has 64 hex digits, 32 bytes
    return len(data) >= 48 and len(data) % 16 == 0 and data[:half] != data[half:]


HEX = Damage("hex-instead-of-base64", _hex)
BYTES_AS_DECIMAL = Damage("bytes-as-decimal", _decimal)
BASE64_OF_BASE64 = Damage("base64-of-base64", _base64_of_base64)
