"""A forgiving parser for JSON and what looks like it: JavaScript literals, JSON5, Python's repr.

It keeps what the standard parser loses: how each string was written, repeated names, and where a
value ends in a longer text. Time is linear in the text read.
"""

import re
from typing import Any

from wxauth_cli.core.reading.documents import LiteralError, Number, Pairs, Text

__all__ = ["parse_at", "parse_whole", "unescape"]

_DEEPEST = 60
_SPACE = re.compile(r"(?:[\s\ufeff]++|//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/)*+")
_STRINGS = {
    '"': re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"', re.DOTALL),
    "'": re.compile(r"'([^'\\]*+(?:\\.[^'\\]*+)*+)'", re.DOTALL),
    "`": re.compile(r"`([^`\\]*+(?:\\.[^`\\]*+)*+)`", re.DOTALL),
}
_JOIN = re.compile(r"\s*+(?:[+.]\s*+)?(?=[\"'`])")
_PREFIX = re.compile(r"[bBuUrR](?=[\"'])")
_IDENTIFIER = re.compile(r"[A-Za-z_$][\w$.-]*+|[0-9]++")
_NUMBER = re.compile(r"[-+]?(?:[0-9][0-9_]*+(?:\.[0-9]*+)?+|\.[0-9]++)(?:[eE][-+]?[0-9]++)?+n?")
_WORDS = {
    "true": True, "false": False, "null": None, "undefined": None,
    "True": True, "False": False, "None": None, "NaN": None,
}  # fmt: skip
_WORD = re.compile("|".join(f"{word}\\b" for word in _WORDS))
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|u\{([0-9a-fA-F]{1,6})\}|(\r\n|.))", re.DOTALL)
_SIMPLE = {
    '"': '"', "'": "'", "`": "`", "\\": "\\", "/": "/",
    "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "\n": "", "\r\n": "",
}  # fmt: skip
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def parse_whole(text: str) -> Any:
    """Return the one value that ``text`` is; a ``;`` may follow it. Raises LiteralError."""
    node, end = parse_at(text, 0)
    end = _after_space(text, end)
    if end < len(text) and text[end : end + 1] != ";":
        raise LiteralError(end)
    return node


def parse_at(text: str, start: int, deepest: int = _DEEPEST) -> tuple[Any, int]:
    """Return the value that begins at ``start`` and the position behind it. Raises LiteralError.

    ``deepest`` bounds the nesting, and with it the text that is read in vain.
    """
    return _value(text, _after_space(text, start), _DEEPEST - deepest)


def unescape(raw: str) -> str:
    """Return what a string literal stands for; an escape nobody defines stays as it is."""
    if "\\" not in raw:
        return raw
    plain = _ESCAPE.sub(_unescape_one, raw)
    return _SURROGATES.sub(_join_surrogates, plain)


def _unescape_one(match: re.Match[str]) -> str:
    digits = match[1] or match[2] or match[3]
    if digits is None:
        return _SIMPLE.get(match[4], match[0])
    number = int(digits, 16)
    return chr(number) if number < 0x110000 else match[0]


def _join_surrogates(match: re.Match[str]) -> str:
    return match[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _after_space(text: str, start: int) -> int:
    match = _SPACE.match(text, start)
    return match.end() if match else start


def _value(text: str, start: int, depth: int) -> tuple[Any, int]:
    opening = text[start : start + 1]
    if depth > _DEEPEST:
        raise LiteralError(start)
    if opening == "{":
        return _object(text, start + 1, depth)
    if opening == "[":
        return _array(text, start + 1, depth)
    if opening in _STRINGS:
        return _string(text, start)
    prefix = _PREFIX.match(text, start)
    if prefix:
        node, end = _string(text, prefix.end())
        return (text[start:end] if prefix[0] in "bB" else node), end  # b'…' is a find of its own
    word = _WORD.match(text, start)
    if word:
        return _WORDS[word[0]], word.end()
    number = _NUMBER.match(text, start)
    if number:
        return Number(number[0]), number.end()
    raise LiteralError(start)


def _object(text: str, start: int, depth: int) -> tuple[Pairs, int]:
    members = Pairs()
    position = _after_space(text, start)
    while text[position : position + 1] != "}":
        name, position = _name(text, position)
        position = _after_space(text, position)
        if text[position : position + 1] != ":":
            raise LiteralError(position)
        value, position = _value(text, _after_space(text, position + 1), depth + 1)
        members.append((name, value))
        position = _after_comma(text, position, "}")
    return members, position + 1


def _array(text: str, start: int, depth: int) -> tuple[list[Any], int]:
    items: list[Any] = []
    position = _after_space(text, start)
    while text[position : position + 1] != "]":
        item, position = _value(text, position, depth + 1)
        items.append(item)
        position = _after_comma(text, position, "]")
    return items, position + 1


def _after_comma(text: str, start: int, closing: str) -> int:
    position = _after_space(text, start)
    if text[position : position + 1] == ",":
        return _after_space(text, position + 1)
    if text[position : position + 1] != closing:
        raise LiteralError(position)
    return position


def _name(text: str, start: int) -> tuple[str, int]:
    if text[start : start + 1] in _STRINGS:
        return _string(text, start)
    match = _IDENTIFIER.match(text, start)
    if not match:
        raise LiteralError(start)
    return match[0], match.end()


def _string(text: str, start: int) -> tuple[str, int]:
    """Read a string, and those joined to it by ``+``, ``.`` or nothing: the program sees one."""
    pieces: list[str] = []
    position = start
    while True:
        match = _STRINGS[text[position]].match(text, position)
        if match is None:
            raise LiteralError(position)
        pieces.append(match[1])
        join = _JOIN.match(text, match.end())
        if join is None:
            return _text("".join(pieces)), match.end()
        position = join.end()


def _text(raw: str) -> str:
    if "\\" not in raw:
        return raw
    text = Text(unescape(raw))
    text.raw = raw
    return text
