"""Make a profile: everything that is wrong with it is told before anything is written."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.message import Message, joined, message
from wxauth_cli.profiles import store
from wxauth_cli.profiles.checks import (
    READERS,
    BadValueError,
    appid_warnings,
    secret_warnings,
    transport_warnings,
)
from wxauth_cli.profiles.names import is_valid_name, name_rule
from wxauth_cli.profiles.profile import SANDBOX

__all__ = ["check_name", "credential_warnings", "save"]


def check_name(folder: Path, name: str, *, force: bool) -> bool:
    """Return whether ``name`` replaces a profile. Raises UsageError for a name that cannot be taken."""
    if name.lower() == SANDBOX:
        raise UsageError(
            message("The name {name} belongs to the built-in profile.", name=SANDBOX),
            message("It is always there: wxauth profile show sandbox. Choose another name for your own."),
        )
    if not is_valid_name(name):
        raise UsageError(message("{name} cannot be the name of a profile.", name=repr(name)), name_rule())
    if twins := store.similar_in_case(folder, name):
        raise UsageError(
            message("There is a profile {twin} already; names must differ in more than case.", twin=twins[0]),
            message("Choose another name, or first: wxauth profile remove {twin}", twin=twins[0]),
        )
    exists = name in store.names(folder)
    if exists and not force:
        raise UsageError(
            message("There is a profile {name} already.", name=name),
            message("Look at it: wxauth profile show {name}; replace it whole: --force", name=name),
        )
    return exists


def save(folder: Path, name: str, values: Mapping[str, Any]) -> Path:
    """Write the profile and return its path. Raises UsageError that lists all unusable values."""
    usable, problems = {}, []
    for key, value in values.items():
        try:
            usable[key] = READERS[key](value)
        except BadValueError as error:
            problems.append(message("{key} {reason}", key=_OPTIONS.get(key, key), reason=error.reason))
    if problems:
        raise UsageError(
            message("This profile cannot be made: {problems}.", problems=joined(problems)),
            message("See: wxauth profile add --help"),
        )
    return store.write(folder, name, usable)


def credential_warnings(values: Mapping[str, Any]) -> list[Message]:
    """Return what looks mixed up among the values of a new profile."""
    warnings = appid_warnings(values["appid"])
    if secret := values.get("secret"):
        warnings += secret_warnings(secret)
    if api_base := values.get("api_base"):
        warnings += transport_warnings(api_base)
    return warnings


_OPTIONS = {
    "appid": "--appid",
    "secret": "AppSecret",
    "secret_env": "--secret-env",
    "secret_command": "--secret-command",
    "api_base": "--api-base",
    "timeout": "--timeout",
    "proxy": "--proxy",
}
