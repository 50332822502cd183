"""Damage that can be undone in the text, while something else is wrong too."""

from wxauth_cli.core.diagnosis.case import BASE64_FIELDS, Case
from wxauth_cli.core.diagnosis.hypotheses.base import Advance, Tried
from wxauth_cli.core.diagnosis.hypotheses.text_damage import healthy_readings
from wxauth_cli.core.encoding.check import step_findings
from wxauth_cli.core.encoding.search import Undone, cleaned
from wxauth_cli.core.message import message

__all__ = ["VisibleDamage"]


class VisibleDamage:
    """Undo what has one healthy reading, and let the others look at the better values.

    It stands behind the searches: one lost plus in 64 leaves a value that adding an = makes healthy.
    """

    name = "visible-damage"

    def examine(self, case: Case) -> Tried:
        damaged = [
            field for field in reversed(BASE64_FIELDS) if field in case.texts and not case.healthy(field)
        ]
        mended = {field: reading for field in damaged if (reading := _only_reading(case, field))}
        if not mended:
            return Tried(len(damaged), message("no damage has exactly one healthy reading"))
        texts = {field: reading.text for field, reading in mended.items()}
        findings = tuple(
            found for field, reading in mended.items() for found in step_findings(reading.steps, field)
        )
        repaired = {field: reading.text for field, reading in mended.items() if not reading.is_layout}
        return Tried(
            len(damaged), advance=Advance(case.with_texts(**texts), findings, repaired, visible=True)
        )


def _only_reading(case: Case, field: str) -> Undone | None:
    """Return the one healthy reading; where characters are lost besides, the text without its escapes."""
    readings = healthy_readings(case, field)
    if not readings:
        return cleaned(case.texts[field], field)
    # 32 hex digits are an AppSecret as likely as a key
    mistaken = any("appsecret-as-key" in step.also for reading in readings for step in reading.steps)
    return readings[0] if len(readings) == 1 and not mistaken else None
