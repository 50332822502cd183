"""What all ``wxauth sandbox`` commands share: the sandbox of this state folder, and who and which app."""

from typing import TYPE_CHECKING, Annotated

import typer

from wxauth_cli.core.shapes import SANDBOX_APPID
from wxauth_cli.sandbox.kinds import DEFAULT_USER

if TYPE_CHECKING:
    from wxauth_cli.runtime import Runtime
    from wxauth_cli.sandbox.service import Sandbox

__all__ = ["DEFAULT_USER", "SANDBOX_APPID", "AppOption", "SeedOption", "UserOption", "opened"]

UserOption = Annotated[
    str,
    typer.Option("--user", metavar="NAME", help="Who logs in; a new name makes a new invented person."),
]

AppOption = Annotated[
    str,
    typer.Option("--app", metavar="APPID", help="In which app of the sandbox; see 'wxauth sandbox apps'."),
]

SeedOption = Annotated[
    int | None,
    typer.Option(
        "--seed", metavar="NUMBER", help="Forget everything, then make the same codes and keys every time."
    ),
]


def opened(runtime: "Runtime") -> "Sandbox":
    """Return the sandbox whose state lies in the state folder."""
    from wxauth_cli.sandbox.service import Sandbox

    return Sandbox(runtime.environment.state_dir, runtime.environment.clock)
