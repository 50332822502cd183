"""One JSON envelope with a version, for answers and failures alike."""

import json
import re
from typing import Any

from wxauth_cli.core.finding import Finding
from wxauth_cli.outcome import Outcome
from wxauth_cli.render import Failure
from wxauth_cli.render.findings import fix_of
from wxauth_cli.runtime import Runtime

__all__ = ["SCHEMA", "failure_document", "finding_object", "outcome_document"]

_OBEYED = re.compile("[\x7f-\x9f\ud800-\udfff\u200e\u200f\u2028-\u202e\u2066-\u2069]")
SCHEMA = 1  # raised when a field is renamed or removed, never when one is added


def outcome_document(outcome: Outcome, runtime: Runtime) -> str:
    """Return the envelope of an answer as one line of text with its newline."""
    return _line(
        {
            "schema": SCHEMA,
            "command": outcome.command,
            "ok": outcome.ok,
            "exit_code": int(outcome.exit_code),
            "result": runtime.redactor.result(outcome.result),
            "findings": [finding_object(finding, runtime) for finding in outcome.findings],
            "error": None,
        },
        runtime,
    )


def failure_document(failure: Failure, runtime: Runtime) -> str:
    """Return the envelope of a failure as one line of text with its newline."""
    say = runtime.translate
    return _line(
        {
            "schema": SCHEMA,
            "command": failure.command,
            "ok": False,
            "exit_code": int(failure.exit_code),
            "result": None,
            "findings": [],
            "error": {
                "type": failure.kind,
                "code": failure.code,
                "message": runtime.redactor.scrub(say(failure.message)),
                "hint": runtime.redactor.scrub(say(failure.hint)) if failure.hint else None,
                "rid": failure.rid,
            },
        },
        runtime,
    )


def finding_object(finding: Finding, runtime: Runtime) -> dict[str, Any]:
    """Return the JSON form of a finding; ``also`` and ``source`` only where there is something."""
    document: dict[str, Any] = {
        "id": finding.id,
        "severity": str(finding.severity),
        "field": finding.field,
        "positions": list(finding.positions),
        "message": runtime.redactor.scrub(runtime.translate(finding.message)),
        "fix": fix_of(finding, runtime),
    }
    if finding.also:
        document["also"] = list(finding.also)
    if finding.source:
        document["source"] = runtime.redactor.result(finding.source)
    return document


def _line(document: dict[str, Any], runtime: Runtime) -> str:
    # a pipe may be ASCII or GBK: JSON has its own escapes, so nothing is lost there
    text = json.dumps(document, ensure_ascii=False)
    if not runtime.environment.stdout.can_encode(text):
        text = json.dumps(document, ensure_ascii=True)
    # JSON may hold DEL, C1 and the direction marks raw; a terminal would obey them
    return _OBEYED.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"
