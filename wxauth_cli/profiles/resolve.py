"""Which profile a command works with, and the value that wins for each of its settings.

Every value: option, then environment, then the profile's file, then the default. The sandbox keeps
its own AppID and AppSecret whatever the environment says (a production secret must not reach it, nor
its answers pass for production's); only ``WXAUTH_API_BASE`` points it at a served sandbox.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wxauth_cli.core.errors import ConfigError
from wxauth_cli.core.message import Message, joined, message
from wxauth_cli.core.secret import Secret
from wxauth_cli.core.shapes import SANDBOX_APPID, SANDBOX_SECRET
from wxauth_cli.environment import Environment
from wxauth_cli.profiles.profile import ANONYMOUS, IN_PROCESS, SANDBOX, WECHAT, Profile, Setting, Source

__all__ = ["NoProfileError", "resolve", "settle"]

DEFAULT_TIMEOUT = 10.0


class NoProfileError(ConfigError):
    """Nothing says which app is meant: no option, no environment, no choice."""


def resolve(
    environment: Environment,
    name: str | None,
    *,
    appid: str | None = None,
    timeout: float | None = None,
) -> Profile:
    """Return the profile that ``name`` (the option ``--profile``), or the environment, or the choice names.

    ``appid`` and ``timeout`` are the values of options, which win over everything else. Raises
    NoProfileError when nothing is chosen, and other ConfigErrors for a profile that is missing,
    unsafe, or holds values that cannot be used.
    """
    options = {"appid": appid, "timeout": timeout}
    profile, problems = settle(environment, name, options)
    if problems:
        raise ConfigError(
            message(
                "Profile {name} cannot be used: {problems}.", name=profile.name, problems=joined(problems)
            ),
            message("See what it holds: wxauth profile show {name}", name=profile.name),
        )
    return profile


def settle(
    environment: Environment, name: str | None, options: Mapping[str, Any]
) -> tuple[Profile, list[Message]]:
    """Return the profile as far as it can be used, and what is wrong with the rest of it."""
    chosen = _chosen(environment, name)
    if chosen is None:
        name, origin = ANONYMOUS, Source.variable("WXAUTH_APPID")
        return _Settling(environment, name, None, {}, options).profile(origin)
    name, origin = chosen
    if name == SANDBOX:
        return _Settling(environment, SANDBOX, None, {}, options).profile(origin)
    from wxauth_cli.profiles import store
    from wxauth_cli.profiles.names import shown_name

    try:
        stored = store.read(environment.config_dir, name)
    except store.UnknownProfileError as error:
        if origin.kind == "option":
            raise
        error.message = message(
            "There is no profile {name} (named by the {source}).",
            name=shown_name(name),
            source=origin.message,
        )
        raise
    profile, problems = _Settling(environment, name, stored.path, stored.values, options).profile(origin)
    profile.warnings = (*stored.warnings, *profile.warnings)
    return profile, [*stored.problems, *problems]


def _chosen(environment: Environment, name: str | None) -> tuple[str, Source] | None:
    if name is not None:
        return name, Source.option("--profile")
    if named := environment.variables.get("WXAUTH_PROFILE"):
        return named, Source.variable("WXAUTH_PROFILE")
    from wxauth_cli.profiles import store

    if stored := store.chosen_name(environment.config_dir):
        return stored, Source("profile", message("choice of wxauth profile use"))
    if environment.variables.get("WXAUTH_APPID") or environment.variables.get("WXAUTH_SECRET"):
        return None
    raise NoProfileError(
        message("No profile is chosen, so there is no AppID to work with."),
        message(
            "Make one: wxauth profile add NAME --appid wx…, then: wxauth profile use NAME. "
            "To try without an account: -p sandbox"
        ),
    )


class _Settling:
    """Give each setting the first value in the order of precedence, and collect what is wrong."""

    def __init__(
        self,
        environment: Environment,
        name: str,
        path: Path | None,
        values: Mapping[str, Any],
        options: Mapping[str, Any],
    ) -> None:
        self.environment = environment
        self.name = name
        self.path = path
        self.values = values
        self.options = options
        self.problems: list[Message] = []
        self.stored = Source.file(name, path) if path is not None else Source.built_in()

    def profile(self, chosen_by: Source) -> tuple[Profile, list[Message]]:
        appid, secret = self._sandbox_identity() if self.name == SANDBOX else self._identity()
        api_base = self._setting(
            "api_base", "WXAUTH_API_BASE", IN_PROCESS if self.name == SANDBOX else WECHAT
        )
        profile = Profile(
            self.name,
            self.path,
            chosen_by,
            appid=appid,
            secret=secret,
            api_base=api_base,
            timeout=self._setting("timeout", None, DEFAULT_TIMEOUT),
            proxy=self._setting("proxy", None, None),
        )
        profile.warnings = tuple(self._warnings(profile))
        return profile, self.problems

    def _sandbox_identity(self) -> tuple[Setting[str | None], Setting[Secret | None]]:
        own = Source.built_in()
        return Setting.of(SANDBOX_APPID, own), Setting.of(Secret(SANDBOX_SECRET), own)

    def _identity(self) -> tuple[Setting[str | None], Setting[Secret | None]]:
        from wxauth_cli.profiles.secrets import stored_secret

        appid: Setting[str | None] = self._setting("appid", "WXAUTH_APPID", None)
        if text := self.environment.variables.get("WXAUTH_SECRET"):
            return appid, Setting.of(Secret(text), Source.variable("WXAUTH_SECRET"))
        return appid, stored_secret(self.environment, self.name, self.values, self.stored)

    def _setting(self, key: str, variable: str | None, default: Any) -> Setting[Any]:
        from wxauth_cli.profiles.checks import READERS, BadValueError

        given = [(self.options.get(key), Source.option(f"--{key}"))]
        if variable:
            given.append((self.environment.variables.get(variable) or None, Source.variable(variable)))
        for value, origin in given:
            if value is None:
                continue
            try:
                return Setting.of(READERS[key](value), origin)
            except BadValueError as error:
                self.problems.append(message("{key} {reason}", key=origin.place, reason=error.reason))
        if key in self.values:
            return Setting.of(self.values[key], self.stored)
        return Setting.of(default, Source.built_in() if default == IN_PROCESS else Source.default())

    def _warnings(self, profile: Profile) -> list[Message]:
        from wxauth_cli.profiles.checks import appid_warnings, secret_warnings, transport_warnings

        if profile.name == SANDBOX:
            return []
        warnings = transport_warnings(profile.api_base.value)
        if appid := profile.appid.value:
            warnings += appid_warnings(appid)
        text = self.environment.variables.get("WXAUTH_SECRET") or self.values.get("secret")
        if text:
            warnings += secret_warnings(text)
        sources = {profile.appid.origin.kind, profile.secret.origin.kind}
        if profile.appid.known and profile.secret.known and sources == {"profile", "environment"}:
            warnings.append(
                message(
                    "The AppID comes from {appid}, the AppSecret from {secret}: do they belong together?",
                    appid=profile.appid.source,
                    secret=profile.secret.source,
                )
            )
        return warnings
