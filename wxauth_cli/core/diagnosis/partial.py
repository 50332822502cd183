"""The complete fields that can be read in a plaintext that is damaged somewhere."""

import json
import re
from collections.abc import Sequence
from typing import Any

from wxauth_cli.core.aes import BLOCK
from wxauth_cli.core.diagnosis.consistency import plausible_field

__all__ = ["readable_fields"]

_PAIR = re.compile(
    r'"(?P<name>[A-Za-z_]{1,32})":(?P<value>"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?=[,}\]])|true|false|null|\{[^{}]*\})'
)
_INNER = {"timestamp", "step", "appid"}  # they stand in the watermark or in a day of steps, never outside
_STEPS = re.compile(r'\{"timestamp":(\d+),"step":(\d+)\}')


def readable_fields(padded: bytes, readable: Sequence[bool]) -> dict[str, Any]:
    """Return every field that stands whole in the readable blocks; ``padded`` as decrypted.

    A field that reaches into an unreadable block is left out, not guessed, and so is one in the block
    behind it: what spoiled the one flips bits in the other, and a flipped digit is still a digit.
    We-run steps are given as the list of those that are whole.
    """
    fields: dict[str, Any] = {}
    for stretch in _stretches(padded, readable):
        text = stretch.decode("utf-8", "replace")
        if steps := [{"timestamp": int(t), "step": int(s)} for t, s in _STEPS.findall(text)]:
            fields.setdefault("stepInfoList", []).extend(steps)
            text = _STEPS.sub("", text)
        opened = text.find('"watermark":{')
        for match in _PAIR.finditer(text):
            name, value = match["name"], _value(match["value"])
            if name not in _INNER and plausible_field(name, value):
                fields.setdefault(name, value)
            elif name in _INNER and 0 <= opened < match.start():  # a watermark that was cut before its end
                fields.setdefault("watermark", {})[name] = value
    return fields


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:  # an escape that JSON does not know
        return text


def _stretches(padded: bytes, readable: Sequence[bool]) -> list[bytes]:
    stretches: list[bytes] = []
    trusted = [fine and (index == 0 or readable[index - 1]) for index, fine in enumerate(readable)]
    before = False
    for index, fine in enumerate(trusted):
        block = padded[index * BLOCK : (index + 1) * BLOCK]
        if fine and before:
            stretches[-1] += block
        elif fine:
            stretches.append(block)
        before = fine
    return stretches
