"""Run one command: parse, catch what was raised on purpose, render, and give the exit code."""

import errno
from functools import partial
from pathlib import Path

import click

from wxauth_cli.cli.tree import name_of, root
from wxauth_cli.core.errors import UsageError, WxauthError
from wxauth_cli.core.message import message
from wxauth_cli.environment import Environment
from wxauth_cli.exitcodes import ExitCode
from wxauth_cli.fingerprint import fingerprint_key
from wxauth_cli.i18n import Translator, libraries_speak, punctuated
from wxauth_cli.outcome import Outcome
from wxauth_cli.redaction import Redactor
from wxauth_cli.render import Failure, render, render_failure
from wxauth_cli.runtime import Preferences, Runtime

__all__ = ["execute"]

_SECRET_VARIABLES = ("WXAUTH_SECRET", "WXAUTH_SESSION_KEY")  # known before anything can go wrong
# help and version print from inside the command; there only the number tells what failed
_UNWRITABLE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)
_EXIT_CODES = {
    "usage": ExitCode.USAGE,
    "config": ExitCode.CONFIG,
    "wechat": ExitCode.WECHAT,
    "network": ExitCode.NETWORK,
}


def execute(arguments: list[str], environment: Environment) -> ExitCode:
    """Run ``arguments`` and return the exit code that the design promises for what happened."""
    preferences = Preferences.scan(arguments, environment)
    runtime = Runtime(
        environment,
        preferences,
        Translator(preferences.language),
        Redactor(partial(fingerprint_key, environment), reveal=preferences.show_secrets),
    )
    runtime.redactor.learn(*(environment.variables.get(name) for name in _SECRET_VARIABLES))
    with libraries_speak(preferences.language):
        return _run(arguments, runtime)


def _run(arguments: list[str], runtime: Runtime) -> ExitCode:
    try:
        return _answer(arguments, runtime)
    except click.exceptions.Exit as stop:
        return ExitCode(stop.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return ExitCode.INTERRUPTED
    except click.ClickException as error:
        failure = _usage_failure(error, name_of(arguments), runtime.preferences.language)
    except WxauthError as error:
        failure = Failure.of(error, name_of(arguments), _EXIT_CODES[error.kind])
    except Exception as error:  # a bug of ours: named and located, but no traceback, which may hold secrets
        failure = _internal_failure(error, name_of(arguments))
    try:
        render_failure(failure, runtime)
    except OSError:  # nobody can read it; the exit code still tells
        runtime.environment.stdout.give_up()
    return failure.exit_code


def _answer(arguments: list[str], runtime: Runtime) -> ExitCode:
    stdout = runtime.environment.stdout
    try:
        outcome = root(runtime.translate).main(
            arguments, prog_name="wxauth", standalone_mode=False, obj=runtime
        )
    except SystemExit:  # what click makes of a reader that left while help was printed
        stdout.give_up()
        return ExitCode.OK
    except OSError as error:
        if error.errno not in _UNWRITABLE:
            raise
        stdout.give_up()
        raise _unwritten(error) from error
    if not isinstance(outcome, Outcome):
        return ExitCode(outcome or 0)  # help and version print by themselves
    try:
        render(outcome, runtime)
    except BrokenPipeError:
        stdout.give_up()
    except OSError as error:
        stdout.give_up()
        raise _unwritten(error) from error
    return outcome.exit_code


def _unwritten(error: OSError) -> UsageError:
    return UsageError(
        message("The answer could not be written: {reason}.", reason=error.strerror or type(error).__name__),
        message("Make room or choose another file, then run the command again."),
    )


def _usage_failure(error: click.ClickException, name: str, language: str) -> Failure:
    context = getattr(error, "ctx", None)
    hint = message("See: {command} --help", command=context.command_path if context else "wxauth")
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        said, page = message("No command was given."), error.format_message()
        return Failure("usage", name, ExitCode.USAGE, said, hint, page=page)
    text = punctuated(error.format_message(), language)
    return Failure("usage", name, ExitCode.USAGE, message("{text}", text=text), hint)


def _internal_failure(error: Exception, name: str) -> Failure:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return Failure(
        "internal",
        name,
        ExitCode.INTERNAL,
        message("wxauth itself failed: {error} at {place}.", error=type(error).__name__, place=place),
        message(
            "This is a bug in wxauth, not in your data. Please report it with the command and this line."
        ),
    )
