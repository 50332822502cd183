"""encryptedData ends too early: everything up to the cut is readable."""

from wxauth_cli.core.diagnosis.blocks import readable_blocks
from wxauth_cli.core.diagnosis.case import Case
from wxauth_cli.core.diagnosis.hypotheses.base import Tried
from wxauth_cli.core.diagnosis.partial import readable_fields
from wxauth_cli.core.diagnosis.verdict import Diagnosis, Outcome
from wxauth_cli.core.encoding.losses import TYPICAL_LIMITS
from wxauth_cli.core.finding import Finding
from wxauth_cli.core.message import Message, message

__all__ = ["Truncated"]

_PHONE_CHARACTERS = 216  # a mainland number; 160 bytes
_WATERMARK = '"watermark":{"timestamp":1700000000,"appid":"wx0123456789abcdef"}}'


class Truncated:
    """Conclude when every whole block is text, and the end (padding and =) is not there."""

    name = "truncated"

    def examine(self, case: Case) -> Tried:
        text = case.texts.get("encryptedData", "")
        if not case.key_fits or case.padded is None or text.endswith("="):
            return Tried(0, message("no block is readable, or the value has its end"))
        readable = readable_blocks(case.padded)
        first = 0 if case.iv is not None else 1
        if not all(readable[first:]) or _has_end(case.padded):
            return Tried(len(readable), message("a block before the end is unreadable"))
        fields = readable_fields(case.padded, readable)
        evidence = _evidence(case.padded, len(text))
        aligned = "truncated-on-block" if case.ciphertext is not None else "truncated-off-block"
        found = Finding("truncated", evidence, field="encryptedData", positions=(len(text),), also=(aligned,))
        return Tried(len(readable), conclusion=Diagnosis(Outcome.PARTIAL, (found,), partial=fields))


def _has_end(padded: bytes) -> bool:
    return 1 <= padded[-1] <= 16


def _evidence(padded: bytes, length: int) -> Message:
    missing = _least_missing(padded, length)
    if length in TYPICAL_LIMITS:
        return message(
            "Readable to its end at exactly {length} characters, a width at which columns and logs cut; "
            "at least {missing} characters are missing.",
            length=length,
            missing=missing,
        )
    return message(
        "Readable to its end at {length} characters, no padding; at least {missing} characters are missing.",
        length=length,
        missing=missing,
    )


def _least_missing(padded: bytes, length: int) -> int:
    """Return how many base64 characters must still follow for the payload to be whole."""
    if padded.startswith(b'{"phoneNumber":"') and length < _PHONE_CHARACTERS:
        return _PHONE_CHARACTERS - length
    text = padded.decode("utf-8", "replace")
    start = text.find('"watermark"')
    lacking = len(_WATERMARK) if start < 0 else max(1, len(_WATERMARK) - (len(text) - start))
    total = (len(padded) + lacking) // 16 * 16 + 16
    return max(1, (total + 2) // 3 * 4 - length)
