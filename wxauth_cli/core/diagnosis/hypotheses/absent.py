"""A field is not there, or something else was given in its place."""

from wxauth_cli.core.diagnosis.case import BASE64_FIELDS, Case
from wxauth_cli.core.diagnosis.hypotheses.base import Tried
from wxauth_cli.core.diagnosis.verdict import Diagnosis, Outcome
from wxauth_cli.core.encoding.losses import not_a_value
from wxauth_cli.core.finding import Finding
from wxauth_cli.core.message import message

__all__ = ["Absent"]


class Absent:
    """Say what is missing, or what was taken for the value."""

    name = "absent"

    def examine(self, case: Case) -> Tried:
        given = [field for field in BASE64_FIELDS if field in case.texts]
        findings = [found for field in given if (found := not_a_value(case.texts[field], field))]
        findings += [_missing(field) for field in BASE64_FIELDS if field not in case.texts]
        # without an iv all but the first block can still be read
        if not findings or (
            {finding.id for finding in findings} == {"field-missing"}
            and [finding.field for finding in findings] == ["iv"]
        ):
            return Tried(len(given), message("every field is there and is what it should be"))
        return Tried(len(given), conclusion=Diagnosis(Outcome.FAILED, tuple(findings)))


def _missing(field: str) -> Finding:
    if field == "session_key":
        return Finding(
            "session-key-missing",
            message("No session_key was given; nothing decrypts without it."),
            field=field,
        )
    return Finding("field-missing", message("{field} was not given.", field=field), field=field)
