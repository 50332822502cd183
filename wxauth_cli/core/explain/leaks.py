"""Secrets that were pasted along: what they are, so that the answer can begin with how to retire them."""

import re
from enum import StrEnum
from typing import NamedTuple

from wxauth_cli.core.secret import Secret
from wxauth_cli.core.shapes import Shape, shape_of

__all__ = ["Leak", "LeakKind", "leak_of", "leaks_in"]

_MOST = 100
_BETWEEN = r"(?:\\?[\"'])?\s{0,4}(?:=>|[=:：]|%3D|%3A)\s{0,4}(?:\\?[\"'])?"


class LeakKind(StrEnum):
    """Kinds of secrets, gravest first."""

    APPSECRET = "AppSecret"
    ACCESS_TOKEN = "access_token"  # noqa: S105
    SESSION_KEY = "session_key"


class Leak(NamedTuple):
    """A secret that stood in a text."""

    kind: LeakKind
    value: Secret


_PATTERNS = (
    (
        LeakKind.APPSECRET,
        "secret",
        re.compile(rf"(?:app_?)?secret{_BETWEEN}([0-9a-fA-F]{{32}})(?![0-9a-zA-Z])", re.IGNORECASE),
    ),
    (
        LeakKind.ACCESS_TOKEN,
        "token",
        re.compile(rf"access_?token{_BETWEEN}([0-9A-Za-z_-]{{20,512}})", re.IGNORECASE),
    ),
    (
        LeakKind.SESSION_KEY,
        "session",
        re.compile(
            rf"session_?key{_BETWEEN}((?:[0-9A-Za-z+/ ]|\\/|%2[BbFf]){{18,40}}"
            r"(?:={1,2}|(?:%3[Dd]){1,2})?)",
            re.IGNORECASE,
        ),
    ),
)
_SHAPES = {
    Shape.APPSECRET: LeakKind.APPSECRET,
    Shape.ACCESS_TOKEN: LeakKind.ACCESS_TOKEN,
    Shape.SESSION_KEY: LeakKind.SESSION_KEY,
}


def leaks_in(text: str) -> list[Leak]:
    """Return the secrets of ``text`` that stand behind their name, gravest first."""
    lowered = text.lower()
    found = [
        Leak(kind, Secret(match[1].strip()))
        for kind, word, pattern in _PATTERNS
        if word in lowered
        for match in pattern.finditer(text)
    ]
    return list(dict.fromkeys(found))[:_MOST]


def leak_of(value: str) -> Leak | None:
    """Return what ``value`` is as a whole when its shape is that of a secret."""
    kind = _SHAPES.get(shape_of(value))
    return Leak(kind, Secret(value)) if kind else None
