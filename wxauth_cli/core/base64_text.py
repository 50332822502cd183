"""Base64 as WeChat writes it: standard alphabet, padded, no spare bits, nothing around it."""

import binascii
import re
from base64 import b64encode

from wxauth_cli.core.message import Message, message

__all__ = ["ALPHABET", "Base64Error", "decode", "encode"]

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

# compiled only for a value that fails
_FOREIGN = r"[^A-Za-z0-9+/=]"
_PADDING_INSIDE = r"(?<!=)=++(?=[^=])"


class Base64Error(ValueError):
    """A text is not canonical base64; ``positions`` are the offending 0-based offsets."""

    def __init__(self, reason: Message, positions: tuple[int, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.positions = positions


def encode(data: bytes) -> str:
    """Return ``data`` in standard base64 with padding."""
    return b64encode(data).decode("ascii")


def decode(text: str) -> bytes:
    """Return the bytes of canonical base64 ``text``. Raises Base64Error for anything lenient decoders skip.

    Most runtimes drop foreign characters or spare bits without a word and so decode damaged values to
    different bytes; here each of them is an error with its position.
    """
    try:
        data = binascii.a2b_base64(text, strict_mode=True)
    except ValueError:
        raise _explain(text) from None
    if encode(data) != text:
        raise Base64Error(
            message(
                "the last character {character} carries bits that no encoder writes",
                character=text.rstrip("=")[-1:],
            ),
            (len(text.rstrip("=")) - 1,),
        )
    return data


def _explain(text: str) -> Base64Error:
    foreign = tuple(match.start() for match in re.finditer(_FOREIGN, text))
    if foreign:
        shown = ", ".join(dict.fromkeys(_name(text[position]) for position in foreign[:50]))
        return Base64Error(message("characters that are not base64: {characters}", characters=shown), foreign)
    if inside := tuple(match.start() for match in re.finditer(_PADDING_INSIDE, text)):
        return Base64Error(message("padding (=) in the middle of the value"), inside)
    return Base64Error(message("{count} characters are not a multiple of 4", count=len(text)))


def _name(character: str) -> str:
    return character if character.isprintable() and character != " " else f"U+{ord(character):04X}"
