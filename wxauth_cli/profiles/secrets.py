"""Where a profile's AppSecret is kept, and the reading of it when it is needed."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from wxauth_cli.core.errors import ConfigError
from wxauth_cli.core.message import Message, message
from wxauth_cli.core.secret import Secret
from wxauth_cli.environment import Environment
from wxauth_cli.profiles.profile import Setting, Source

__all__ = ["SecretUnavailableError", "stored_secret"]

COMMAND_SECONDS = 60.0  # a person may have to unlock a password store meanwhile


class SecretUnavailableError(ConfigError):
    """The variable or command that a profile names gives no AppSecret; ``profile`` is its name."""

    def __init__(self, profile: str, text: Message, hint: Message) -> None:
        super().__init__(text, hint)
        self.profile = profile


def stored_secret(
    environment: Environment, name: str, values: Mapping[str, Any], origin: Source
) -> Setting[Secret | None]:
    """Return the secret of a profile file; a command runs at the first reading, and once."""
    if variable := values.get("secret_env"):
        where = message(
            "{source}, which names the environment variable {name}", source=origin.message, name=variable
        )
        return Setting(
            lambda: _from_variable(environment, name, variable), Source(origin.kind, where, origin.place)
        )
    if command := values.get("secret_command"):
        where = message("{source}, which runs {program}", source=origin.message, program=command[0])
        return Setting(
            cache(lambda: _from_command(environment, name, command)),
            Source(origin.kind, where, origin.place),
            program=command[0],
        )
    if secret := values.get("secret"):
        return Setting.of(Secret(secret), origin)
    return Setting.of(None, Source.default())


def _from_variable(environment: Environment, profile: str, variable: str) -> Secret:
    if value := environment.variables.get(variable):
        return Secret(value)
    raise SecretUnavailableError(
        profile,
        message(
            "Profile {profile} takes its AppSecret from the environment variable {name}, which is not set.",
            profile=profile,
            name=variable,
        ),
        message(
            "Set {name}, or check the name: wxauth profile show {profile}", name=variable, profile=profile
        ),
    )


def _from_command(environment: Environment, profile: str, command: list[str]) -> Secret:
    import subprocess

    try:
        done = subprocess.run(  # no shell: the words go to the program as they are
            command,
            stdin=subprocess.DEVNULL,  # standard input may be the payload
            capture_output=True,
            timeout=COMMAND_SECONDS,
            check=False,
            env=dict(environment.variables),
        )
    except subprocess.TimeoutExpired:
        raise _failed(
            profile, command, message("it did not end within {seconds:g} seconds", seconds=COMMAND_SECONDS)
        ) from None
    except (OSError, ValueError) as error:
        reason = message("it cannot be started: {reason}", reason=getattr(error, "strerror", None) or error)
        raise _failed(profile, command, reason) from None
    output = done.stdout.decode("utf-8", "replace").strip("\r\n")
    if done.returncode != 0:
        said = _last_line(done.stderr.decode("utf-8", "replace"), output)
        raise _failed(
            profile,
            command,
            message("it ended with {code} and said: {said}", code=done.returncode, said=said or "-"),
        )
    # password stores keep the secret in the first line and notes below it
    secret = output.split("\n", 1)[0].rstrip("\r")
    if not secret:
        raise _failed(profile, command, message("it printed nothing"))
    return Secret(secret)


def _failed(profile: str, command: list[str], reason: Message) -> SecretUnavailableError:
    return SecretUnavailableError(
        profile,
        message(
            "The secret_command of profile {profile} ({program}) gave no AppSecret: {reason}.",
            profile=profile,
            program=command[0],
            reason=reason,
        ),
        message(
            "Run it yourself to see why; the profile is here: wxauth profile path {profile}", profile=profile
        ),
    )


def _last_line(text: str, output: str) -> str:
    """Return what a program said last, without anything of its output, which may be the secret."""
    line = text.strip().rpartition("\n")[2].strip()
    for word in sorted(filter(None, output.split()), key=len, reverse=True):
        line = line.replace(word, "***")
    return line[:200]
