"""Escapes of JSON and HTML that were copied along with the value."""

import html
import re
from collections.abc import Iterator

from wxauth_cli.core.encoding.damage import Damage, Undo, places
from wxauth_cli.core.encoding.traced import Edit
from wxauth_cli.core.message import message

__all__ = ["HTML_ENTITIES", "JSON_ESCAPED"]

_JSON = re.compile(r"(?<!\\)\\++(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|/|\"|')")
_HTML = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,10});")


def _json(text: str, _field: str) -> Iterator[Undo]:
    escapes = list(_JSON.finditer(text))
    if not escapes:
        return
    edits = tuple(Edit(match.start(), match.end(), _json_character(match[0])) for match in escapes)
    forms = ", ".join(dict.fromkeys(match[0] for match in escapes[:20]))
    positions = [match.start() for match in escapes]
    yield Undo(
        edits,
        message(
            "JSON escapes {forms} are still in the value, at {positions}.",
            forms=forms,
            positions=places(positions),
        ),
    )


def _json_character(escape: str) -> str:
    body = escape.lstrip("\\")
    return chr(int(body[1:], 16)) if body[0] in "ux" else body


def _html(text: str, _field: str) -> Iterator[Undo]:
    entities = [match for match in _HTML.finditer(text) if html.unescape(match[0]) != match[0]]
    if not entities:
        return
    edits = tuple(Edit(match.start(), match.end(), html.unescape(match[0])) for match in entities)
    forms = ", ".join(dict.fromkeys(match[0] for match in entities[:20]))
    positions = [match.start() for match in entities]
    yield Undo(
        edits,
        message(
            "HTML entities {forms} are still in the value, at {positions}.",
            forms=forms,
            positions=places(positions),
        ),
    )


JSON_ESCAPED = Damage("json-escaped", _json)
HTML_ENTITIES = Damage("html-entities", _html)
