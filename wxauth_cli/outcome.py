"""What a command returns: one frozen value that every renderer turns into its own format."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from wxauth_cli.core.finding import Finding, Severity
from wxauth_cli.exitcodes import ExitCode

__all__ = ["Outcome", "exit_code_for"]


class Outcome(NamedTuple):
    """Answer of one command.

    ``result`` is the JSON ``result`` (JSON types; secrets as ``Secret``). ``raw``, when set, is the
    whole stdout of the text formats: a bare code, a payload file, so that commands pipe.
    ``facts`` is what the terminal view of the command needs beyond the result.
    """

    command: str
    result: Mapping[str, Any] | None = None
    findings: tuple[Finding, ...] = ()
    exit_code: ExitCode = ExitCode.OK
    raw: str | None = None
    facts: Mapping[str, Any] = MappingProxyType({})

    @property
    def ok(self) -> bool:
        return self.exit_code is ExitCode.OK


def exit_code_for(findings: tuple[Finding, ...]) -> ExitCode:
    """Return 1 when a finding is an error, else 0."""
    bad = any(finding.severity is Severity.ERROR for finding in findings)
    return ExitCode.PROBLEM_FOUND if bad else ExitCode.OK
