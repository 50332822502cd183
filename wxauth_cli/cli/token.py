"""``wxauth token``: the access token of an app, whether it is current, and the cache of it."""

from typing import TYPE_CHECKING, Annotated

import typer

from wxauth_cli.cli.application import application
from wxauth_cli.cli.context import runtime_of
from wxauth_cli.cli.options import ProfileOption, ShowSecretsOption, YesOption
from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.message import Message, message
from wxauth_cli.core.secret import Secret
from wxauth_cli.outcome import Outcome
from wxauth_cli.runtime import Runtime

if TYPE_CHECKING:
    from wxauth_cli.cli.connection import Connection

__all__ = ["app"]

app = application()


@app.callback(invoke_without_command=True)
def token(
    context: typer.Context,
    profile: ProfileOption = None,
    classic: Annotated[
        bool,
        typer.Option("--classic", help="Use cgi-bin/token, which retires the token that a server is using."),
    ] = False,
    force_refresh: Annotated[
        bool,
        typer.Option("--force-refresh", help="Retire the current stable token and make a new one."),
    ] = False,
    yes: YesOption = False,
    show_secrets: ShowSecretsOption = False,
) -> Outcome | None:
    """Print the access token, from the cache or from WeChat.

    It is a stable_token without force refresh: the same one for everybody who asks, separate from the
    token of cgi-bin/token, so that no server loses its own. --classic and --force-refresh do retire a
    token that may be in use; they ask first, and in a script they need --yes.

    \b
    Examples:
      wxauth token -p sandbox
      wxauth token -p sandbox --json --show-secrets
      wxauth token check -p sandbox
      wxauth token clear -p sandbox
    """
    if context.invoked_subcommand is not None:
        if classic or force_refresh or yes:
            raise UsageError(
                message(
                    "--classic, --force-refresh and --yes do not go with {name}.",
                    name=context.invoked_subcommand,
                )
            )
        return None
    from wxauth_cli.cli.connection import connect
    from wxauth_cli.wechat.token_cache import TokenKind

    runtime = runtime_of(context)
    if classic and force_refresh:
        raise UsageError(message("--force-refresh is a mode of stable_token; --classic has none."))
    connection = connect(runtime, profile)
    if classic or force_refresh:
        _ask_first(runtime, _CLASSIC if classic else _FORCED, yes)
    kind = TokenKind.CLASSIC if classic else TokenKind.STABLE
    owned = connection.tokens(kind).get(force_refresh=force_refresh)
    return _outcome("token", {**owned._asdict(), "kind": str(owned.kind)}, runtime, connection)


@app.command()
def check(
    context: typer.Context,
    given: Annotated[
        str | None,
        typer.Argument(
            metavar="[TOKEN]",
            help="A token of yours; - reads it from stdin, which keeps it out of the shell's history.",
        ),
    ] = None,
    profile: ProfileOption = None,
    show_secrets: ShowSecretsOption = False,
) -> Outcome:
    """Ask WeChat whether an access token is current.

    One harmless read (get_api_domain_ip) with the token; without TOKEN it is the one that wxauth
    keeps. A token that WeChat refuses ends with exit code 4, and a kept one is dropped.

    \b
    Example:
      wxauth token check -p sandbox
    """
    from wxauth_cli.cli.codes import read_word
    from wxauth_cli.cli.connection import connect
    from wxauth_cli.wechat.errors import CredentialError

    runtime = runtime_of(context)
    profile = _profile(context, profile)
    if given is not None:
        access_token = Secret(read_word(runtime, given, "access token"))
        connection = connect(runtime, profile, with_secret=False)
        connection.client.api_domain_ip(access_token)
        return _outcome(
            "token check",
            {"current": True, "access_token": access_token, "source": "given"},
            runtime,
            connection,
        )
    connection = connect(runtime, profile)
    tokens = connection.tokens()
    owned = tokens.get()
    try:
        connection.client.api_domain_ip(owned.access_token)
    except CredentialError as error:
        tokens.forget(owned)
        error.hint = message("wxauth has dropped this token. Get another: wxauth token")
        raise
    return _outcome(
        "token check", {"current": True, **owned._asdict(), "kind": str(owned.kind)}, runtime, connection
    )


@app.command()
def clear(context: typer.Context, profile: ProfileOption = None) -> Outcome:
    """Remove the tokens of a profile from the cache of this machine.

    WeChat is not asked, and the tokens stay valid until they end.

    \b
    Example:
      wxauth token clear -p sandbox
    """
    from wxauth_cli.cli.connection import connect
    from wxauth_cli.wechat.token_cache import TokenKind

    runtime = runtime_of(context)
    connection = connect(runtime, _profile(context, profile), with_secret=False)
    if not connection.appid:
        connection.profile.require_credentials()  # raises, naming what is missing
    cleared = [str(kind) for kind in TokenKind if connection.cache(kind).drop()]
    return _outcome("token clear", {"appid": connection.appid, "cleared": cleared}, runtime, connection)


_CLASSIC = message(
    "cgi-bin/token makes a new token and retires the one before it within five minutes: a server that "
    "keeps its own copy will fail with 40001. Go on?"
)
_FORCED = message(
    "A forced refresh retires the current stable token at once: every server that uses it will fail with "
    "40001 until it fetches again. WeChat allows 20 a day. Go on?"
)


def _profile(context: typer.Context, profile: str | None) -> str | None:
    """Return the profile, also where ``-p`` stands before the word ``check`` or ``clear``."""
    before = context.parent.params.get("profile") if context.parent else None
    return profile if profile is not None else before


def _ask_first(runtime: Runtime, question: Message, yes: bool) -> None:
    from wxauth_cli.cli.confirm import confirm

    if not confirm(runtime, question, yes=yes):
        raise UsageError(message("Nothing was done."), message("wxauth token, without options, is safe."))


def _outcome(command: str, result: dict[str, object], runtime: Runtime, connection: "Connection") -> Outcome:
    facts = {"profile": connection.profile.name, "now": runtime.environment.clock()}
    return Outcome(command, result, facts=facts)
