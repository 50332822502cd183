"""The body of a request or reply: JSON, a form, or multipart."""

import re

from wxauth_cli.core.payload import Carrier
from wxauth_cli.core.reading.names import field_of, known_name
from wxauth_cli.core.reading.query_reader import PAIR, read_query
from wxauth_cli.core.reading.record import Descend, Record

__all__ = ["read_body", "read_headers"]

_DISPOSITION = re.compile(r"""(?i);\s*name=(?:"([^"\r\n]*)"|([^;\s]+))""")
_BOUNDARY = re.compile(r"""(?i)boundary=(?:"([^"]+)"|([^;\s]+))""")
_SERVICE = re.compile(r"servicewechat\.com/(wx[0-9a-fA-F]{16})\b")
_CLUES = ("user-agent", "referer", "content-type")


def read_body(body: str, content_type: str, descend: Descend) -> list[Record]:
    """Return the records of a body; the content type is believed only where the body agrees."""
    if "multipart" in content_type.lower():
        return _multipart(body, content_type)
    if PAIR.match(body) and ("form" in content_type.lower() or not _is_lines(body)):
        return read_query(body.rstrip("\r\n"), Carrier.FORM, descend)
    return descend(body) if known_name().search(body) else []


def read_headers(headers: list[tuple[str, str]], record: Record) -> str:
    """Take clues, and fields sent as headers (``X-WX-Code``), into ``record``; return the content type."""
    content_type = ""
    for name, value in headers:
        kind = name.lower()
        if kind in _CLUES:
            record.clue(kind, value[:200])
        if kind == "content-type":
            content_type = value
        service = _SERVICE.search(value) if kind == "referer" else None
        if service:
            record.clue("referer-appid", service[1])
        if field_of(name):
            record.add(name, value, value, Carrier.TEXT)
    return content_type


def _is_lines(body: str) -> bool:
    return "\n" in body.rstrip("\r\n")


def _multipart(body: str, content_type: str) -> list[Record]:
    match = _BOUNDARY.search(content_type)
    first_line = body.partition("\n")[0].strip()
    boundary = f"--{match[1] or match[2]}" if match else first_line
    record = Record()
    for part in body.split(boundary) if boundary else []:
        head, _, value = part.replace("\r\n", "\n").partition("\n\n")
        name = _DISPOSITION.search(head)
        if name:
            text = value.removesuffix("\n")
            record.add(name[1] or name[2], text, text, Carrier.TEXT)
    return [record] if record else []
