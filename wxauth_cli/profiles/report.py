"""Profiles as the JSON of ``profile list`` and ``profile show``."""

from collections.abc import Mapping
from typing import Any

from wxauth_cli.core.errors import ConfigError
from wxauth_cli.core.message import Message
from wxauth_cli.core.secret import Secret
from wxauth_cli.environment import Environment
from wxauth_cli.profiles import store
from wxauth_cli.profiles.checks import without_password
from wxauth_cli.profiles.profile import SANDBOX, Profile, Setting
from wxauth_cli.profiles.resolve import settle

__all__ = ["Entry", "entries", "setting_objects", "shown_settings"]


class Entry:
    """One line of the list: what can be said of a profile, and what is wrong with it."""

    __slots__ = ("appid", "default", "name", "path", "problem")

    def __init__(self, environment: Environment, name: str, default: bool) -> None:
        self.name = name
        self.default = default
        self.path = None if name == SANDBOX else str(store.path_of(environment.config_dir, name))
        self.appid: str | None = None
        self.problem: Message | None = None
        # the file alone, without WXAUTH_APPID: that would show one AppID in every line
        bare = {key: environment.variables[key] for key in _PLACES if key in environment.variables}
        try:
            profile, problems = settle(_with_variables(environment, bare), name, {})
            self.appid = profile.appid.value
            self.problem = problems[0] if problems else None
        except ConfigError as error:
            self.problem = error.message


def entries(environment: Environment, default: str | None) -> list[Entry]:
    """Return every profile, broken ones too, the built-in one last."""
    found = [*store.names(environment.config_dir), SANDBOX]
    return [Entry(environment, name, name == default) for name in found]


def setting_objects(profile: Profile, secret: Secret | None) -> dict[str, Any]:
    """Return each setting as ``{"value", "source", "place"}``.

    ``secret`` is what is shown as such: reading the profile's own might run its secret_command.
    """
    settings = _settings(profile)
    shown: dict[str, Any] = {
        key: secret if key == "secret" else setting.value for key, setting in settings.items()
    }
    if shown["proxy"]:
        shown["proxy"] = without_password(shown["proxy"])
    return {
        key: {"value": shown[key], "source": setting.origin.kind, "place": setting.origin.place}
        for key, setting in settings.items()
    }


def shown_settings(profile: Profile) -> list[tuple[str, Message]]:
    """Return each setting's name and source, in the order in which they are shown."""
    return [(key, setting.source) for key, setting in _settings(profile).items()]


_PLACES = ("WXAUTH_CONFIG_DIR", "WXAUTH_STATE_DIR")


def _with_variables(environment: Environment, variables: Mapping[str, str]) -> Environment:
    return environment._replace(variables=variables)


def _settings(profile: Profile) -> dict[str, Setting[Any]]:
    return {
        "appid": profile.appid,
        "secret": profile.secret,
        "api_base": profile.api_base,
        "timeout": profile.timeout,
        "proxy": profile.proxy,
    }
