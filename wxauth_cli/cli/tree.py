"""The command tree: a command's module is imported only when that command runs (or help is shown)."""

import sys
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from typing import Any

import click
import typer.main
from typer.core import TyperArgument

from wxauth_cli.cli.context import runtime_of
from wxauth_cli.i18n import LANGUAGES, Translator

__all__ = ["name_of", "root"]

# name on the command line -> module of wxauth_cli.cli whose ``app`` is the Typer application
_COMMANDS = {
    "session": "session",
    "phone": "phone",
    "token": "token",
    "decrypt": "decrypt",
    "check-encoding": "check_encoding",
    "explain": "explain",
    "sandbox": "sandbox",
    "profile": "profile",
}

_EPILOG = "Start here: wxauth decrypt FILE · wxauth check-encoding FILE · wxauth session CODE -p sandbox"


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        if cmd_name not in self.commands:
            module = import_module(f"wxauth_cli.cli.{_COMMANDS[cmd_name]}")
            command = typer.main.get_command(module.app)
            command.name = cmd_name
            _finish(command, ctx)
            self.commands[cmd_name] = command
        return self.commands[cmd_name]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            # click looks for them in self.commands, which holds only what was imported
            error.possibilities = get_close_matches(args[0], _COMMANDS)  # type: ignore[attr-defined]
            raise


def root(translate: Translator) -> click.Group:
    """Return the ``wxauth`` group; a fresh one for every run, since help is translated in place."""
    language = _language_option()
    language.help = translate(language.help or "")
    group = _LazyGroup(
        "wxauth",
        help=translate(
            "Say why a WeChat Mini Program login does not work, prove it, and say what to change."
        ),
        epilog=translate(_EPILOG),
        params=[_version_option(translate), language],
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    group.no_args_is_help = True
    _measure_cells(group, translate)
    return group


def name_of(arguments: Sequence[str]) -> str:
    """Return the command that ``arguments`` name ("token check"), as far as there is one; else ``""``."""
    words = [
        word for before, word in pairwise(["", *arguments]) if not word.startswith("-") and before != "--lang"
    ]
    if not words or words[0] not in _COMMANDS:
        return ""
    module = sys.modules.get(f"wxauth_cli.cli.{_COMMANDS[words[0]]}")
    if module is None:  # its import failed, or it was never reached
        return words[0]
    command = typer.main.get_command(module.app)
    below = command.commands if isinstance(command, click.Group) else {}
    return " ".join([words[0], *[word for word in words[1:] if word in below][:1]])


def _measure_cells(command: click.Command, translate: Translator) -> None:
    if translate.language == "zh":
        from wxauth_cli.cli.wide_help import WideContext

        command.context_class = WideContext


def _finish(command: click.Command, context: click.Context) -> None:
    """Give every leaf the common options, and every text the reader's language."""
    translate = runtime_of(context).translate
    _measure_cells(command, translate)
    for text in ("help", "short_help", "epilog"):
        if value := getattr(command, text):
            setattr(command, text, translate(value))
    if isinstance(command, click.Group):
        for child in command.commands.values():
            _finish(child, context)
    if isinstance(command, click.Group) and not command.invoke_without_command:
        command.params.append(_language_option())  # its only answer is help
    else:
        command.params.extend(_common_options({option for p in command.params for option in p.opts}))
    for parameter in command.params:
        if isinstance(parameter, click.Option | TyperArgument) and parameter.help:
            parameter.help = translate(parameter.help)


def _common_options(taken: set[str]) -> list[click.Parameter]:
    """Return the options that work on every command; their values are read by ``Preferences.scan``."""
    options: list[click.Parameter] = [
        _silent(["--json"], is_flag=True, help="Print one JSON document on stdout, for failures too."),
        _language_option(),
        _silent(["-v", "--verbose"], count=True, help="Say on stderr what is being done."),
    ]
    return [option for option in options if not taken.intersection(option.opts)]


def _language_option() -> click.Option:
    return _silent(["--lang"], type=click.Choice(LANGUAGES), help="Language of the sentences: en or zh.")


def _silent(names: list[str], **settings: Any) -> click.Option:
    return click.Option(names, expose_value=False, **settings)


def _version_option(translate: Translator) -> click.Option:
    def show(context: click.Context, _option: click.Parameter, asked: bool) -> None:
        if asked:
            from wxauth_cli import __version__

            runtime_of(context).environment.stdout.write(f"wxauth {__version__}\n")
            context.exit()

    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=translate("Show the version."),
    )
