"""Findings as annotations of a GitHub workflow (``::error file=…,line=…::message``)."""

import re

from wxauth_cli.core.finding import Finding, Severity
from wxauth_cli.core.printable import printable
from wxauth_cli.outcome import Outcome
from wxauth_cli.render.findings import fix_of, title_of
from wxauth_cli.runtime import Runtime

__all__ = ["annotations"]

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_LINE = re.compile(r"^(?P<file>.+?):(?P<line>\d+)$")


def annotations(outcome: Outcome, runtime: Runtime) -> str:
    """Return one annotation a line; nothing when there are no findings."""
    return "".join(_annotation(finding, runtime) for finding in outcome.findings)


def _annotation(finding: Finding, runtime: Runtime) -> str:
    sentence = runtime.redactor.scrub(runtime.translate(finding.message))
    text = "\n".join(part for part in (sentence, fix_of(finding, runtime)) if part)
    place = ""
    if finding.source:
        match = _LINE.match(finding.source)
        place = (
            f" file={_property(match['file'])},line={match['line']},"
            if match
            else f" file={_property(finding.source)},"
        )
    title = _property(f"{finding.field or ''} {title_of(finding, runtime)} ({finding.id})".strip())
    return f"::{_COMMANDS[finding.severity]}{place or ' '}title={title}::{_data(text)}\n"


def _data(text: str) -> str:
    # the escapes of the workflow commands: without them a line break would end the annotation
    return printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
