"""When a repair counts as proved. One wrong claim is worse than a hundred "could not repair"."""

import json
import re
from typing import Any

from wxauth_cli.core.opendata import DecryptError, OpenData, decrypt, parse_padded

__all__ = ["prove", "prove_padded", "proved"]

_APPID = re.compile(r"wx[0-9a-f]{16}")
_FIRST_MINI_PROGRAM = 1_451_606_400  # 2016-01-01: no payload is older
_CLOCK_SKEW = 86_400.0


def proved(data: OpenData, now: float) -> bool:
    """Tell whether a decrypted object is WeChat's beyond doubt: AppID and plausible time in its watermark.

    Padding, UTF-8 and JSON have been checked by decryption itself. A false candidate passes those
    three about once in 10^40. A name given twice shows two payloads glued into one.
    """
    mark = data.watermark
    return (
        mark is not None
        and _APPID.fullmatch(mark.appid) is not None
        and _FIRST_MINI_PROGRAM <= mark.timestamp <= now + _CLOCK_SKEW
        and not _repeats_a_name(data.text)
    )


def _repeats_a_name(text: str) -> bool:
    repeated = False

    def note(pairs: list[tuple[str, Any]]) -> None:
        nonlocal repeated
        repeated = repeated or len({name for name, _ in pairs}) < len(pairs)

    json.loads(text, object_pairs_hook=note)
    return repeated


def prove(encrypted_data: str, iv: str, session_key: str, now: float) -> OpenData | None:
    """Return the payload when the three texts decrypt to a proved one, else None."""
    try:
        data = decrypt(encrypted_data, iv, session_key)
    except DecryptError:
        return None
    return data if proved(data, now) else None


def prove_padded(padded: bytes, now: float) -> OpenData | None:
    """Return the payload when decrypted blocks hold a proved one, else None."""
    try:
        data = parse_padded(padded)
    except DecryptError:
        return None
    return data if proved(data, now) else None
