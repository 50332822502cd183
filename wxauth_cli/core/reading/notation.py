"""Which language wrote a text, told by how it writes objects."""

import re

__all__ = ["notation_of"]

_NOTATIONS = (
    ("PHP", r"\barray\s*\(|\barray\(\d+\)\s*\{|\[\w+\]\s*=>|\bs:\d+:\""),
    ("Go", r"\bmap\[\w+:|&?\{\w+:\w+ \w+:"),
    ("Ruby", r":\w+\s*=>|\"\w+\"=>"),
    ("Python", r"\{'\w+': |\bb'"),
    ("Java", r"\b[A-Z]\w*\(\w+=|\{\w+=[^,{}]*, \w+="),
)


def notation_of(text: str) -> str | None:
    """Return the language whose notation ``text`` (its first 20,000 characters) shows, or None."""
    head = text[:20_000]
    return next((name for name, pattern in _NOTATIONS if re.search(pattern, head)), None)
