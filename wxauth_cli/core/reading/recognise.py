"""Tell what form a text has, and read the payloads in it."""

import re
from functools import partial
from typing import Any

from wxauth_cli.core.payload import Carrier, Payload
from wxauth_cli.core.reading import refusal
from wxauth_cli.core.reading.curl_reader import BEGINS_CURL, read_curls
from wxauth_cli.core.reading.har_reader import har_entries, read_har
from wxauth_cli.core.reading.http_reader import BEGINS_HTTP, read_http
from wxauth_cli.core.reading.json_reader import records_in
from wxauth_cli.core.reading.literal import LiteralError, parse, parse_at
from wxauth_cli.core.reading.log_reader import read_log
from wxauth_cli.core.reading.names import KNOWN_NAME
from wxauth_cli.core.reading.query_reader import looks_like_query, read_query, read_url
from wxauth_cli.core.reading.record import Record
from wxauth_cli.core.reading.value_reader import read_values

__all__ = ["read_payloads"]

_LAYERS = 4  # JSON inside a form inside JSON inside JSON is the worst that was seen
_URL_LINES = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*+://[^\r\n]++\s*)+\Z")


def read_payloads(text: str, source: str) -> list[Payload]:
    """Return one payload per record found in ``text``; raises InputError when there is none.

    ``source`` names the text; where it holds several records each gets ``:LINE`` or ``#INDEX``.
    """
    if not text.strip("\ufeff \t\r\n"):
        raise refusal.empty(source)
    form, records, node = _read(text, _LAYERS)
    if not records:
        records = read_values(text)
        form = form if not records else "value"
    if not records:
        raise refusal.nothing_found(source, form, text, node)
    return [record.payload(source + record.place if len(records) > 1 else source, form) for record in records]


def _read(text: str, layers: int) -> tuple[str, list[Record], Any]:
    """Return the form, its records, and the document where the text is one."""
    descend = partial(_nested, layers=layers - 1)
    start = text.lstrip("\ufeff \t\r\n")
    if BEGINS_CURL.match(start):
        return "curl", read_curls(text, descend), None
    if BEGINS_HTTP.match(start):
        return "http", read_http(start, descend), None
    if start[:1] in ("{", "[", '"'):
        form, records, node = _document(text, descend)
        if form:
            return form, records, node
    if _URL_LINES.match(start):
        return "url", _urls(text, descend), None
    line = start.removesuffix("\n").removesuffix("\r")
    if looks_like_query(line):
        return "query", read_query(line, Carrier.QUERY, descend), None
    return _free(text, start, descend)


def _nested(text: str, layers: int) -> list[Record]:
    return _read(text, layers)[1] if layers > 0 else []


def _document(text: str, descend: Any) -> tuple[str, list[Record], Any]:
    try:
        node = parse(text)
    except LiteralError:
        return _sequence(text, descend)
    entries = har_entries(node)
    if entries is not None:
        return "har", read_har(entries, descend), node
    return "json", records_in(node, descend), node


def _sequence(text: str, descend: Any) -> tuple[str, list[Record], Any]:
    """Read JSON Lines, or documents one after the other; an empty form if something else comes."""
    found: list[Record] = []
    position = line = 0
    counted = 0
    while True:
        gap = re.compile(r"[\s,]*+").match(text, position)
        position = gap.end() if gap else position
        if position >= len(text):
            return "json", found, None
        try:
            node, end = parse_at(text, position)
        except LiteralError:
            return "", [], None
        line += text.count("\n", counted, position)
        counted = position
        for record in records_in(node, descend):
            record.place = f":{line + 1}{record.place}"
            found.append(record)
        position = end


def _urls(text: str, descend: Any) -> list[Record]:
    found: list[Record] = []
    for number, line in enumerate(text.split("\n"), 1):
        for record in read_url(line.strip("\r\ufeff"), descend):
            record.place = f":{number}{record.place}"
            found.append(record)
    return found


def _free(text: str, start: str, descend: Any) -> tuple[str, list[Record], Any]:
    records = read_log(text, descend) if KNOWN_NAME.search(text) else []
    broken = start[:1] in ("{", "[") and any(
        value.carrier is Carrier.JSON for record in records for value in record.values.values()
    )
    if broken:
        records[0].notes.append(refusal.broken_json(text))
    return "json" if broken else "log", records, None
