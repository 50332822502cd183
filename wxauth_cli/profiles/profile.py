"""What a command is handed: the settings of one profile, each with the place it came from."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar

from wxauth_cli.core.errors import ConfigError
from wxauth_cli.core.message import Message, message
from wxauth_cli.core.secret import Secret

__all__ = [
    "ANONYMOUS",
    "IN_PROCESS",
    "SANDBOX",
    "WECHAT",
    "IncompleteProfileError",
    "Profile",
    "Setting",
    "Source",
]

SANDBOX = "sandbox"  # the built-in profile; no file may have its name
ANONYMOUS = "(environment)"  # a profile made of WXAUTH_APPID and WXAUTH_SECRET alone
IN_PROCESS = "sandbox://in-process"  # api_base of the sandbox that is served without a socket
WECHAT = "https://api.weixin.qq.com"

T = TypeVar("T")


class Source:
    """Where a value came from: ``kind`` for scripts, ``message`` for people.

    ``kind`` is ``option``, ``environment``, ``profile``, ``default`` or ``built-in``; ``place`` names
    the option, the variable or the file, and is None for the last two.
    """

    __slots__ = ("kind", "message", "place")

    def __init__(self, kind: str, text: Message, place: str | None = None) -> None:
        self.kind = kind
        self.message = text
        self.place = place

    @classmethod
    def option(cls, name: str) -> "Source":
        return cls("option", message("option {name}", name=name), name)

    @classmethod
    def variable(cls, name: str) -> "Source":
        return cls("environment", message("environment variable {name}", name=name), name)

    @classmethod
    def file(cls, name: str, path: Path) -> "Source":
        return cls("profile", message("profile {name} ({path})", name=name, path=path), str(path))

    @classmethod
    def default(cls) -> "Source":
        return cls("default", message("default"))

    @classmethod
    def built_in(cls) -> "Source":
        return cls("built-in", message("built in"))


class Setting(Generic[T]):
    """Hold one value and its source. Reading :attr:`value` may run the profile's secret_command.

    ``known`` tells whether there is a value at all, and ``program`` what is run for it, without
    reading it.
    """

    __slots__ = ("_read", "known", "origin", "program")

    def __init__(
        self, read: Callable[[], T], origin: Source, *, known: bool = True, program: str | None = None
    ) -> None:
        self._read = read
        self.origin = origin
        self.known = known
        self.program = program

    @classmethod
    def of(cls, value: T, origin: Source) -> "Setting[T]":
        """Return a setting whose value is already there."""
        return cls(lambda: value, origin, known=value is not None)

    @property
    def value(self) -> T:
        """Return the value. Raises ConfigError when the place that holds it fails."""
        return self._read()

    @property
    def source(self) -> Message:
        """Return where the value came from, as a sentence part: ``environment variable WXAUTH_APPID``."""
        return self.origin.message

    def __repr__(self) -> str:
        return f"Setting(from {self.source})"


class IncompleteProfileError(ConfigError):
    """A profile has no AppID or no AppSecret; ``missing`` names the TOML keys."""

    def __init__(self, profile: str, missing: tuple[str, ...], text: Message, hint: Message) -> None:
        super().__init__(text, hint)
        self.profile = profile
        self.missing = missing


class Profile:
    """The settings of one profile. ``path`` is None for the sandbox and the anonymous profile."""

    __slots__ = (
        "api_base",
        "appid",
        "chosen_by",
        "name",
        "path",
        "proxy",
        "secret",
        "timeout",
        "warnings",
    )

    def __init__(
        self,
        name: str,
        path: Path | None,
        chosen_by: Source,
        *,
        appid: Setting[str | None],
        secret: Setting[Secret | None],
        api_base: Setting[str],
        timeout: Setting[float],
        proxy: Setting[str | None],
        warnings: tuple[Message, ...] = (),
    ) -> None:
        self.name = name
        self.path = path
        self.chosen_by = chosen_by
        self.appid = appid
        self.secret = secret
        self.api_base = api_base
        self.timeout = timeout
        self.proxy = proxy
        self.warnings = warnings

    def require_credentials(self) -> tuple[str, Secret]:
        """Return AppID and AppSecret, or raise ConfigError naming all that is missing.

        Runs the profile's secret_command when it has one.
        """
        settings: dict[str, Setting[Any]] = {"appid": self.appid, "secret": self.secret}
        missing = tuple(key for key, setting in settings.items() if not setting.known)
        if missing:
            raise self._incomplete(missing)
        appid, secret = self.appid.value, self.secret.value
        assert appid is not None and secret is not None  # noqa: S101 - known says so
        return appid, secret

    def _incomplete(self, missing: tuple[str, ...]) -> IncompleteProfileError:
        if self.path is not None:
            text = message("Profile {name} has no {missing}.", name=self.name, missing=_both(missing))
            hint = message(
                "Write it anew with: wxauth profile add {name} --force --appid wx…", name=self.name
            )
        else:
            text = message(
                "No profile was chosen, and the environment has no {missing}.",
                missing=_both([_VARIABLES[key] for key in missing]),
            )
            hint = message(
                "Set both WXAUTH_APPID and WXAUTH_SECRET, or keep them in a profile: "
                "wxauth profile add NAME --appid wx…"
            )
        return IncompleteProfileError(self.name, missing, text, hint)


def _both(names: Sequence[str]) -> Message | str:
    return message("{first} and no {second}", first=names[0], second=names[1]) if names[1:] else names[0]


_VARIABLES = {"appid": "WXAUTH_APPID", "secret": "WXAUTH_SECRET"}
