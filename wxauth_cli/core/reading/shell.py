"""Words of a pasted command line: POSIX quotes, ``$'…'``, and the ``^`` of a Windows prompt."""

import re

from wxauth_cli.core.reading.literal import unescape

__all__ = ["split_words"]

_PIECE = re.compile(
    r"""(?xs)
      (?P<space> [ \t\r\n]++ | \\\r?\n )
    | (?P<end> [;|] | &&? )
    | \$' (?P<ansi> (?: [^'\\]++ | \\. )*+ ) (?: '|\Z )
    | ' (?P<single> [^']*+ ) (?: '|\Z )
    | \$?" (?P<double> (?: [^"\\]++ | \\. )*+ ) (?: "|\Z )
    | \\ (?P<escaped> . )
    | (?P<plain> [^\s'"\\;|&$]++ | . )
    """
)
_IN_DOUBLE = re.compile(r'\\(["\\$`]|\r?\n)')
_CARET = re.compile(r"\^(\r?\n|.)", re.DOTALL)


def split_words(command: str) -> list[str]:
    """Return the words of the first command in ``command``; an open quote runs to the end.

    ``&`` and ``;`` end a command only where white space follows: people forget to quote URLs.
    """
    words: list[str] = []
    word: list[str] | None = None
    for match in _PIECE.finditer(_without_carets(command)):
        kind = match.lastgroup
        if kind == "space":
            if word is not None:
                words.append("".join(word))
            word = None
            continue
        if kind == "end" and word is None:
            break
        word = word or []
        word.append(_plain(kind, match))
    if word is not None:
        words.append("".join(word))
    return words


def _plain(kind: str | None, match: re.Match[str]) -> str:
    if kind == "ansi":
        return unescape(match["ansi"])
    if kind == "double":
        return _IN_DOUBLE.sub(lambda m: m[1] if m[1] in '"\\$`' else "", match["double"])
    return match[kind] if kind else ""


def _without_carets(command: str) -> str:
    """Undo what a browser's "copy as cURL (cmd)" writes: ``^`` before quotes and line ends."""
    if not re.search(r"\^(?:\r?\n|\"|\Z)", command):
        return command
    return _CARET.sub(lambda match: " " if match[1].endswith("\n") else match[1], command)
