"""Errcodes, rids and the call they belong to, in replies, logs and exceptions."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

__all__ = ["LOOKED_UP_FOR", "Rid", "bare_codes", "errcodes_in", "rids_in", "scope_in"]

LOOKED_UP_FOR = 7 * 86400  # seconds in which the account that made a call may look up its rid

# strings: each is compiled (and kept by re) when a text may hold it; those for text in lower case begin
# with a literal, which is what makes a search of 100 MB quick
_VALUE = (
    r"[\\\"'\])}]{0,4}\s{0,4}(?:[:=：]|=>|\s|%3a|%3d)\s{0,4}"
    r"[\\\"'\[({]{0,4}(-?[0-9]{1,7})(?![0-9.]|[:-][0-9])"
)
_ERRCODES = (rf"err(?:or)?[_ ]?code{_VALUE}", rf"错误代?码{_VALUE}")
_DEMO_CODE = r"(?<![0-9A-Za-z._-])-4[01][0-9]{3}(?![0-9A-Za-z])"
_NUMBER = r"(?<![0-9A-Za-z._/:+=-])(-?[0-9]{4,7})(?![0-9A-Za-z._/+=-])"
_RID = r"(,?)\s{0,2}\brid\\?[\"']?\s?[:=]\s?\\?[\"']?([0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8})\b"
_MOST_RIDS = 20
_SCOPES = (
    ("jscode2session", "session"),
    ("checksession", "session"),
    ("resetusersessionkey", "session"),
    ("getuserencryptkey", "session"),
    ("code2session", "session"),
    ("getuserphonenumber", "phone"),
    ("sns/oauth2", "oauth"),
    ("api_component", "component"),
    ("sns/component", "component"),
    ("qyapi.weixin", "wecom"),
    ("cgi-bin/token", "token"),
    ("stable_token", "token"),
    ("grant_type=client_credential", "token"),
)


class Rid(NamedTuple):
    """A rid; ``sns`` says whether an /sns call gave it: the comma tells, None where nothing does."""

    text: str
    sns: bool | None = None


def errcodes_in(text: str, known: Collection[int]) -> list[int]:
    """Return the errcodes that are named as such, in their order; a -41003 needs no name."""
    lowered = text.lower()
    named = [
        (match.start(), int(match[1])) for pattern in _ERRCODES for match in re.finditer(pattern, lowered)
    ]
    demo = [(match.start(), int(match[0])) for match in re.finditer(_DEMO_CODE, text)] if "-4" in text else []
    codes = [code for _, code in sorted(named + [pair for pair in demo if pair[1] in known])]
    return list(dict.fromkeys(codes))


def bare_codes(text: str, known: Collection[int]) -> list[int]:
    """Return the numbers in a short text that are known errcodes."""
    return list(dict.fromkeys(code for code in map(int, re.findall(_NUMBER, text)) if code in known))


def rids_in(text: str) -> list[Rid]:
    """Return the rids of ``text``. "text, rid:" comes from /sns calls, "text rid:" from the others."""
    return list(dict.fromkeys(_rids(text)))[:_MOST_RIDS] if "rid" in text else []


def _rids(text: str) -> Iterator[Rid]:
    for match in re.finditer(_RID, text):
        in_errmsg = match[0].partition(match[2])[0].endswith("rid: ")
        yield Rid(match[2], bool(match[1]) if in_errmsg else None)


def scope_in(text: str) -> str | None:
    """Return the scope of the call that ``text`` names, or None."""
    lowered = text.lower()
    return next((scope for word, scope in _SCOPES if word in lowered), None)
