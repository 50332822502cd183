"""Where the value behind a name ends, in text that has no grammar.

A space may be a ``+`` that was damaged, so a space alone never ends a value; what follows it must
look like another name, a bracket or the next column.
"""

import re
from typing import NamedTuple

from wxauth_cli.core.reading.documents import LiteralError
from wxauth_cli.core.reading.literal import parse_at, unescape
from wxauth_cli.core.reading.names import field_of

__all__ = ["Found", "read_value"]

_BASE64_FIELDS = ("encryptedData", "iv", "session_key")

SIGN = re.compile(
    r"""(?x)
    (?P<close> \\{0,3} ["'`\]]{0,3} )
    (?P<before> [ \t]{0,40} )
    (?P<sign> => | := | = | : | ： | -> | → | ;s:[0-9]{1,8}: | > (?=[^\s<>]|<!) )
    (?P<after> [ \t]{0,40} (?: (?<=>) [ \t]*+ \r?\n [ \t]{0,80} )?
        (?: (?<=[ ]) [>|][-+]? [ \t]*+ \r?\n [ \t]{1,80} )? )
    (?: (?: string | str ) \( [0-9]{1,9} \) [ ]? )?
    (?: <!\[CDATA\[ )?
    """
)
_NAME_AHEAD = r"[A-Za-z_$][\w.$\[\]-]{0,60}"
_KEY_AHEAD = rf"{_NAME_AHEAD}(?:=(?![=\s,;&)}}\]]|\Z)|[:：])"
_END = re.compile(
    rf"""(?x)
      [\r\n\t"'`] | \\["'] | </
    | & (?:amp;)? (?= [A-Za-z0-9_.\-\[\]%$]{{1,100}} = | \Z | [\s"'] )
    | [,;|，；、] (?= [ \t]*+ (?: {_KEY_AHEAD} | \Z | [\r\n)}}\]] ) | [ \t] )
    | [)}}\]]++ (?= [\s,;.)}}\]"'>] | \Z )
    | (?<! [ \t] ) [ \t]++ (?= {_KEY_AHEAD} | [\[({{<>|\#\\] | -[->\s] | => | HTTP/ )
    | \Z
    """
)
_AFTER_PADDING = re.compile(r"=[ \t]")
_WRAPPED = re.compile(r"b'[^'\n]*+'|b\"[^\"\n]*+\"|<Buffer [^>\n]*+>|s:[0-9]{1,8}:\"[^\"\n]*+\";")
_HEREDOC = re.compile(r"<<<[ \t]*[\"']?([A-Za-z_]\w{0,40})[\"']?\r?\n")
_LINES_OF_BASE64 = re.compile(r"[A-Za-z0-9+/=\-_%\s]*+")
_UP_TO_ESCAPED_QUOTE = re.compile(r'(?:[^\\\r\n]++|\\{3}"|\\(?!"))*+')
_LINE_END = re.compile(r"[\r\n]|\Z")
_PROSE = re.compile(r"[A-Z]?[a-z]*[.,;:!?]?|[0-9]{1,6}|I|API|AES|IV")
_DEEPEST_VALUE = 6  # a Buffer, a rawData object; every deeper level is read in vain behind every name
_LONGEST_WORDS = 2000  # characters; looking at more of them behind every name would take quadratic time
_CODE = re.compile(r"[A-Za-z_$][\w$]{0,40}(?:->|\.|\(|\[)[\w$\"'(\[]")


class Found(NamedTuple):
    """A value in free text: ``start`` and ``end`` enclose it with its quotes."""

    raw: str
    text: str
    start: int
    end: int
    quote: str
    after_plain_equals: bool


def read_value(text: str, name_end: int, field: str | None) -> Found | None:
    """Return the value behind a name that ends at ``name_end``; None where the text assigns nothing."""
    sign = SIGN.match(text, name_end)
    if sign is None:
        return None
    start = sign.end()
    plain = sign["sign"] == "=" and not sign["before"] and not sign["close"]
    opening = text[start : start + 1]
    if plain and sign["after"] and opening not in ('"', "'"):
        start = sign.start("after")  # "iv= abc" may have been "iv=+abc"
    elif (
        sign["sign"] == "=>" and sign["after"].isspace() and opening not in ('"', "'") and "\n" not in sign[0]
    ):
        start = sign.start("after") + 1  # print_r writes one space; a second one stood in the value
    if text.startswith('\\"', start):
        return _escaped(text, start, plain)
    if opening and opening in "\"'`":
        return _quoted(text, start, plain)
    return _unquoted(text, start, field, plain)


def _escaped(text: str, start: int, plain: bool) -> Found:
    r"""Read ``\"…\"``: JSON that a logger wrote into a JSON string."""
    match = _UP_TO_ESCAPED_QUOTE.match(text, start + 2)
    end = match.end() if match else start + 2
    raw = text[start + 2 : end]
    closed = text.startswith('\\"', end)
    return Found(raw, unescape(unescape(raw)), start, end + 2 if closed else end, '\\"', plain)


def _quoted(text: str, start: int, plain: bool) -> Found:
    try:
        node, end = parse_at(text, start)
    except LiteralError:
        node, end = None, 0
    if node is not None:
        raw = getattr(node, "raw", node)
        if "\n" not in raw or _LINES_OF_BASE64.fullmatch(raw):
            return Found(raw, unescape(raw) if '\\"' in raw else raw, start, end, text[start], plain)
    end = _end_of_line(text, start)  # the closing quote is lost: a line is the most it can be
    raw = text[start + 1 : end]
    close = raw.find(text[start])
    if close >= 0:
        raw, end = raw[:close], start + close + 2
    return Found(raw, raw, start, end, text[start], plain)


def _unquoted(text: str, start: int, field: str | None, plain: bool) -> Found | None:
    span = _special(text, start)
    if span is not None:
        return Found(text[span[0] : span[1]], text[span[0] : span[1]], start, span[2], "", plain)
    end = _END.search(text, start)
    stop = end.start() if end else len(text)
    if field in _BASE64_FIELDS:
        padding = _AFTER_PADDING.search(text, start, stop)
        stop = padding.start() + 1 if padding else stop
    raw = text[start:stop]
    if not raw.strip() or _is_no_value(raw):
        return None
    return Found(raw, raw, start, stop, "", plain)


def _special(text: str, start: int) -> tuple[int, int, int] | None:
    """Return start and end of a value that has a grammar of its own, and where reading goes on."""
    wrapped = _WRAPPED.match(text, start)
    if wrapped:
        return start, wrapped.end(), wrapped.end()
    heredoc = _HEREDOC.match(text, start)
    if heredoc:
        close = re.compile(rf"\r?\n[ \t]*{heredoc[1]}\b").search(text, heredoc.end())
        end = close.start() if close else len(text)
        return heredoc.end(), end, close.end() if close else end
    if text[start : start + 1] in ("{", "["):
        try:
            end = parse_at(text, start, _DEEPEST_VALUE)[1]
        except LiteralError:
            return None
        return start, end, end
    return None


def _is_no_value(raw: str) -> bool:
    """Tell prose (``iv: must be 16 bytes``) and code (``iv=request.iv``) from a value."""
    if len(raw) > _LONGEST_WORDS:
        return False
    stripped = raw.strip()
    words = stripped.split()
    prose = len(words) > 1 and all(_PROSE.fullmatch(word) for word in words)
    return prose or field_of(stripped) is not None or _CODE.match(stripped) is not None


def _end_of_line(text: str, start: int) -> int:
    match = _LINE_END.search(text, start)
    return match.start() if match else len(text)
