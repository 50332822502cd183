"""From the click context to our runtime."""

import click

from wxauth_cli.runtime import Runtime

__all__ = ["runtime_of"]


def runtime_of(context: click.Context) -> Runtime:
    """Return the runtime that the runner put into the click context."""
    runtime = context.find_object(Runtime)
    assert runtime is not None, "commands run through wxauth_cli.cli.main"  # noqa: S101
    return runtime
