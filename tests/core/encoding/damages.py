"""Every damage that the value alone betrays and lets undo, done here the way it happens outside.

Each entry changes a healthy value and says, by its own counting, where the changed characters stand;
None means that this damage leaves this value as it is (no + to lose, no padding to strip).
"""

import random
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from urllib.parse import quote

__all__ = ["DAMAGES", "SIZES", "Done", "value_of"]

SIZES = (16, 160, 368, 384, 400)  # bytes: key or iv, phone, user-info without and with unionId
Done = tuple[str, tuple[int, ...]]  # the damaged text and the positions in it
Damage = Callable[[str], Done | None]


def value_of(size: int, seed: int) -> str:
    """Return base64 of ``size`` invented bytes; the same for the same ``seed``."""
    return b64encode(random.Random(f"{size}/{seed}").randbytes(size)).decode()  # noqa: S311


def replaced(table: Mapping[str, str]) -> Damage:
    """Return the damage that writes another text for some characters."""

    def damage(value: str) -> Done | None:
        pieces: list[str] = []
        positions: list[int] = []
        for character in value:
            if character in table:
                positions.append(sum(map(len, pieces)))
            pieces.append(table.get(character, character))
        return ("".join(pieces), tuple(positions)) if positions else None

    return damage


def percent(times: int) -> Damage:
    """Return the damage of encoding everything ``times`` times without decoding."""

    def damage(value: str) -> Done | None:
        text = value
        for _ in range(times):
            text = quote(text, safe="")
        places = tuple(place for place, character in enumerate(text) if character == "%")
        return (text, places) if places else None

    return damage


def by_python_quote(value: str) -> Done | None:
    """Percent-encode as urllib.parse.quote does: / stays, and tells that not everything was encoded."""
    text = quote(value)
    places = tuple(place for place, character in enumerate(text) if character == "%")
    return (text, places) if places and "/" in value else None


def around(before: str, after: str) -> Damage:
    """Return the damage of text copied along in front of and behind the value."""

    def damage(value: str) -> Done:
        places = ((0,) if before else ()) + ((len(before) + len(value),) if after else ())
        return before + value + after, places

    return damage


def whole(rewrite: Callable[[str], str]) -> Damage:
    """Return the damage that writes the value anew from its first character on."""
    return lambda value: (rewrite(value), (0,))


def stripped(value: str) -> Done | None:
    body = value.rstrip("=")
    return (body, (len(body),)) if body != value else None


def wrapped(width: int, mark: str) -> Damage:
    """Return the damage that puts ``mark`` behind every ``width`` characters."""

    def damage(value: str) -> Done | None:
        lines = [value[start : start + width] for start in range(0, len(value), width)]
        step = width + len(mark)
        return (
            (mark.join(lines), tuple(width + step * n for n in range(len(lines) - 1))) if lines[1:] else None
        )

    return damage


def inserted(mark: str) -> Damage:
    """Return the damage that puts ``mark`` behind the seventh and the eleventh character."""
    return lambda value: (
        value[:7] + mark + value[7:11] + mark + value[11:],
        (7, 11 + len(mark)),
    )


def first_plus_repaired(value: str) -> Done | None:
    if value.count("+") < 2:
        return None
    text = value.replace("+", " ").replace(" ", "+", 1)
    return text, tuple(place for place, character in enumerate(text) if character == " ")


def mojibake(charset: str) -> Damage:
    """Return the damage of full-width pluses whose UTF-8 bytes were read in another charset."""
    wide = "\uff0b".encode().decode(charset)
    rewrite = replaced({"+": wide})

    def damage(value: str) -> Done | None:
        done = rewrite(value)
        if done is None:
            return None
        text, places = done  # neighbours are one stretch of foreign characters
        return text, tuple(place for place in places if text[place - len(wide) : place] != wide)

    return damage


def _signed(byte: int) -> int:
    return byte - 256 if byte > 127 else byte


def _bytes_of(value: str) -> bytes:
    return b64decode(value, validate=True)


def _twice(value: str) -> Done:
    return value * 2, (len(value),)


def _joined(value: str) -> Done:
    return f"{value},{value}", (len(value),)


# name -> (the id it must be called by, what it does)
DAMAGES: dict[str, tuple[str, Damage]] = {
    "plus-to-space": ("plus-to-space", replaced({"+": " "})),
    "plus-to-space-partial": ("plus-to-space", first_plus_repaired),
    "plus-percent-once": ("plus-percent-once", replaced({"+": "%2B"})),
    "plus-percent-lower-case": ("plus-percent-once", replaced({"+": "%2b"})),
    "plus-percent-twice": ("plus-percent-twice", replaced({"+": "%252B"})),
    "percent-twice-everything": ("plus-percent-twice", percent(2)),
    "percent-thrice-everything": ("plus-percent-twice", percent(3)),
    "whole-percent-encoded": ("whole-percent-encoded", percent(1)),
    "percent-by-python-quote": ("plus-percent-once", by_python_quote),
    "equals-stripped": ("equals-stripped", stripped),
    "equals-extra": ("equals-extra", lambda value: (value + "=", (len(value),))),
    "base64url-alphabet": ("base64url-alphabet", replaced({"+": "-", "/": "_"})),
    "literal-backslash-n": ("literal-backslash-n", wrapped(64, "\\n")),
    "literal-backslash-r-n": ("literal-backslash-n", wrapped(76, "\\r\\n")),
    "json-escaped-slash": ("json-escaped", replaced({"/": "\\/"})),
    "json-escaped-u": ("json-escaped", replaced({"+": "\\u002b", "/": "\\u002F", "=": "\\u003d"})),
    "json-escaped-twice": ("json-escaped", replaced({"/": "\\\\\\/"})),
    "html-decimal": ("html-entities", replaced({"+": "&#43;", "=": "&#61;"})),
    "html-hex": ("html-entities", replaced({"+": "&#x2B;", "=": "&#x3D;", "/": "&#x2F;"})),
    "html-names": ("html-entities", replaced({"+": "&plus;", "=": "&equals;", "/": "&sol;"})),
    "double-quotes": ("quotes", around('"', '"')),
    "single-quotes": ("quotes", around("'", "'")),
    "backticks": ("quotes", around("`", "`")),
    "escaped-quotes": ("quotes", around('\\"', '\\"')),
    "curly-quotes": ("smart-quotes", around("\u201c", "\u201d")),
    "corner-brackets": ("smart-quotes", around("\u300c", "\u300d")),
    "byte-order-mark": ("invisible-characters", around("\ufeff", "")),
    "zero-width-space": ("invisible-characters", inserted("\u200b")),
    "soft-hyphen": ("invisible-characters", inserted("\u00ad")),
    "word-joiner": ("invisible-characters", inserted("\u2060")),
    "full-width-signs": ("full-width", replaced({"+": "\uff0b", "/": "\uff0f", "=": "\uff1d"})),
    "full-width-letters": (
        "full-width",
        replaced({"A": "\uff21", "b": "\uff42", "=": "\uff1d"}),
    ),
    "mojibake-latin-1": ("charset-conversion", mojibake("latin-1")),
    "mojibake-windows": ("charset-conversion", around("\ufeff".encode().decode("cp1252"), "")),
    "pasted-twice": ("pasted-twice", _twice),
    "list-joined": ("list-joined", _joined),
    "hex": ("hex-instead-of-base64", whole(lambda value: _bytes_of(value).hex())),
    "hex-upper-case": ("hex-instead-of-base64", whole(lambda value: _bytes_of(value).hex().upper())),
    "hex-with-spaces": ("hex-instead-of-base64", whole(lambda value: _bytes_of(value).hex(" "))),
    "hex-python-escapes": (
        "hex-instead-of-base64",
        whole(lambda value: "".join(f"\\x{byte:02x}" for byte in _bytes_of(value))),
    ),
    "node-buffer": ("language-repr", whole(lambda value: f"<Buffer {_bytes_of(value).hex(' ')}>")),
    "java-bytes": (
        "bytes-as-decimal",
        whole(lambda value: str([_signed(b) for b in _bytes_of(value)])),
    ),
    "python-bytes": ("bytes-as-decimal", whole(lambda value: str(list(_bytes_of(value))))),
    "go-bytes": ("bytes-as-decimal", whole(lambda value: str(list(_bytes_of(value))).replace(",", ""))),
    "node-json-buffer": (
        "bytes-as-decimal",
        whole(lambda value: f'{{"type":"Buffer","data":{list(_bytes_of(value))}}}'.replace(" ", "")),
    ),
    "base64-of-base64": ("base64-of-base64", whole(lambda value: b64encode(value.encode()).decode())),
    "python-repr": ("language-repr", around("b'", "'")),
    "php-serialize": (
        "language-repr",
        lambda value: (f's:{len(value)}:"{value}";', (0, len(f's:{len(value)}:"{value}'))),
    ),
    "jdk-serialisation": ("redis-serialiser", around("\\xAC\\xED\\x00\\x05t\\x00\\x18", "")),
    "next-field": ("surplus-text", around("", "&iv=AAAAAAAAAAAAAAAAAAAAAA==")),
    "own-name": ("surplus-text", around("encryptedData=", "")),
    "end-of-json": ("surplus-text", around("", '"}')),
    "semicolon": ("surplus-text", around("", ";")),
    "trailing-comma": ("surplus-text", around("", ",")),
}
