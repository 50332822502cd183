"""Query strings, form bodies and whole URLs: decoded once, and a raw ``+`` stays ``+``."""

import re

from wxauth_cli.core.payload import Carrier
from wxauth_cli.core.reading.names import known_name
from wxauth_cli.core.reading.record import Descend, Record, combine

__all__ = ["PAIR", "looks_like_query", "percent_decode", "read_query", "read_url"]

_ENCODED = re.compile(r"(?:%[0-9A-Fa-f]{2})++")
# An & that begins no name is a part of the value: HTML writes + as &#43;
_BETWEEN = re.compile(r"&(?:amp;)?(?=[A-Za-z0-9_.\-\[\]%$:]{0,200}(?:=|&|$))")
_FRAGMENT = re.compile(r"(?<!&)#")
PAIR = re.compile(r"[A-Za-z0-9_.\-\[\]%$:]{1,200}=")


def percent_decode(text: str) -> str:
    """Undo one percent-encoding; ``+`` stays, and so does what does not decode to UTF-8."""
    return _ENCODED.sub(_decode_run, text) if "%" in text else text


def read_query(query: str, carrier: Carrier, descend: Descend) -> list[Record]:
    """Return the record of a query string or form body; a value may hold another form in itself."""
    record = Record()
    children = []
    for pair in _BETWEEN.split(query.removeprefix("?")):
        name, _, raw = pair.partition("=")
        text = percent_decode(raw)
        if not record.add(percent_decode(name.lstrip()), text, raw, carrier) and known_name().search(text):
            children.append(descend(text))
    return combine(record, children)


def read_url(url: str, descend: Descend) -> list[Record]:
    """Return the record of a URL: its query, and what the fragment carries of ``name=value``."""
    address, *fragments = _FRAGMENT.split(url, maxsplit=2)
    found = [read_query(address.partition("?")[2], Carrier.QUERY, descend)]
    for fragment in fragments:
        found.append(read_query(fragment.partition("?")[2] or fragment, Carrier.QUERY, descend))
    return combine(Record(), found)


def looks_like_query(text: str) -> bool:
    """Tell whether ``text`` is nothing but ``name=value`` pairs joined with ``&``."""
    if "\n" in text or not PAIR.match(text.removeprefix("?")):
        return False
    return text.startswith("?") or len(_BETWEEN.split(text, maxsplit=1)) > 1 or _is_lone_pair(text)


def _is_lone_pair(text: str) -> bool:
    """Tell ``session_key=a%2Bb`` from ``SESSION_KEY=a b`` in a settings file."""
    name = text.partition("=")[0]
    if name.isupper() or " " in text or "," in text:
        return False
    return known_name().fullmatch(name) is not None


def _decode_run(match: re.Match[str]) -> str:
    try:
        return bytes.fromhex(match[0].replace("%", "")).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]
