"""Options that mean the same on every command that has them."""

from typing import Annotated

import typer

__all__ = ["GivenTokenOption", "ProfileOption", "ShowSecretsOption", "StrictOption", "YesOption"]

ProfileOption = Annotated[
    str | None,
    typer.Option(
        "-p",
        "--profile",
        metavar="NAME",
        help="Profile to use; the profile 'sandbox' needs no network and no account.",
    ),
]

# read by Preferences.scan; declared so that the command accepts it and its help names it
ShowSecretsOption = Annotated[
    bool, typer.Option("--show-secrets", help="Print secrets as they are instead of length and fingerprint.")
]

YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask first.")]

StrictOption = Annotated[
    bool, typer.Option("--strict", help="Send nothing when the code looks wrong or was sent before.")
]

GivenTokenOption = Annotated[
    str | None,
    typer.Option("--token", metavar="-", help="Use an access token of yours, read from standard input."),
]
