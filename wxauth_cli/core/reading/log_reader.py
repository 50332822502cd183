"""Free text: log lines, settings, notes, source code, printed maps, JSON behind a prefix.

Every known name in the text is looked at once, from left to right. It stands inside a JSON object,
or before a value; whatever was read is not looked at again.
"""

import re
from bisect import bisect_right
from typing import Any

from wxauth_cli.core.payload import Carrier
from wxauth_cli.core.reading.documents import LiteralError, Pairs
from wxauth_cli.core.reading.grouping import assemble
from wxauth_cli.core.reading.json_reader import records_in
from wxauth_cli.core.reading.literal import parse_at, unescape
from wxauth_cli.core.reading.names import field_of, known_name
from wxauth_cli.core.reading.pair_value import Found, read_value
from wxauth_cli.core.reading.query_reader import percent_decode
from wxauth_cli.core.reading.record import Descend, Record

__all__ = ["read_log", "undo_server_escapes"]

_ENCODED_JSON = re.compile(r"%7B(?:%22|%27)[^\s\"'<>&]*+", re.IGNORECASE)
_NGINX_ESCAPE = re.compile(r"\\x(22|5C|5c)")
_TRIES = 20  # braces before a name that may open the object around it


class _Scan:
    """Walk one text and collect partial records by line."""

    def __init__(self, text: str, descend: Descend) -> None:
        self.text = text
        self.descend = descend
        self.braces = [match.start() for match in re.finditer(r"\{", text)]
        self.tried = -1
        self.budget = 8 * len(text) + 100_000  # characters that may be parsed in vain
        self.line = 1
        self.counted = 0
        self.found: list[tuple[int, Record]] = []
        self.last: tuple[int, Carrier] = (-1, Carrier.TEXT)

    def run(self) -> list[Record]:
        position = 0
        for match in known_name().finditer(self.text):
            if match.start() >= position:
                position = self._name(match, position)
        return assemble(self.found)

    def _name(self, match: re.Match[str], position: int) -> int:
        island = self._island(position, match.start())
        if island is not None:
            node, start, end = island
            self._take(start, records_in(node, self.descend))
            return end
        name = match["name"]
        value = read_value(self.text, match.end(), field_of(name))
        if value is None:
            return match.end()
        self._pair(match, name, value)
        return max(value.end, match.end())

    def _island(self, position: int, name: int) -> tuple[Any, int, int] | None:
        """Return the object around the name, its start and its end, if there is one."""
        first = bisect_right(self.braces, max(position - 1, self.tried))
        last = bisect_right(self.braces, name)
        for start in self.braces[max(first, last - _TRIES) : last]:
            self.tried = start
            if self.budget <= 0:
                return None
            try:
                node, end = parse_at(self.text, start)
            except LiteralError as error:
                self.budget -= error.position - start
                continue
            self.budget -= end - start
            if end > name and isinstance(node, Pairs):
                return node, start, end
        return None

    def _pair(self, match: re.Match[str], name: str, value: Found) -> None:
        carrier = self._carrier(match, value)
        text = value.text
        if carrier in (Carrier.QUERY, Carrier.FORM):
            text = percent_decode(value.raw)
        elif carrier is Carrier.JSON:
            text = unescape(value.raw)
        self.last = (value.end, carrier)
        record = Record()
        if record.add(name, text, value.raw, carrier):
            self._take(match.start(), [record])

    def _carrier(self, match: re.Match[str], value: Found) -> Carrier:
        before = self.text[max(match.start() - 5, 0) : match.start()]
        between = self.text[match.end() : value.start]
        if value.quote == '"' and before.endswith('"') and "".join(between.split()) == '":':
            return Carrier.JSON
        if value.quote or not value.after_plain_equals:
            return Carrier.TEXT
        if before.endswith("?"):
            return Carrier.QUERY
        if before.endswith(("&", "&amp;")):
            continues = 0 <= match.start() - self.last[0] <= 5 and self.last[1] is not Carrier.TEXT
            return self.last[1] if continues else self._form_or_query(match.start())
        return Carrier.FORM if self.text.startswith("&", value.end) else Carrier.TEXT

    def _form_or_query(self, position: int) -> Carrier:
        token = self.text[max(position - 2000, 0) : position].rpartition(" ")[2]
        return Carrier.QUERY if "?" in token else Carrier.FORM

    def _take(self, position: int, records: list[Record]) -> None:
        self.line += self.text.count("\n", self.counted, position)
        self.counted = position
        for record in records:
            same_line = bool(self.found) and self.found[-1][0] == self.line and len(records) == 1
            if same_line and self.found[-1][1].values.keys().isdisjoint(record.values):
                self.found[-1][1].absorb(record)
            else:
                record.place = f":{self.line}{record.place}"
                self.found.append((self.line, record))


def read_log(text: str, descend: Descend) -> list[Record]:
    """Return the records of free text, each with the ``:LINE`` where it begins."""
    return _Scan(text, descend).run()


def undo_server_escapes(text: str) -> str:
    """Return ``text`` with the escapes undone that web servers put around a name in an access log."""
    if "%22" in text:  # a JSON parameter stands there as %7B%22…
        text = _ENCODED_JSON.sub(lambda match: percent_decode(match[0]).replace("\n", " "), text)
    if "\\x22" in text:  # nginx writes the quotes of a body so
        text = _NGINX_ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return text
