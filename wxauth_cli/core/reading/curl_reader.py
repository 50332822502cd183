"""A ``curl`` command: its URL, its data and its headers."""

import re

from wxauth_cli.core.payload import Carrier
from wxauth_cli.core.reading.body import read_body, read_headers
from wxauth_cli.core.reading.query_reader import read_query, read_url
from wxauth_cli.core.reading.record import Descend, Record, combine
from wxauth_cli.core.reading.shell import split_words

__all__ = ["BEGINS_CURL", "data_files", "read_curls"]

BEGINS_CURL = re.compile(r"(?m)^[ \t]*(?:[$>#%][ \t]+)?curl(?:\.exe)?[ \t]")
_SAFE = re.compile(r"[^A-Za-z0-9_.~-]")
_DATA = frozenset({"-d", "--data", "--data-ascii", "--data-raw", "--data-binary", "--json"})
_WITH_VALUE = _DATA | frozenset(
    re.findall(
        r"\S+",
        "--data-urlencode --url-query -F --form --form-string -H --header -A --user-agent -e --referer --url "
        "-X --request -o --output -u --user -b --cookie -c --cookie-jar -x --proxy -m --max-time "
        "--connect-timeout --cacert --cert --key --resolve --retry -w --write-out -T --upload-file",
    )
)


class _Command:
    """The parts of one curl command that can hold a payload."""

    def __init__(self) -> None:
        self.urls: list[str] = []
        self.data: list[str] = []
        self.headers: list[tuple[str, str]] = []
        self.parts: list[str] = []
        self.query: list[str] = []
        self.data_in_query = False


def read_curls(text: str, descend: Descend) -> list[Record]:
    """Return the records of every curl command in ``text``, each with the ``:LINE`` it begins at."""
    starts = [match.start() for match in BEGINS_CURL.finditer(text)]
    found: list[Record] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        records = _read(_parse(split_words(text[start:end])), descend)
        for record in records:
            record.place = f":{text.count(chr(10), 0, start) + 1}{record.place}"
        found += records
    return found


def data_files(text: str) -> list[str]:
    """Return the files that the command would send (``-d @body.json``): they are not at hand here."""
    return [item[1:] for item in _parse(split_words(text)).data if item.startswith("@")]


def _parse(words: list[str]) -> _Command:
    command = _Command()
    rest = iter(words[words.index("curl") + 1 :] if "curl" in words else words[1:])
    for word in rest:
        option, value = _option(word)
        if option in _WITH_VALUE and value is None:
            value = next(rest, "")
        if option in ("-G", "--get"):
            command.data_in_query = True
        elif not option:
            command.urls.append(word)
        elif value is not None:
            _take(command, option, value)
    return command


def _option(word: str) -> tuple[str, str | None]:
    """Return option and attached value (``-dX``, ``--data=X``); an empty option for a plain word."""
    if not word.startswith("-") or word == "-":
        return "", None
    if word.startswith("--"):
        name, equals, value = word.partition("=")
        return (name, value) if equals and name in _WITH_VALUE else (word, None)
    if word[:2] in _WITH_VALUE:
        return word[:2], word[2:] or None
    return ("-G" if "G" in word[1:] else word), None


def _take(command: _Command, option: str, value: str) -> None:
    if option in _DATA:
        command.data.append(value)
        if option == "--json":
            command.headers.append(("Content-Type", "application/json"))
    elif option == "--data-urlencode":
        command.data.append(_urlencoded(value))
    elif option == "--url-query":
        command.query.append(_urlencoded(value))
    elif option in ("-F", "--form", "--form-string"):
        command.parts.append(value)
    elif option in ("-H", "--header"):
        name, _, content = value.partition(":")
        command.headers.append((name.strip(), content.strip()))
    elif option in ("-A", "--user-agent"):
        command.headers.append(("User-Agent", value))
    elif option in ("-e", "--referer"):
        command.headers.append(("Referer", value))
    elif option == "--url":
        command.urls.append(value)


def _urlencoded(value: str) -> str:
    """Encode as ``--data-urlencode`` does: what follows the first ``=``."""
    name, equals, content = value.partition("=")
    return name + equals + _SAFE.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), content)


def _read(command: _Command, descend: Descend) -> list[Record]:
    own = Record()
    content_type = read_headers(command.headers, own)
    children = [read_url(url, descend) for url in command.urls]
    if command.query:
        children.append(read_query("&".join(command.query), Carrier.QUERY, descend))
    body = "&".join(command.data)
    if command.data_in_query:
        children.append(read_query(body, Carrier.QUERY, descend))
    else:
        children.append(read_body(body, content_type, descend))
    for part in command.parts:
        name, _, content = part.partition("=")
        own.add(name, content, content, Carrier.TEXT)
    return _with_clues(combine(own, children), own)


def _with_clues(records: list[Record], own: Record) -> list[Record]:
    for record in records:
        record.clues += [clue for clue in own.clues if clue not in record.clues]
    return records
