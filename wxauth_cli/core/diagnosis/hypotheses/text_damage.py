"""Transport damage that can be undone from the text alone, in one field or several."""

from itertools import islice, product

from wxauth_cli.core.diagnosis.case import BASE64_FIELDS, Case
from wxauth_cli.core.diagnosis.hypotheses.base import Tried
from wxauth_cli.core.diagnosis.proof import prove
from wxauth_cli.core.diagnosis.verdict import Diagnosis, Outcome
from wxauth_cli.core.encoding.check import step_findings
from wxauth_cli.core.encoding.search import Undone, undo_all
from wxauth_cli.core.message import message
from wxauth_cli.core.opendata import OpenData

__all__ = ["TextDamage", "healthy_readings"]

_READINGS_OF_A_FIELD = 24
_COMBINATIONS = 512


class TextDamage:
    """Undo what the catalogue of damages knows, and prove the result by decrypting it."""

    name = "text-damage"

    def examine(self, case: Case) -> Tried:
        damaged = [field for field in BASE64_FIELDS if field in case.texts and not case.healthy(field)]
        if not damaged:
            return Tried(0, message("every field has its healthy form"))
        readings = [healthy_readings(case, field) for field in BASE64_FIELDS]
        tried = 0
        for combination in islice(product(*readings), _COMBINATIONS):
            tried += 1
            session_key, iv, data = (reading.text for reading in combination)
            if opened := prove(data, iv, session_key, case.now):
                return Tried(tried, conclusion=_repaired(combination, opened))
        if not tried:
            return Tried(0, message("no undoing gives {fields} a healthy form", fields=", ".join(damaged)))
        return Tried(tried, message("the values can be made healthy, but do not decrypt"))


def healthy_readings(case: Case, field: str) -> list[Undone]:
    """Return the healthy values a field may have had, the value itself when it is healthy."""
    if field not in case.texts:
        return []
    text = case.texts[field]
    as_given = [Undone(text, ())] if case.healthy(field) else []
    return as_given + list(islice(undo_all(text, field), _READINGS_OF_A_FIELD))


def _repaired(combination: tuple[Undone, ...], opened: OpenData) -> Diagnosis:
    changed = [
        (field, reading) for field, reading in zip(BASE64_FIELDS, combination, strict=True) if reading.steps
    ]
    # the field that carries the payload first, then iv, then the key
    findings = tuple(
        found for field, reading in reversed(changed) for found in step_findings(reading.steps, field)
    )
    outcome = Outcome.OK if all(reading.is_layout for _, reading in changed) else Outcome.REPAIRED
    repaired = {field: reading.text for field, reading in changed if not reading.is_layout}
    return Diagnosis(outcome, findings, opened, repaired)
