"""Characters that look like base64, or like nothing: other alphabets, other widths, other charsets."""

import re
import unicodedata
from collections.abc import Iterator

from wxauth_cli.core.encoding.damage import Damage, Undo, edit_each, places
from wxauth_cli.core.encoding.traced import Edit
from wxauth_cli.core.message import message

__all__ = ["BASE64URL", "CHARSET_CONVERSION", "FULL_WIDTH", "INVISIBLE"]

_INVISIBLE = re.compile(
    "[\ufeff\u200b-\u200f\u2060-\u2064\u00ad\u180e\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f\x7f]"
)
_NO_BREAK = re.compile("[\u00a0\u2007\u202f\u3000\u2000-\u2006\u2008-\u200a]")
_FULL_WIDTH = re.compile("[\uff01-\uff5e]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_MARK_AS_LATIN = "\u00ef\u00bb\u00bf"
_URL_ALPHABET = re.compile(r"[-_]")


def _base64url(text: str, _field: str) -> Iterator[Undo]:
    foreign = list(_URL_ALPHABET.finditer(text))
    if foreign and "+" not in text and "/" not in text:
        edits = tuple(Edit(match.start(), match.end(), "+" if match[0] == "-" else "/") for match in foreign)
        positions = places([match.start() for match in foreign])
        yield Undo(
            edits,
            message("- and _ of the URL alphabet stand for + and /, at {positions}.", positions=positions),
        )


def _invisible(text: str, _field: str) -> Iterator[Undo]:
    hidden = list(_INVISIBLE.finditer(text))
    blanks = [match.start() for match in _NO_BREAK.finditer(text)]
    if not hidden and not blanks:
        return
    names = ", ".join(dict.fromkeys(f"U+{ord(text[p]):04X}" for p in [*(m.start() for m in hidden), *blanks]))
    drop = [Edit(match.start(), match.end()) for match in hidden]
    positions = sorted([*(match.start() for match in hidden), *blanks])
    evidence = message(
        "Characters that show nothing ({names}), at {positions}.", names=names, positions=places(positions)
    )
    for replacement in ("", "+") if blanks else ("",):  # a no-break space may stand for a rendered plus
        edits = sorted([*drop, *edit_each(blanks, replacement)], key=lambda edit: edit.start)
        yield Undo(tuple(edits), evidence)


def _full_width(text: str, _field: str) -> Iterator[Undo]:
    wide = list(_FULL_WIDTH.finditer(text))
    if wide:
        edits = tuple(Edit(m.start(), m.end(), unicodedata.normalize("NFKC", m[0])) for m in wide)
        positions = places([match.start() for match in wide])
        yield Undo(
            edits, message("Full-width characters of an input method, at {positions}.", positions=positions)
        )


def _charset(text: str, _field: str) -> Iterator[Undo]:
    if text.startswith(_MARK_AS_LATIN):
        evidence = message("A byte order mark was read as {charset} and written again.", charset="Latin-1")
        yield Undo((Edit(0, len(_MARK_AS_LATIN)),), evidence)
    runs = list(_NOT_ASCII.finditer(text))
    for charset in ("latin-1", "cp1252", "gb18030") if runs else ():
        try:
            edits = tuple(Edit(m.start(), m.end(), m[0].encode(charset).decode("utf-8")) for m in runs)
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
        positions = places([match.start() for match in runs])
        evidence = message(
            "UTF-8 bytes were read as {charset} and written again, at {positions}.",
            charset={"latin-1": "Latin-1", "cp1252": "Windows-1252", "gb18030": "GBK"}[charset],
            positions=positions,
        )
        yield Undo(edits, evidence)


BASE64URL = Damage("base64url-alphabet", _base64url)
INVISIBLE = Damage("invisible-characters", _invisible)
FULL_WIDTH = Damage("full-width", _full_width)
CHARSET_CONVERSION = Damage("charset-conversion", _charset)
