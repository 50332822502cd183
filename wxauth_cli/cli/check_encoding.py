"""``wxauth check-encoding``: flag values that transport damaged, or is about to; no key needed."""

from enum import StrEnum
from typing import Annotated

import typer

from wxauth_cli.cli.application import application
from wxauth_cli.cli.context import runtime_of
from wxauth_cli.cli.options import ShowSecretsOption
from wxauth_cli.cli.payload_source import payloads_of
from wxauth_cli.core.encoding.check import Checked, Verdict, check_payload
from wxauth_cli.core.errors import InputError, UsageError
from wxauth_cli.core.message import message
from wxauth_cli.core.payload import Payload
from wxauth_cli.core.secret import Secret
from wxauth_cli.exitcodes import ExitCode
from wxauth_cli.outcome import Outcome
from wxauth_cli.runtime import Runtime

__all__ = ["Format", "app"]

app = application()


class Format(StrEnum):
    """Output formats of this command."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


@app.command()
def check_encoding(
    ctx: typer.Context,
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE…|-]", help="Files with values; - is standard input.")
    ] = None,
    output: Annotated[
        Format, typer.Option("--format", help="text, json, or github (annotations for a workflow).")
    ] = Format.TEXT,
    show_secrets: ShowSecretsOption = False,
) -> Outcome:
    """Flag values that transport damaged, or is about to damage.

    No key is needed. Values may stand in JSON, query strings, URLs, curl commands, HAR files or logs.

    \b
    Examples:
      wxauth check-encoding payload.json
      pbpaste | wxauth check-encoding -
    """
    runtime = runtime_of(ctx)
    if not files:
        raise UsageError(
            message("There is nothing to check: no file was given."),
            message("Give files, or - for standard input: wxauth check-encoding payload.json"),
        )
    checked = [
        (payload, one)
        for name in dict.fromkeys(files)
        for payload in payloads_of(name, runtime)
        for one in check_payload(payload)
    ]
    if not checked:
        raise InputError(
            message("There is no encryptedData, iv or session_key in it."),
            message("A payload looks like this: wxauth sandbox payload --kind phone"),
        )
    return _outcome(checked, output, runtime)


def _outcome(checked: list[tuple[Payload, Checked]], output: Format, runtime: Runtime) -> Outcome:
    values = [
        {
            "source": payload.source,
            "field": one.field,
            "verdict": one.verdict.value,
            "repaired": _repaired(one),
        }
        for payload, one in checked
    ]
    runtime.redactor.learn(*(one.repaired for _, one in checked if one.field == "session_key"))
    from wxauth_cli.core.stacks import advised

    findings = tuple(
        finding._replace(source=payload.source)
        for payload, one in checked
        for finding in advised(list(one.findings), payload)
    )
    troubled = any(one.verdict in (Verdict.DAMAGED, Verdict.AT_RISK) for _, one in checked)
    texts = {
        (payload.source, field): value.text
        for payload, _ in checked
        for field, value in payload.values.items()
    }
    return Outcome(
        "check-encoding",
        {"values": values},
        findings,
        ExitCode.PROBLEM_FOUND if troubled else ExitCode.OK,
        facts={"texts": texts, "format": output.value},
    )


def _repaired(one: Checked) -> str | Secret | None:
    if one.repaired is None or one.field != "session_key":
        return one.repaired
    return Secret(one.repaired)
