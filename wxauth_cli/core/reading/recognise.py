"""Tell what form a text has, and read the payloads in it.

A healthy JSON payload takes the short way and imports nothing else; every other form is in
``text_forms``.
"""

from functools import partial
from typing import Any

from wxauth_cli.core.payload import Payload
from wxauth_cli.core.reading.documents import LiteralError, parse
from wxauth_cli.core.reading.json_reader import member, records_in
from wxauth_cli.core.reading.record import Descend, Record

__all__ = ["read_payloads"]

_LAYERS = 4  # JSON inside a form inside JSON inside JSON is the worst that was seen


def read_payloads(text: str, source: str) -> list[Payload]:
    """Return one payload per record found in ``text``; raises InputError when there is none.

    ``source`` names the text; where it holds several records each gets ``:LINE`` or ``#INDEX``.
    """
    form, records, node = _read(text, _LAYERS)
    if not records:
        from wxauth_cli.core.reading.refusal import nothing_found
        from wxauth_cli.core.reading.value_reader import read_values

        records = read_values(text)
        if not records:
            raise nothing_found(source, form, text, node)
        form = "value"
    if form == "log":
        from wxauth_cli.core.reading.notation import notation_of

        if notation := notation_of(text):
            for record in records:
                record.clue("notation", notation)
    return [record.payload(source + record.place if len(records) > 1 else source, form) for record in records]


def _read(text: str, layers: int) -> tuple[str, list[Record], Any]:
    """Return the form, its records, and the document where the text is one."""
    descend = partial(_nested, layers=layers - 1)
    if text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[", '"'):
        try:
            node = parse(text)
        except LiteralError:
            pass  # several documents, a map of another language, or damage
        else:
            return (*_document(node, descend), node)
    from wxauth_cli.core.reading.text_forms import read_text

    return (*read_text(text, descend), None)


def _nested(text: str, layers: int) -> list[Record]:
    return _read(text, layers)[1] if layers > 0 else []


def _document(node: Any, descend: Descend) -> tuple[str, list[Record]]:
    entries = member(node, "log", "entries")
    if not isinstance(entries, list):
        return "json", records_in(node, descend)
    from wxauth_cli.core.reading.har_reader import read_har

    return "har", read_har(entries, descend)
