"""Tell what form a text has, and read the payloads in it."""

from wxauth_cli.core.errors import InputError
from wxauth_cli.core.message import message
from wxauth_cli.core.payload import Payload
from wxauth_cli.core.reading.json_reader import records_in
from wxauth_cli.core.reading.literal import LiteralError, parse
from wxauth_cli.core.reading.record import Record

__all__ = ["read_payloads"]


def read_payloads(text: str, source: str) -> list[Payload]:
    """Return one payload per record found in ``text``; raises InputError when there is none."""
    try:
        records = records_in(parse(text), lambda nested: [])
    except LiteralError:
        records = []
    if not records:
        raise InputError(
            message("{source} holds no WeChat payload", source=source),
            message("Give a JSON object with encryptedData, iv and session_key"),
        )
    return [_payload(record, source, len(records) > 1) for record in records]


def _payload(record: Record, source: str, several: bool) -> Payload:
    return record.payload(source + record.place if several else source, "json")
