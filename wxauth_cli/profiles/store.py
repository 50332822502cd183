"""Profile files: one TOML file a profile, and a tiny file that names the chosen one."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wxauth_cli.core.errors import ConfigError
from wxauth_cli.core.message import Message, message
from wxauth_cli.profiles.content import LARGEST, ProfileFileError, Stored, read_file, unreadable
from wxauth_cli.profiles.names import did_you_mean, is_valid_name, shown_name
from wxauth_cli.profiles.profile import SANDBOX

__all__ = [
    "ProfileFileError",
    "Stored",
    "UnknownProfileError",
    "choose",
    "chosen_name",
    "existing_path",
    "names",
    "path_of",
    "read",
    "remove",
    "similar_in_case",
    "write",
]


class UnknownProfileError(ConfigError):
    """There is no profile of this name; ``known`` lists those there are."""

    def __init__(self, name: str, known: list[str], hint: Message) -> None:
        super().__init__(message("There is no profile {name}.", name=shown_name(name)), hint)
        self.name = name
        self.known = known


def path_of(folder: Path, name: str) -> Path:
    """Return the file of profile ``name`` under the configuration folder."""
    return folder / "profiles" / f"{name}.toml"


def names(folder: Path) -> list[str]:
    """Return the names of all profile files, sorted; the sandbox has none."""
    try:
        entries = os.listdir(folder / "profiles")  # noqa: PTH208 - names only, and in 3.11 the same
    except FileNotFoundError:
        return []
    except OSError as error:
        raise unreadable(folder / "profiles", error) from error
    stems = (entry.removesuffix(".toml") for entry in entries if entry.endswith(".toml"))
    return sorted(stem for stem in stems if is_valid_name(stem) and stem != SANDBOX)


def read(folder: Path, name: str) -> Stored:
    """Read the file of profile ``name``; values that cannot be used are listed, not raised.

    Raises UnknownProfileError, or ProfileFileError where nothing of the file can be used.
    """
    return read_file(existing_path(folder, name))


def write(folder: Path, name: str, values: Mapping[str, Any]) -> Path:
    """Write a profile file whole (mode 0600) or leave the old one as it is; return its path."""
    import tomli_w

    from wxauth_cli.files import write_private

    path = path_of(folder, name)
    try:
        write_private(path, tomli_w.dumps(dict(values)).encode())
    except OSError as error:
        raise _unwritable(path, error) from error
    return path


def remove(folder: Path, name: str) -> Path:
    """Remove the file of profile ``name``, and the choice of it; return its path."""
    path = existing_path(folder, name)
    try:
        path.unlink()
        if _read_choice(folder) == name:
            (folder / "default").unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from error
    return path


def choose(folder: Path, name: str) -> None:
    """Remember ``name`` as the profile of commands that name none."""
    from wxauth_cli.files import write_private

    if name != SANDBOX:
        existing_path(folder, name)
    path = folder / "default"
    try:
        write_private(path, f"{name}\n".encode())
    except OSError as error:
        raise _unwritable(path, error) from error


def chosen_name(folder: Path) -> str | None:
    """Return the name that ``profile use`` stored, or None."""
    path = folder / "default"
    try:
        name = _read_choice(folder)
    except OSError as error:
        raise unreadable(path, error) from error
    if name is None or (is_valid_name(name) and len(name) < LARGEST):
        return name
    raise ProfileFileError(
        path,
        message("{path} does not hold the name of a profile.", path=path),
        message("Choose one: wxauth profile use NAME"),
    )


def similar_in_case(folder: Path, name: str) -> list[str]:
    """Return the profiles whose names differ from ``name`` only in upper and lower case."""
    return [other for other in names(folder) if other != name and other.lower() == name.lower()]


def existing_path(folder: Path, name: str) -> Path:
    """Return the file of a profile that exists. Raises UnknownProfileError, ProfileFileError for twins."""
    # by the list of names: a file system that ignores case must not open dev.toml for DEV
    known = names(folder)
    if name not in known:
        raise UnknownProfileError(name, known, _hint_for_unknown(name, known))
    twins = similar_in_case(folder, name)
    if twins:
        raise ProfileFileError(
            path_of(folder, name),
            message(
                "Profiles {first} and {second} differ only in case; many systems take them for one.",
                first=name,
                second=twins[0],
            ),
            message("Rename one of the two files in {folder}", folder=folder / "profiles"),
        )
    return path_of(folder, name)


def _hint_for_unknown(name: str, known: list[str]) -> Message:
    close = did_you_mean(name, [*known, SANDBOX])
    if close:
        return message("Did you mean {name}? All of them: wxauth profile list", name=close)
    return message("See those there are: wxauth profile list; make one: wxauth profile add NAME --appid wx…")


def _read_choice(folder: Path) -> str | None:
    try:
        with (folder / "default").open("rb") as stream:
            return stream.read(LARGEST).decode("utf-8", "replace").strip() or None
    except FileNotFoundError:
        return None


def _unwritable(path: Path, error: OSError) -> ProfileFileError:
    return ProfileFileError(
        path,
        message(
            "{path} cannot be written: {reason}. Nothing was changed.",
            path=path,
            reason=error.strerror or error,
        ),
        message(
            "Check the rights of {folder}, or name another folder by WXAUTH_CONFIG_DIR.", folder=path.parent
        ),
    )
