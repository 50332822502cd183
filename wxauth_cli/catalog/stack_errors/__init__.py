"""What runtimes, SDKs and WeChat itself say when a login fails: one TOML file a stack.

Every ``[[message]]`` has:

``id``
    stable, kebab-case, begins with the stack
``match``
    one line; texts as they stand in logs. What changes is written ``{n}`` (a number), ``{hex}``,
    ``{c}`` (a quoted character), ``{any}`` (the rest of a line), ``{end}`` (no letter or digit follows).
    Letter case is ignored.
``class``
    ``transport`` (base64 or length), ``padding``, ``json`` (after decryption), ``code`` (the program or its
    environment), ``answer`` (WeChat's), ``wrapper`` (hides the real one); see explain_classes.toml
``causes``
    finding ids, likeliest first
``en``, ``zh``
    what it really means
``code``
    in place of the last three, where the text stands for an errcode of ``errcodes.csv``

A run needs the patterns of all messages and the texts of a few, and parsing everything as TOML would
take longer than the rest of the start. So ``known`` cuts the files at ``[[message]]`` and reads the id
and the ``match`` line; ``stack_error`` parses the one piece that is wanted.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from wxauth_cli.core.message import Bilingual

__all__ = ["Known", "StackError", "known", "stack_error"]

_FOLDER = Path(__file__).parent
_ID = re.compile(r'id = "([a-z0-9-]+)"')
_MATCH = re.compile(r"match = \[(.*)\]")
_TEXT = re.compile(r"""'([^']*)'|"((?:[^"\\]|\\.)*)\"""")


class Known(NamedTuple):
    """A message as the search needs it: its id and the templates of its text."""

    id: str
    templates: tuple[str, ...]


class StackError(NamedTuple):
    """A message and what it means; ``code`` is set where an errcode's row says it all."""

    id: str
    stack: str
    templates: tuple[str, ...]
    kind: str
    causes: tuple[str, ...]
    meaning: Bilingual | None
    code: int | None


@cache
def known() -> tuple[Known, ...]:
    """Return every message with its templates, in the order of the files."""
    return tuple(Known(name, _templates(piece)) for name, (_, piece) in _pieces().items())


@cache
def stack_error(name: str) -> StackError:
    """Return the message with the id ``name``. Raises KeyError for an id that no file has."""
    import tomllib

    head, piece = _pieces()[name]
    (entry,) = tomllib.loads(f"[[message]]{piece}")["message"]
    return StackError(
        name,
        tomllib.loads(head)["stack"],
        tuple(entry["match"]),
        entry["class"],
        tuple(entry.get("causes", ())),
        Bilingual({language: entry[language] for language in ("en", "zh")}) if "en" in entry else None,
        entry.get("code"),
    )


@cache
def _pieces() -> dict[str, tuple[str, str]]:
    """Return id -> (head of its file, the text of its entry)."""
    return dict(_cut())


def _cut() -> Iterator[tuple[str, tuple[str, str]]]:
    for file in sorted(_FOLDER.glob("*.toml")):
        head, *pieces = file.read_text("utf-8").split("\n[[message]]")
        for piece in pieces:
            found = _ID.search(piece)
            if found:
                yield found[1], (head, piece)


def _templates(piece: str) -> tuple[str, ...]:
    line = _MATCH.search(piece)
    texts = _TEXT.findall(line[1]) if line else []
    return tuple(plain or re.sub(r"\\(.)", r"\1", escaped) for plain, escaped in texts)
