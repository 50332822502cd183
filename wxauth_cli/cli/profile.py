"""``wxauth profile``: the apps that wxauth knows, one file each."""

from typing import Annotated, Any

import typer

from wxauth_cli.cli.application import application
from wxauth_cli.cli.confirm import confirm
from wxauth_cli.cli.context import runtime_of
from wxauth_cli.cli.options import ProfileOption, ShowSecretsOption, YesOption
from wxauth_cli.cli.secret_input import kept_secret
from wxauth_cli.core.errors import ConfigError, UsageError
from wxauth_cli.core.message import Message, message
from wxauth_cli.core.secret import Secret
from wxauth_cli.core.shapes import Shape, shape_of
from wxauth_cli.exitcodes import ExitCode
from wxauth_cli.outcome import Outcome
from wxauth_cli.profiles.profile import SANDBOX, Profile
from wxauth_cli.runtime import Runtime

__all__ = ["app"]

app = application(
    help="Keep the AppIDs and AppSecrets to work with.\n\n"
    "One TOML file a profile, readable by you alone. Every value may be overridden by WXAUTH_APPID, "
    "WXAUTH_SECRET and WXAUTH_API_BASE; which profile is meant, by -p or WXAUTH_PROFILE.\n\n"
    "\b\n  wxauth profile add dev --appid wx0123456789abcdef --use",
    no_args_is_help=True,
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="Name of the profile.")]
OptionalName = Annotated[
    str | None, typer.Argument(metavar="[NAME]", help="Name of the profile.", show_default=False)
]


@app.command()
def add(
    ctx: typer.Context,
    name: Name,
    *,
    appid: Annotated[str, typer.Option("--appid", metavar="APPID", help="AppID of the Mini Program: wx…")],
    secret_stdin: Annotated[
        bool, typer.Option("--secret-stdin", help="Read the AppSecret from standard input.")
    ] = False,
    secret_env: Annotated[
        str | None,
        typer.Option(
            "--secret-env", metavar="VARIABLE", help="Take it from this environment variable at each run."
        ),
    ] = None,
    secret_command: Annotated[
        str | None,
        typer.Option(
            "--secret-command",
            metavar="COMMAND",
            help="Run this when it is needed; the first line it prints is the AppSecret. No shell.",
        ),
    ] = None,
    api_base: Annotated[
        str | None, typer.Option("--api-base", metavar="URL", help="Server to ask in place of WeChat's.")
    ] = None,
    timeout: Annotated[
        float | None, typer.Option("--timeout", metavar="SECONDS", help="How long to wait for an answer.")
    ] = None,
    proxy: Annotated[
        str | None, typer.Option("--proxy", metavar="URL", help="HTTP proxy to go through.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a profile of this name, whole.")] = False,
    use: Annotated[
        bool, typer.Option("--use", help="Also make it the profile of commands that name none.")
    ] = False,
) -> Outcome:
    """Make a profile.

    The AppSecret is asked for on the terminal and not shown; it is never an option, because other
    users of a machine can read command lines. In scripts: --secret-stdin, or set WXAUTH_SECRET.

    \b
      wxauth profile add dev --appid wx0123456789abcdef
      pass show wx/dev | wxauth profile add dev --appid wx0123456789abcdef --secret-stdin
      wxauth profile add ci --appid wx0123456789abcdef --secret-env WX_SECRET
    """
    from wxauth_cli.profiles import adding, store

    runtime = runtime_of(ctx)
    folder = runtime.environment.config_dir
    _learn_if_secret(runtime, appid)
    replaced = adding.check_name(folder, name, force=force)
    kept = kept_secret(runtime, secret_stdin, secret_env, secret_command)
    settings: dict[str, Any] = {"api_base": api_base, "timeout": timeout, "proxy": proxy}
    values = {"appid": appid, **kept, **{key: value for key, value in settings.items() if value is not None}}
    path = adding.save(folder, name, values)
    warnings = adding.credential_warnings(values)
    if use:
        store.choose(folder, name)
    return Outcome(
        "profile add",
        {
            "name": name,
            "path": str(path),
            "appid": appid,
            "replaced": replaced,
            "default": store.chosen_name(folder) == name,
            "warnings": _spoken(runtime, warnings),
        },
    )


@app.command("list")
def list_profiles(ctx: typer.Context) -> Outcome:
    """List the profiles and mark the one that is used when none is named.

    A profile that cannot be read is listed with the reason.

    \b
      wxauth profile list
    """
    from wxauth_cli.profiles import report, store

    runtime = runtime_of(ctx)
    environment = runtime.environment
    default = environment.variables.get("WXAUTH_PROFILE")
    if not default:
        try:
            default = store.chosen_name(environment.config_dir)
        except ConfigError as error:
            runtime.warn(error.message)
    rows = report.entries(environment, default)
    for row in rows:
        _learn_if_secret(runtime, row.appid)
    return Outcome(
        "profile list",
        {
            "default": default or None,
            "profiles": [
                {
                    "name": row.name,
                    "path": row.path,
                    "appid": row.appid,
                    "default": row.default,
                    "problem": _sentence(runtime, row.problem),
                }
                for row in rows
            ],
        },
    )


@app.command()
def show(
    ctx: typer.Context,
    name: OptionalName = None,
    profile: ProfileOption = None,
    show_secrets: ShowSecretsOption = False,
) -> Outcome:
    """Show a profile's values and where each one comes from.

    Without NAME: the profile that a command would use now. A secret_command is named, not run.
    Exits 1 when a value cannot be used.

    \b
      wxauth profile show dev
    """
    from wxauth_cli.profiles import report
    from wxauth_cli.profiles.resolve import settle

    runtime = runtime_of(ctx)
    if name and profile and name != profile:
        raise UsageError(message("Two profiles are named: {first} and {second}.", first=name, second=profile))
    found, problems = settle(runtime.environment, name or profile, {})
    secret, trouble = _readable_secret(found)
    runtime.redactor.learn(secret)
    _learn_if_secret(runtime, found.appid.value)
    _learn_if_secret(runtime, found.secret.program)
    problems += trouble
    settings = report.setting_objects(found, secret)
    settings["secret"]["program"] = found.secret.program
    return Outcome(
        "profile show",
        {
            "name": found.name,
            "path": str(found.path) if found.path else None,
            "chosen_by": {"source": found.chosen_by.kind, "place": found.chosen_by.place},
            "settings": settings,
            "problems": [_sentence(runtime, problem) for problem in problems],
            "warnings": _spoken(runtime, found.warnings),
        },
        exit_code=ExitCode.PROBLEM_FOUND if problems else ExitCode.OK,
        facts={"profile": found, "chosen_by": found.chosen_by.message},
    )


@app.command()
def use(ctx: typer.Context, name: Name) -> Outcome:
    """Choose the profile of commands that name none.

    -p and WXAUTH_PROFILE still win over it.

    \b
      wxauth profile use dev
    """
    from wxauth_cli.profiles import store

    environment = runtime_of(ctx).environment
    store.choose(environment.config_dir, name)
    return Outcome("profile use", {"name": name})


@app.command()
def remove(ctx: typer.Context, name: Name, yes: YesOption = False) -> Outcome:
    """Remove a profile and the secret in it.

    \b
      wxauth profile remove old --yes
    """
    from wxauth_cli.profiles import store

    runtime = runtime_of(ctx)
    folder = runtime.environment.config_dir
    if name == SANDBOX:
        raise UsageError(message("The profile sandbox is built in and cannot be removed."))
    path = store.existing_path(folder, name)
    agreed = confirm(runtime, message("Remove profile {name} ({path})?", name=name, path=path), yes=yes)
    if agreed:
        store.remove(folder, name)
    return Outcome(
        "profile remove",
        {"name": name, "path": str(path), "removed": agreed},
        exit_code=ExitCode.OK if agreed else ExitCode.PROBLEM_FOUND,
    )


@app.command()
def path(ctx: typer.Context, name: OptionalName = None) -> Outcome:
    """Print the file of a profile, or the folder of them all.

    \b
      $EDITOR "$(wxauth profile path dev)"
    """
    from wxauth_cli.profiles import store

    folder = runtime_of(ctx).environment.config_dir
    if name == SANDBOX:
        raise ConfigError(
            message("The profile sandbox is built in and has no file."),
            message("See its values: wxauth profile show sandbox"),
        )
    place = str(store.existing_path(folder, name)) if name is not None else str(folder / "profiles")
    return Outcome("profile path", {"name": name, "path": place}, raw=place)


def _readable_secret(profile: Profile) -> tuple[Secret | None, list[Message]]:
    """Return the secret if nothing has to be run for it, and what is wrong with it."""
    if profile.secret.program is not None:
        return None, []
    try:
        return profile.secret.value, []
    except ConfigError as error:
        return None, [error.message]


def _learn_if_secret(runtime: Runtime, appid: str | None) -> None:
    # AppID and AppSecret swapped: what stands under appid must not be shown either
    if appid and shape_of(appid) in (Shape.APPSECRET, Shape.ACCESS_TOKEN, Shape.SESSION_KEY):
        runtime.redactor.learn(appid)


def _sentence(runtime: Runtime, text: Message | None) -> str | None:
    return runtime.redactor.scrub(runtime.translate(text)) if text is not None else None


def _spoken(runtime: Runtime, warnings: list[Message] | tuple[Message, ...]) -> list[str | None]:
    """Say the warnings on stderr, and return them for the JSON."""
    for warning in warnings:
        runtime.warn(warning)
    return [_sentence(runtime, warning) for warning in warnings]
