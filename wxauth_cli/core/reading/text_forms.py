"""Every form that is not one JSON document, tried from the most to the least telling."""

import re

from wxauth_cli.core.payload import Carrier
from wxauth_cli.core.reading.curl_reader import BEGINS_CURL, read_curls
from wxauth_cli.core.reading.documents import LiteralError
from wxauth_cli.core.reading.http_reader import BEGINS_HTTP, read_http
from wxauth_cli.core.reading.json_reader import records_in
from wxauth_cli.core.reading.literal import parse_at
from wxauth_cli.core.reading.log_reader import read_log, undo_server_escapes
from wxauth_cli.core.reading.names import known_name
from wxauth_cli.core.reading.query_reader import looks_like_query, read_query, read_url
from wxauth_cli.core.reading.record import Descend, Record
from wxauth_cli.core.reading.refusal import broken_json
from wxauth_cli.core.reading.table_reader import read_table

__all__ = ["read_text"]

_URL_LINES = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*+://[^\r\n]++\s*)+\Z")
_GAP = re.compile(r"[\s,\ufeff]*+")


def read_text(text: str, descend: Descend) -> tuple[str, list[Record]]:
    """Return the name of the form and its records; ``log`` is what has no grammar."""
    start = text.lstrip("\ufeff \t\r\n")
    if BEGINS_CURL.match(start):
        return "curl", read_curls(text, descend)
    if BEGINS_HTTP.match(start):
        return "http", read_http(start, descend)
    if start[:1] in ("{", "["):
        records = _sequence(text, descend)
        if records is not None:
            return "json", records
    if _URL_LINES.match(start):
        return "url", _urls(text, descend)
    line = start.rstrip("\r\n")
    if looks_like_query(line):
        return "query", read_query(line, Carrier.QUERY, descend)
    text = undo_server_escapes(text)
    if not known_name().search(text):
        return "log", []
    return _free(text, start, descend)


def _sequence(text: str, descend: Descend) -> list[Record] | None:
    """Read JSON Lines, or documents one after the other; None if something else comes."""
    found: list[Record] = []
    position = counted = 0
    line = 1
    while True:
        gap = _GAP.match(text, position)
        position = gap.end() if gap else position
        if position >= len(text):
            return found
        try:
            node, end = parse_at(text, position)
        except LiteralError:
            return None
        line += text.count("\n", counted, position)
        counted = position
        for record in records_in(node, descend):
            record.place = f":{line}{record.place}"
            found.append(record)
        position = end


def _urls(text: str, descend: Descend) -> list[Record]:
    found: list[Record] = []
    for number, line in enumerate(text.split("\n"), 1):
        for record in read_url(line.strip("\r\ufeff"), descend):
            record.place = f":{number}{record.place}"
            found.append(record)
    return found


def _free(text: str, start: str, descend: Descend) -> tuple[str, list[Record]]:
    records = read_table(text) or read_log(text, descend)
    broken = start[:1] in ("{", "[") and any(
        value.carrier is Carrier.JSON for record in records for value in record.values.values()
    )
    if broken:
        records[0].notes.append(broken_json(text))
    return "json" if broken else "log", records
