"""A HAR file, as browsers and proxies save it: every request and every reply."""

from typing import Any

from wxauth_cli.core.reading.body import read_body, read_headers
from wxauth_cli.core.reading.grouping import assemble
from wxauth_cli.core.reading.json_reader import member, records_in
from wxauth_cli.core.reading.query_reader import read_url
from wxauth_cli.core.reading.record import Descend, Record, combine

__all__ = ["read_har"]


def read_har(entries: list[Any], descend: Descend) -> list[Record]:
    """Return the records of all entries; ``#INDEX`` counts the entries from 1."""
    found: list[tuple[int, Record]] = []
    for index, entry in enumerate(entries, 1):
        records = _request(member(entry, "request"), descend) + _reply(member(entry, "response"), descend)
        for record in combine(Record(), [[record] for record in records]):
            record.place = f"#{index}{record.place}"
            found.append((index, record))
    return assemble(found)


def _request(request: Any, descend: Descend) -> list[Record]:
    own = Record()
    content_type = read_headers(_headers(request), own) or _text(request, "postData", "mimeType")
    url = _text(request, "url")
    children = [read_url(url, descend)] if "?" in url or "#" in url else []
    body = _text(request, "postData", "text")
    if body:
        children.append(read_body(body, content_type, descend))
    else:
        children.append(records_in(member(request, "postData", "params") or [], descend))
    records = combine(own, children)
    for record in records:
        record.clues += [clue for clue in own.clues if clue not in record.clues]
    return records


def _reply(response: Any, descend: Descend) -> list[Record]:
    body = _text(response, "content", "text")
    if body and _text(response, "content", "encoding") == "base64":
        import base64

        try:
            body = base64.b64decode(body).decode("utf-8")
        except ValueError:
            return []
    return read_body(body, _text(response, "content", "mimeType"), descend)


def _headers(request: Any) -> list[tuple[str, str]]:
    headers = member(request, "headers")
    pairs = [(member(item, "name"), member(item, "value")) for item in headers or []]
    return [(name, value) for name, value in pairs if isinstance(name, str) and isinstance(value, str)]


def _text(node: Any, *path: str) -> str:
    value = member(node, *path)
    return str(value) if isinstance(value, str) else ""
