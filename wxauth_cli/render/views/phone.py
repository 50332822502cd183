"""The text answer of ``wxauth phone``."""

from collections.abc import Mapping
from typing import Any

from wxauth_cli.core.message import message
from wxauth_cli.outcome import Outcome
from wxauth_cli.render.document import Advice, Block, Fields, Headline
from wxauth_cli.render.findings import finding_blocks
from wxauth_cli.runtime import Runtime
from wxauth_cli.times import local_time, utc_time

__all__ = ["document"]


def document(outcome: Outcome, runtime: Runtime) -> list[Block]:
    """Return the number, its watermark, and what is wrong with them."""
    say, result = runtime.translate, runtime.redactor.result(outcome.result)
    rows = [(name, result[name]) for name in ("phoneNumber", "purePhoneNumber", "countryCode")]
    rows += _watermark(result["watermark"])
    if not outcome.findings:
        return [
            Headline(True, say(message("getuserphonenumber accepted the code"))),
            Fields(rows),
            Advice(say(message("The code is spent now; the next number needs a new button press."))),
        ]
    tag = outcome.findings[0].id
    return [
        Headline(False, say(message("the phone number belongs to another app")), tag),
        Fields(rows),
        *finding_blocks(outcome.findings, runtime),
    ]


def _watermark(watermark: Mapping[str, Any]) -> list[tuple[str, str]]:
    rows = []
    for name, value in watermark.items():
        text = _printable(value)
        if name == "timestamp" and isinstance(value, int):
            text = f"{local_time(value)}   {utc_time(value)}"
        rows.append((f"watermark.{_printable(name)}", text))
    return rows


def _printable(value: object) -> str:
    return value if isinstance(value, str) and value.isprintable() else ascii(value)
