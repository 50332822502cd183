"""A raw HTTP request or reply: start line, headers, body."""

import re

from wxauth_cli.core.reading.body import read_body, read_headers
from wxauth_cli.core.reading.query_reader import read_url
from wxauth_cli.core.reading.record import Descend, Record, combine

__all__ = ["BEGINS_HTTP", "read_http"]

# The address may hold spaces: a + that some proxy already turned into one is evidence.
BEGINS_HTTP = re.compile(
    r"\s*(?:(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (?P<url>(?:/|https?://)[^\r\n]*)"
    r"|HTTP/[0-9.]+ [0-9]{3}[^\r\n]*)(?:\r?\n|\Z)"
)
_VERSION = re.compile(r" HTTP/[0-9.]+[ \t]*\Z")
_HEADER = re.compile(r"([A-Za-z0-9!#$%&'*+.^_`|~-]{1,100})[ \t]*:[ \t]*(.*)")


def read_http(text: str, descend: Descend) -> list[Record]:
    """Return the records of a request: those of its address, its headers and its body."""
    start = BEGINS_HTTP.match(text)
    if start is None:
        return []
    headers, body = _split(text[start.end() :])
    own = Record()
    content_type = read_headers(headers, own)
    children = []
    if start["url"]:
        children.append(read_url(_VERSION.sub("", start["url"]), descend))
    children.append(read_body(body, content_type, descend))
    records = combine(own, children)
    for record in records:
        record.clues += [clue for clue in own.clues if clue not in record.clues]
    return records


def _split(text: str) -> tuple[list[tuple[str, str]], str]:
    """Return headers and body; the blank line may be missing in a hasty copy."""
    headers: list[tuple[str, str]] = []
    position = 0
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        line = text[position:end].rstrip("\r")
        match = _HEADER.fullmatch(line)
        if match is None:
            return headers, text[end + 1 :] if not line.strip() else text[position:]
        headers.append((match[1], match[2]))
        position = end + 1
    return headers, ""
