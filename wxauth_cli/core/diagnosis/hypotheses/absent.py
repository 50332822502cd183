"""A field is not there, or something else was given in its place."""

from wxauth_cli.core.diagnosis.case import BASE64_FIELDS, Case
from wxauth_cli.core.diagnosis.hypotheses.base import Tried
from wxauth_cli.core.diagnosis.verdict import Diagnosis, Outcome
from wxauth_cli.core.encoding.check import check_value
from wxauth_cli.core.encoding.losses import not_a_value
from wxauth_cli.core.finding import Finding, Severity
from wxauth_cli.core.message import Message, message
from wxauth_cli.core.payload import Value
from wxauth_cli.core.push import PushError, open_push

__all__ = ["Absent"]

_LONGEST = 1_000_000  # characters; searching more would outlast any time limit

# bytes of ciphertext seen in real payloads
_SIZES = (
    (range(160, 161), message("the size of a phone number payload")),
    (range(96, 145), message("the size of a share or group payload")),
    (range(288, 321), message("the size of a getUserProfile payload")),
    (range(336, 433), message("the size of a getUserInfo payload")),
    (range(900, 1400), message("the size of a WeRun payload")),
)


class Absent:
    """Say what is missing, what was taken for the value, and what can be seen without it."""

    name = "absent"

    def examine(self, case: Case) -> Tried:
        given = [field for field in BASE64_FIELDS if field in case.texts]
        findings = [found for field in given if (found := _instead(case, field))]
        missing = [field for field in BASE64_FIELDS if field not in case.texts]
        # without an iv all but the first block can still be read
        if not findings and missing in ([], ["iv"]):
            return Tried(len(given), message("every field is there and is what it should be"))
        findings += [_missing(field, case) for field in missing]
        named = {finding.field for finding in findings}
        findings += [
            finding
            for field in reversed(given)
            if field not in named
            for finding in check_value(Value(case.texts[field], case.texts[field]), field).findings
            if finding.severity is Severity.ERROR
        ]
        return Tried(len(given), conclusion=Diagnosis(Outcome.FAILED, tuple(findings)))


def _instead(case: Case, field: str) -> Finding | None:
    if len(case.texts[field]) > _LONGEST:
        evidence = message(
            "{count} characters; the longest payload of WeChat, 31 days of steps, has about 2,000.",
            count=len(case.texts[field]),
        )
        instead = "wrong-thing-as-data" if field == "encryptedData" else "wrong-thing-as-key"
        return Finding(instead, evidence, field=field)
    found = not_a_value(case.texts[field], field)
    if found is None or found.id != "encoding-aes-key-confused":
        return found
    try:
        push = open_push(case.texts.get("encryptedData", ""), case.texts["session_key"].strip())
    except PushError:
        return found
    evidence = message(
        "Opens as a message push for {appid} ({size} bytes) under the EncodingAESKey given as session_key.",
        appid=push.appid,
        size=len(push.message),
    )
    return Finding("message-push-body", evidence, field="encryptedData")


def _missing(field: str, case: Case) -> Finding:
    if field != "session_key":
        return Finding("field-missing", message("{field} was not given.", field=field), field=field)
    if not case.healthy("encryptedData") or case.ciphertext is None:
        return Finding("session-key-missing", message("No session_key was given."), field=field)
    evidence = message(
        "No session_key was given. encryptedData is whole: {blocks} blocks, {size}.",
        blocks=len(case.ciphertext) // 16,
        size=_likeness(len(case.ciphertext)),
    )
    return Finding("session-key-missing", evidence, field=field)


def _likeness(size: int) -> Message:
    return next((name for sizes, name in _SIZES if size in sizes), message("no size seen often"))
