"""One verdict for one value, without any key."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from wxauth_cli.core import base64_text
from wxauth_cli.core.encoding.damage import places
from wxauth_cli.core.encoding.health import KEY_FIELDS, is_healthy
from wxauth_cli.core.encoding.losses import TYPICAL_LIMITS, case_folded, losses, not_a_value
from wxauth_cli.core.encoding.search import Step, Undone, cleaned, undo_all
from wxauth_cli.core.finding import Finding, Severity
from wxauth_cli.core.message import message, plural
from wxauth_cli.core.payload import Carrier, Payload, Value

__all__ = ["CHECKED_FIELDS", "Checked", "Verdict", "check_payload", "check_value", "step_findings"]

CHECKED_FIELDS = ("encryptedData", "iv", "session_key", "signature", "rawData", "appid", "openid", "value")
_PERCENT_FAMILY = {"plus-percent-once", "plus-percent-twice", "whole-percent-encoded"}


class Verdict(StrEnum):
    """What can be said of a value without the key."""

    INTACT = "intact"
    DAMAGED = "damaged"
    AT_RISK = "at-risk"  # healthy still, but the next form decoder will damage it
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Checked:
    """Verdict of one value; ``repaired`` only where there is exactly one way back."""

    field: str
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    repaired: str | None = None


def check_payload(payload: Payload) -> list[Checked]:
    """Return the verdict of every value of ``payload`` that has a form to check, in WeChat's order."""
    swapped = _swapped(payload)
    if swapped is not None:
        return [
            swapped,
            *(
                check_value(payload.values[f], f)
                for f in _present(payload)
                if f not in ("encryptedData", "iv")
            ),
        ]
    return [check_value(payload.values[field], field) for field in _present(payload)]


def check_value(value: Value, field: str) -> Checked:
    """Return the verdict of one value of ``field``."""
    checked = _check_text(value.text, field)
    risk = _unencoded_plus(value, field)
    if risk is None:
        return checked
    verdict = Verdict.AT_RISK if checked.verdict is Verdict.INTACT else checked.verdict
    return Checked(field, verdict, (*checked.findings, risk), checked.repaired)


def step_findings(steps: Iterable[Step], field: str) -> tuple[Finding, ...]:
    """Return one finding for each undone damage; repeated percent-decoding is one damage."""
    findings: list[Finding] = []
    for step in steps:
        if findings and findings[-1].id in _PERCENT_FAMILY and step.id in _PERCENT_FAMILY:
            continue
        severity = Severity.INFO if step.layout else Severity.ERROR
        findings.append(Finding(step.id, step.evidence, severity, field, step.positions, also=step.also))
    # the cause comes first, layout after it
    return tuple(sorted(findings, key=lambda finding: finding.severity is Severity.INFO))


def _check_text(text: str, field: str) -> Checked:
    if field == "rawData":
        return _check_raw_data(text)
    if instead := not_a_value(text, field):
        return Checked(field, Verdict.DAMAGED, (instead,))
    healthy = is_healthy(text, field)
    if healthy is None:
        return Checked(field, Verdict.UNKNOWN)
    folded = case_folded(text, field)
    if healthy:
        if folded or (folded := _zero_padded(text, field)):
            return Checked(field, Verdict.DAMAGED, (folded,))
        return Checked(field, Verdict.INTACT, _hints(text, field))
    ways = _shortest(text, field)
    if ways:
        findings = step_findings(ways[0].steps, field)
        if len(ways) == 1 and not any("appsecret-as-key" in finding.also for finding in findings):
            verdict = Verdict.INTACT if ways[0].is_layout else Verdict.DAMAGED
            return Checked(field, verdict, findings, None if ways[0].is_layout else ways[0].text)
        return Checked(field, Verdict.DAMAGED, findings)
    if folded:
        return Checked(field, Verdict.DAMAGED, (folded,))
    undone = cleaned(text, field)
    escapes = step_findings(undone.steps, field) if undone else ()
    found = (*escapes, *losses(undone.text if undone else text, field))
    return Checked(field, Verdict.DAMAGED if found else Verdict.UNKNOWN, found)


def _shortest(text: str, field: str) -> list[Undone]:
    """Return the healthy values that the fewest damages explain."""
    ways: list[Undone] = []
    for way in undo_all(text, field):
        if ways and len(way.steps) > len(ways[0].steps):
            break
        ways.append(way)
    return ways


def _check_raw_data(text: str) -> Checked:
    # never repaired: a space in it may be a real space in a nickname, and the signature covers the bytes
    if "&quot;" in text or "&#34;" in text:
        where = tuple(p for p in range(len(text)) if text.startswith(("&quot;", "&#34;"), p))
        evidence = plural(
            "An HTML-escaped quote, at {positions}.",
            "{count} HTML-escaped quotes, at {positions}.",
            len(where),
            positions=places(list(where)),
        )
        return Checked(
            "rawData", Verdict.DAMAGED, (Finding("rawdata-html", evidence, field="rawData", positions=where),)
        )
    if text.startswith(("%7B", "%7b", "%257B")):
        evidence = message("rawData is percent-encoded: it begins with {start}.", start=text[:5])
        return Checked(
            "rawData",
            Verdict.DAMAGED,
            (Finding("rawdata-percent", evidence, field="rawData", positions=(0,)),),
        )
    return Checked("rawData", Verdict.UNKNOWN)


def _unencoded_plus(value: Value, field: str) -> Finding | None:
    if value.carrier not in (Carrier.QUERY, Carrier.FORM) or "+" not in value.raw:
        return None
    positions = tuple(p for p, character in enumerate(value.raw) if character == "+")
    evidence = plural(
        "A raw + stands in a query string or form body, at {positions}: form decoding makes a space of it.",
        "{count} raw + stand in a query string or form body, at {positions}: they become spaces.",
        len(positions),
        positions=places(list(positions)),
    )
    return Finding("plus-unencoded", evidence, Severity.WARNING, field, positions)


def _zero_padded(text: str, field: str) -> Finding | None:
    if field != "session_key" or not base64_text.decode(text).endswith(b"\0\0"):
        return None
    evidence = message(
        "The key ends in zero bytes: a shorter key was filled up, which hides that it was cut."
    )
    return Finding("key-padded", evidence, field=field)


def _hints(text: str, field: str) -> tuple[Finding, ...]:
    if field in KEY_FIELDS and set(text.rstrip("=")) == {"A"}:
        return (
            Finding(
                "iv-zero-or-key",
                message("16 zero bytes: no value that WeChat made."),
                Severity.WARNING,
                field,
            ),
        )
    if field == "encryptedData" and len(text) in TYPICAL_LIMITS and not text.endswith("="):
        evidence = message(
            "Exactly {count} characters: a width at which columns cut between blocks. "
            "Only decryption can tell.",
            count=len(text),
        )
        return (Finding("truncated", evidence, Severity.INFO, field, also=("truncated-on-block",)),)
    return ()


def _swapped(payload: Payload) -> Checked | None:
    data, iv = payload.text("encryptedData"), payload.text("iv")
    if data and iv and is_healthy(data, "iv") and is_healthy(iv, "encryptedData"):
        evidence = message("encryptedData has the form of an iv and iv the form of encryptedData.")
        return Checked(
            "encryptedData", Verdict.DAMAGED, (Finding("fields-swapped", evidence, field="encryptedData"),)
        )
    return None


def _present(payload: Payload) -> list[str]:
    return [field for field in CHECKED_FIELDS if field in payload.values]
