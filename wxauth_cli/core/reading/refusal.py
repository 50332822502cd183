"""What to say of a text that holds no payload: what it is, why nothing was found, what to give."""

from typing import Any

from wxauth_cli.core.errors import InputError
from wxauth_cli.core.message import Message, message
from wxauth_cli.core.reading.documents import LiteralError, parse
from wxauth_cli.core.reading.json_reader import member, names_in

__all__ = ["broken_json", "nothing_found"]

_SHOWN = 8  # names in a message


def _empty(source: str) -> InputError:
    """Return the error for a text of nothing but white space."""
    return InputError(
        message("{source} is empty", source=source),
        message("Save the request body or the log line there, or pipe it: wxauth decrypt -"),
    )


def broken_json(text: str) -> Message:
    """Return the note that the JSON does not parse, with the place where that shows."""
    line, column = _place(text)
    return message(
        "the JSON is broken at line {line}, column {column}: the values were read one by one",
        line=line,
        column=column,
    )


def nothing_found(source: str, form: str, text: str, node: Any) -> InputError:
    """Return the error for a text whose ``form`` was recognised, but that names no field."""
    if not text.strip("\ufeff \t\r\n"):
        return _empty(source)
    if form == "json":
        return _json(source, node)
    if form == "har":
        return InputError(
            message(
                "{source} is a HAR with {count} entries, and none carries encryptedData, iv or a code",
                source=source,
                count=len(member(node, "log", "entries")),
            ),
            message(
                'Record again while the login runs, with bodies included ("save all as HAR with content")'
            ),
        )
    if form == "curl":
        return _curl(source, text)
    if form == "http":
        return _without_fields(source, message("a raw HTTP message"))
    if form == "url":
        return _without_fields(source, message("a URL"))
    if form == "query":
        return _without_fields(source, message("a query string"))
    if text.lstrip()[:1] in ("{", "["):
        line, column = _place(text)
        return InputError(
            message(
                "{source} begins like JSON but is broken at line {line}, column {column}, "
                "and names none of WeChat's fields",
                source=source,
                line=line,
                column=column,
            ),
            _wanted(),
        )
    return InputError(
        message(
            "{source} is text in which neither a payload nor a single base64 value was found", source=source
        ),
        _wanted(),
    )


def _json(source: str, node: Any) -> InputError:
    names = names_in(node)
    if names:
        shown = ", ".join(name[:40] for name in names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
        sentence = message(
            "{source} is JSON, but none of its names is one of WeChat's (it has: {names})",
            source=source,
            names=shown,
        )
    else:
        sentence = message("{source} is JSON, but holds no object with WeChat's names", source=source)
    return InputError(sentence, _wanted())


def _curl(source: str, text: str) -> InputError:
    from wxauth_cli.core.reading.curl_reader import data_files

    files = data_files(text)
    if files:
        return InputError(
            message("the curl command sends the file {file}, which is not part of it", file=files[0]),
            message("Give that file instead: wxauth decrypt {file}", file=files[0]),
        )
    return _without_fields(source, message("a curl command"))


def _without_fields(source: str, what: Message) -> InputError:
    return InputError(
        message("{source} is {what}, but it carries none of WeChat's fields", source=source, what=what),
        _wanted(),
    )


def _wanted() -> Message:
    return message(
        'Give {{"encryptedData": "…", "iv": "…", "session_key": "…"}} in any spelling, or the values with '
        "--encrypted-data, --iv and --session-key"
    )


def _place(text: str) -> tuple[int, int]:
    try:
        parse(text)
    except LiteralError as error:
        before = text[: error.position]
        return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    return 1, 1
