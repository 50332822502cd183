"""The settings that every command's Typer application shares."""

from typing import Any

import typer

__all__ = ["application"]


def application(**settings: Any) -> typer.Typer:
    """Return a Typer application with plain help (rich would cost 100 ms to import on every error)."""
    return typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        suggest_commands=False,  # click does, and both together say it twice
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        **settings,
    )
