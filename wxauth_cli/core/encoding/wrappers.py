"""What stands around a value: quotes, language representations, serialiser prefixes, copied neighbours."""

import re
from collections.abc import Iterator

from wxauth_cli.core.encoding.damage import Damage, Undo
from wxauth_cli.core.encoding.traced import Edit
from wxauth_cli.core.message import message

__all__ = ["LANGUAGE_REPR", "QUOTES", "REDIS_SERIALISER", "SMART_QUOTES", "SURPLUS_TEXT"]

_QUOTE_SIGNS = ('"', "'", "`")
_SMART_SIGN = "[\u2018-\u201f\u300c-\u300f\u00ab\u00bb\u2032\u2033]"
_SMART_SIGNS = f"{_SMART_SIGN}++"
_SMART = re.compile(rf"\A{_SMART_SIGNS}|(?<!{_SMART_SIGN}){_SMART_SIGNS}\Z")
_OPENINGS = r"(?:b|rb|bytearray\(b|bytes\(b|Buffer\.from\(|new String\(|String\()"
_REPRS = (
    re.compile(rf"""\A\s*{_OPENINGS}(["'])(?P<value>.*?)\1.*\Z""", re.S),
    re.compile(r"""\A(?:s:\d+:)"(?P<value>.*)"[\s;,'}\])]*+\Z""", re.S),  # PHP serialize
    re.compile(r"""\Astring\(\d+\) "(?P<value>.*?)"\Z""", re.S),  # PHP var_dump
)
# JDK serialisation writes AC ED 00 05, the type t, and the length of the text in two bytes; logs show
# the bytes raw, as replacement characters, or as \\x, \\u00 or % escapes
_ESCAPE = r"(?:\\x|\\u00|%)"
_JDK = re.compile(
    rf"\A(?:(?:\xac\xed|\ufffd\ufffd)\x00\x05t.."
    rf"|{_ESCAPE}[aA][cC]{_ESCAPE}[eE][dD]{_ESCAPE}00{_ESCAPE}05t(?:{_ESCAPE}[0-9a-fA-F]{{2}}|.){{2}})",
    re.S,
)
_NAMES = (
    r"(?:encrypted_?data|encrypt_?data|iv(?:_?str)?|session_?key|raw_?data|signature"
    r"|app_?id|open_?id|value|data|key)"
)
_LEADING = re.compile(rf"""(?ix)\A [\s?&{{,;$>\#]* ["']? {_NAMES} ["']? \s* (?:=>|[=:]) \s* ["']?""")
_NEXT_FIELD = re.compile(r"&[A-Za-z_]+=")
_TRAILING = re.compile(r"""(?:&(?!\#?\w+;)|["'}\]),;<]).*\Z|(?<==)[A-Za-z0-9_-]+\Z""", re.S)


def _quotes(text: str, _field: str) -> Iterator[Undo]:
    bare = text.rstrip(",; ")
    start = 2 if text.startswith('\\"') else int(text[:1] in _QUOTE_SIGNS)
    end = 2 if bare.endswith('\\"') else int(bare[-1:] in _QUOTE_SIGNS)
    if not bare or not (start or end) or start + end >= len(bare):
        return
    edits = (Edit(0, start), Edit(len(bare) - end, len(text)))
    yield Undo(
        tuple(edit for edit in edits if edit.start < edit.end),
        message("The value still wears the quotes of the text it was copied from."),
    )


def _smart_quotes(text: str, _field: str) -> Iterator[Undo]:
    quotes = tuple(Edit(match.start(), match.end()) for match in _SMART.finditer(text))
    if quotes and len(text) > 2:
        yield Undo(quotes, message("Typographic quotes of a chat or a document stand around the value."))


def _language_repr(text: str, _field: str) -> Iterator[Undo]:
    for pattern in _REPRS:
        if match := pattern.match(text):
            start, end = match.span("value")
            yield Undo(
                (Edit(0, start), Edit(end, len(text))),
                message("A language's own notation {start}… stands around the value.", start=text[:start]),
            )


def _redis_serialiser(text: str, _field: str) -> Iterator[Undo]:
    if match := _JDK.match(text):
        yield Undo(
            (Edit(0, match.end()),),
            message(
                "The value begins with the header of Java serialisation (AC ED 00 05), as Redis stores it."
            ),
        )


def _surplus(text: str, _field: str) -> Iterator[Undo]:
    leading = _LEADING.match(text)
    start = leading.end() if leading else 0
    ends = {
        match.start() for match in (_NEXT_FIELD.search(text, start), _TRAILING.search(text, start)) if match
    }
    # the name in front alone, too: what follows may be quotes or a notation of their own
    ends |= {len(text)} if leading else set()
    for end in sorted((end for end in ends if end > start), reverse=True):
        edits = (Edit(0, start), Edit(end, len(text)))
        yield Undo(
            tuple(edit for edit in edits if edit.start < edit.end),
            message("Text that is not part of the value was copied along with it."),
        )


QUOTES = Damage("quotes", _quotes)
SMART_QUOTES = Damage("smart-quotes", _smart_quotes)
LANGUAGE_REPR = Damage("language-repr", _language_repr)
REDIS_SERIALISER = Damage("redis-serialiser", _redis_serialiser)
SURPLUS_TEXT = Damage("surplus-text", _surplus)
