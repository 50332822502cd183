"""Take an AppSecret from wherever it is safe to take it; a command line is not."""

import shlex

import click

from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.message import message
from wxauth_cli.input import read_stdin
from wxauth_cli.runtime import Runtime

__all__ = ["kept_secret"]

_LONGEST_SECRET = 4096


def kept_secret(
    runtime: Runtime, from_stdin: bool, variable: str | None, command: str | None
) -> dict[str, str | list[str]]:
    """Return the TOML key that keeps the secret, from the one place that was named, else from a person.

    Raises UsageError when several places are named, or none can be asked.
    """
    if from_stdin + (variable is not None) + (command is not None) > 1:
        raise UsageError(
            message("The AppSecret has one place: --secret-stdin, --secret-env or --secret-command.")
        )
    if variable is not None:
        return {"secret_env": variable}
    if command is not None:
        return {"secret_command": _words(command)}
    secret = _secret_from_stdin(runtime) if from_stdin else _secret_from_person(runtime)
    runtime.redactor.learn(secret)
    if not secret:
        raise UsageError(
            message("The AppSecret is empty."), message("Give it again; a profile needs one to log in.")
        )
    return {"secret": secret}


def _words(command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError:
        raise UsageError(message("--secret-command has a quotation mark that is never closed.")) from None


def _secret_from_stdin(runtime: Runtime) -> str:
    content = read_stdin(runtime, _LONGEST_SECRET + 1)
    if len(content) > _LONGEST_SECRET:
        raise UsageError(message("Standard input is too long for an AppSecret."))
    try:
        return content.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise UsageError(message("Standard input is not UTF-8 text, so it is no AppSecret.")) from None


def _secret_from_person(runtime: Runtime) -> str:
    environment = runtime.environment
    if secret := environment.variables.get("WXAUTH_SECRET"):
        runtime.note(message("The AppSecret is taken from WXAUTH_SECRET."))
        return secret
    if environment.stdin_is_terminal:
        try:
            return environment.ask_hidden(runtime.translate(message("AppSecret (not shown): ")))
        except EOFError:
            raise click.Abort from None
    raise UsageError(
        message("There is no terminal to ask for the AppSecret on."),
        message("Use --secret-stdin, --secret-env or --secret-command, or set WXAUTH_SECRET."),
    )
