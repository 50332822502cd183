"""The only place that prints an answer: text for people, JSON for machines, chosen once per run."""

from typing import NamedTuple

from wxauth_cli.core.errors import WxauthError
from wxauth_cli.core.message import Message
from wxauth_cli.exitcodes import ExitCode
from wxauth_cli.outcome import Outcome
from wxauth_cli.runtime import Runtime

__all__ = ["Failure", "render", "render_failure"]


class Failure(NamedTuple):
    """A command that could not give a result (exit codes 2 to 5 and 70)."""

    kind: str
    command: str
    exit_code: ExitCode
    message: Message
    hint: Message | None
    code: int | None = None
    rid: str | None = None
    page: str | None = None  # the help that people get in place of message and hint

    @classmethod
    def of(cls, error: WxauthError, command: str, exit_code: ExitCode) -> "Failure":
        """Return the failure that ``error`` describes; ``errcode`` and ``rid`` where it has them."""
        return cls(
            error.kind,
            command,
            exit_code,
            error.message,
            error.hint,
            getattr(error, "errcode", None),
            getattr(error, "rid", None),
        )


def render(outcome: Outcome, runtime: Runtime) -> None:
    """Print ``outcome`` on stdout in the format that was asked for."""
    if runtime.preferences.json:
        from wxauth_cli.render.json_document import outcome_document

        runtime.environment.stdout.write(outcome_document(outcome, runtime))
    elif outcome.facts.get("format") == "github":
        from wxauth_cli.render.github import annotations

        runtime.environment.stdout.write(annotations(outcome, runtime))
    elif outcome.raw is not None:
        runtime.environment.stdout.write(outcome.raw.rstrip("\n") + "\n")
    else:
        from wxauth_cli.render.text import write_outcome

        write_outcome(outcome, runtime)


def render_failure(failure: Failure, runtime: Runtime) -> ExitCode:
    """Print ``failure`` (JSON on stdout, text on stderr) and return its exit code."""
    if runtime.preferences.json:
        from wxauth_cli.render.json_document import failure_document

        runtime.environment.stdout.write(failure_document(failure, runtime))
    else:
        from wxauth_cli.render.text import write_failure

        write_failure(failure, runtime)
    return failure.exit_code
