"""Secrets that were pasted along: what they are, so that the answer can begin with how to retire them."""

import re
from enum import StrEnum
from typing import NamedTuple

from wxauth_cli.core.secret import Secret

__all__ = ["Leak", "LeakKind", "leak_of", "leaks_in"]

_MOST = 100
_BETWEEN = r"(?:\\?[\"'])?\s{0,4}(?:=>|[=:：]|%3d|%3a)\s{0,4}(?:\\?[\"'])?"


class LeakKind(StrEnum):
    """Kinds of secrets, gravest first."""

    APPSECRET = "AppSecret"
    ACCESS_TOKEN = "access_token"  # noqa: S105
    SESSION_KEY = "session_key"


class Leak(NamedTuple):
    """A secret that stood in a text."""

    kind: LeakKind
    value: Secret


# for text in lower case, and each begins with a literal, which makes a search of 100 MB quick; strings,
# since each is compiled (and kept by re) when its word is met, which few texts do
_PATTERNS = (
    (
        LeakKind.APPSECRET,
        "secret",
        rf"secret{_BETWEEN}([0-9a-f]{{32}})(?![0-9a-z])",
    ),
    (
        LeakKind.ACCESS_TOKEN,
        "token",
        rf"access_?token{_BETWEEN}([0-9a-z_-]{{20,512}})",
    ),
    (
        LeakKind.SESSION_KEY,
        "session",
        # 24 characters, perhaps with spaces for +, with \/ or %2B, or without =; a sentence has no = behind
        rf"session_?key{_BETWEEN}"
        r"((?:[0-9a-z+/ ]|\\/|%2[bf]){19,24}(?:={1,2}|(?:%3d){1,2})|[0-9a-z+/]{22,24}(?![0-9a-z+/]))",
    ),
)


def leaks_in(text: str) -> list[Leak]:
    """Return the secrets of ``text`` that stand behind their name, gravest first."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters grow in lower case, and positions would move
        text = lowered
    found = [
        Leak(kind, Secret(text[match.start(1) : match.end(1)].strip()))
        for kind, word, pattern in _PATTERNS
        if word in lowered
        for match in re.finditer(pattern, lowered)
    ]
    return list(dict.fromkeys(found))[:_MOST]


def leak_of(value: str) -> Leak | None:
    """Return what ``value`` is as a whole when its shape is that of a secret."""
    from wxauth_cli.core.shapes import Shape, shape_of

    kinds = {
        Shape.APPSECRET: LeakKind.APPSECRET,
        Shape.ACCESS_TOKEN: LeakKind.ACCESS_TOKEN,
        Shape.SESSION_KEY: LeakKind.SESSION_KEY,
    }
    kind = kinds.get(shape_of(value))
    return Leak(kind, Secret(value)) if kind else None
