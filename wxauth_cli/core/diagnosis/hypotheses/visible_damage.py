"""Damage that can be undone in the text, while something else is wrong too."""

from wxauth_cli.core.diagnosis.case import BASE64_FIELDS, Case
from wxauth_cli.core.diagnosis.hypotheses.base import Advance, Tried
from wxauth_cli.core.diagnosis.hypotheses.text_damage import healthy_readings
from wxauth_cli.core.encoding.check import step_findings
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
        readings = {field: healthy_readings(case, field) for field in damaged}
        mended = {field: found[0] for field, found in readings.items() if len(found) == 1}
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
