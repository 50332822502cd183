"""``wxauth sandbox``, second part: script the sandbox. A running server on the same state obeys at once."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

import typer

from wxauth_cli.cli.application import application
from wxauth_cli.cli.context import runtime_of
from wxauth_cli.cli.options import ShowSecretsOption
from wxauth_cli.cli.sandbox_state import SANDBOX_APPID, AppOption, opened
from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.message import message
from wxauth_cli.core.secret import Secret
from wxauth_cli.outcome import Outcome

__all__ = ["app"]

app = application()


@app.command()
def advance(
    ctx: typer.Context,
    time: Annotated[str, typer.Argument(metavar="TIME", help="How far: 90s, 5m, 2h30m, 3d.")],
) -> Outcome:
    """Move the sandbox's clock on.

        Codes, tokens and keys grow old by it. It never goes back, except by 'wxauth sandbox reset'.
    wxauth's own token cache does not follow.

    \b
      wxauth sandbox advance 5m
    """
    from wxauth_cli.sandbox.durations import seconds_of

    with opened(runtime_of(ctx)) as sandbox:
        clock = sandbox.control.advance(seconds_of(time))
    return Outcome("sandbox advance", clock)


@app.command()
def fail(
    ctx: typer.Context,
    trouble: Annotated[
        str | None,
        typer.Argument(
            metavar="[TROUBLE]",
            help="An errcode, or busy, rate-limit, daily-limit, token-expired, token-replaced, "
            "not-whitelisted, user-blocked, slow, drop, truncate.",
        ),
    ] = None,
    path: Annotated[
        str | None,
        typer.Option("--path", metavar="PATH", help="Only for this API, like /sns/jscode2session."),
    ] = None,
    times: Annotated[int, typer.Option("--times", min=1, help="For how many calls.")] = 1,
    always: Annotated[bool, typer.Option("--always", help="For all calls until --clear.")] = False,
    seconds: Annotated[
        float | None, typer.Option("--seconds", help="How long 'slow' waits; 5 when nothing is said.")
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help="Let all calls go well again.")] = False,
) -> Outcome:
    """Let the next calls go wrong.

        Without TROUBLE, list what is planned. An errcode comes instead of the work, so a code stays good.
    After slow, drop and truncate the work
    is done and only the answer suffers: the code is spent.

    \b
      wxauth sandbox fail busy --times 2
      wxauth sandbox fail slow --seconds 8 --path /sns/jscode2session
    """
    if clear and trouble is not None:
        raise UsageError(message("--clear stands alone: it takes back all troubles."))
    with opened(runtime_of(ctx)) as sandbox:
        if clear:
            sandbox.control.clear_troubles()
        if trouble is not None:
            sandbox.control.fail(trouble, path=path, times=None if always else times, seconds=seconds)
        planned = sandbox.control.troubles()
    return Outcome("sandbox fail", {"troubles": planned})


@app.command()
def users(ctx: typer.Context) -> Outcome:
    """List the people who were mentioned so far.

    \b
      wxauth sandbox users
    """
    runtime = runtime_of(ctx)
    with opened(runtime) as sandbox:
        people = sandbox.control.users()
    # a name is whatever somebody typed, a secret by mistake as well
    return Outcome(
        "sandbox users", {"users": [_scrubbed(runtime.redactor.scrub, person) for person in people]}
    )


@app.command()
def user(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name that --user takes.")],
    nickname: Annotated[str | None, typer.Option("--nickname", help="Chinese and emoji are welcome.")] = None,
    phone: Annotated[
        str | None, typer.Option("--phone", metavar="DIGITS", help="Phone number without country code.")
    ] = None,
    country: Annotated[
        str | None, typer.Option("--country", metavar="DIGITS", help="Country code, like 86 or 852.")
    ] = None,
    unionid: Annotated[
        bool | None, typer.Option("--unionid/--no-unionid", help="Whether an open platform knows them.")
    ] = None,
    anonymous: Annotated[
        bool | None,
        typer.Option("--anonymous/--named", help="Whether user info tells only 微信用户 and a grey avatar."),
    ] = None,
) -> Outcome:
    """Make a person, or change one.

    \b
      wxauth sandbox user alice --nickname 小满🌱 --phone 55501234 --country 852 --no-unionid
    """
    runtime = runtime_of(ctx)
    with opened(runtime) as sandbox:
        person = sandbox.control.user(
            name,
            nickname=nickname,
            phone_number=phone,
            country_code=country,
            bound=unionid,
            anonymous=anonymous,
        )
    return Outcome("sandbox user", _scrubbed(runtime.redactor.scrub, person))


@app.command()
def apps(ctx: typer.Context, show_secrets: ShowSecretsOption = False) -> Outcome:
    """List the apps of the sandbox.

    \b
      wxauth sandbox apps --show-secrets
    """
    with opened(runtime_of(ctx)) as sandbox:
        listed = sandbox.control.apps()
    return Outcome("sandbox apps", {"apps": [_with_secret(one) for one in listed]})


@app.command("app")
def make_app(
    ctx: typer.Context,
    appid: Annotated[
        str | None, typer.Argument(metavar="[APPID]", help="Made by the sandbox when it is left out.")
    ] = None,
    unionid: Annotated[
        bool, typer.Option("--unionid/--no-unionid", help="Whether the app sees the unionid of its users.")
    ] = True,
    show_secrets: ShowSecretsOption = False,
) -> Outcome:
    """Make another app, or change one.

        It gets an AppSecret of its own. Codes, tokens, openids and session_keys of one app are worth
    nothing in another. The profile 'sandbox' is always the first app; use another one by a profile
    whose api_base is the URL of 'wxauth sandbox serve'.

    \b
      wxauth sandbox app --show-secrets
    """
    with opened(runtime_of(ctx)) as sandbox:
        made = sandbox.control.app(appid, bound=unionid)
    return Outcome("sandbox app", _with_secret(made))


@app.command()
def whitelist(
    ctx: typer.Context,
    addresses: Annotated[
        list[str] | None, typer.Argument(metavar="[ADDRESS]...", help="IP addresses and CIDR blocks.")
    ] = None,
    off: Annotated[bool, typer.Option("--off", help="Let every address fetch tokens again.")] = False,
    app_id: AppOption = SANDBOX_APPID,
) -> Outcome:
    """Limit who may fetch access tokens.

    Without ADDRESS, list who may. Every other address gets 40164. The list is off at first.

    \b
      wxauth sandbox whitelist 203.0.113.9 198.51.100.0/24
    """
    if off and addresses:
        raise UsageError(message("--off stands alone: it takes back the whole list."))
    with opened(runtime_of(ctx)) as sandbox:
        if off or addresses:
            sandbox.control.set_whitelist(addresses or [], app_id)
        entries = sandbox.control.whitelist(app_id)
    return Outcome("sandbox whitelist", {"whitelist": entries})


@app.command()
def limits(
    ctx: typer.Context,
    path: Annotated[str | None, typer.Argument(metavar="[PATH]", help="The API whose limits to set.")] = None,
    minute: Annotated[
        int | None, typer.Option("--minute", min=0, help="Calls a minute; more get 45011.")
    ] = None,
    day: Annotated[int | None, typer.Option("--day", min=0, help="Calls a day; more get 45009.")] = None,
    app_id: AppOption = SANDBOX_APPID,
) -> Outcome:
    """Show or set how often an API may be called.

        Without PATH, list all APIs with what was used. A limit that is left out is none. The day ends at
    midnight in Beijing.

    \b
      wxauth sandbox limits /wxa/business/getuserphonenumber --minute 3
    """
    if path is None and (minute is not None or day is not None):
        raise UsageError(
            message("--minute and --day need the path of an API."),
            message("Try: wxauth sandbox limits /cgi-bin/token --day 10"),
        )
    with opened(runtime_of(ctx)) as sandbox:
        if path is not None:
            sandbox.control.set_limit(path, minute=minute, day=day, appid=app_id)
        listed = [one for one in sandbox.control.limits(app_id) if path in (None, one["path"])]
    return Outcome("sandbox limits", {"limits": listed})


@app.command()
def calls(
    ctx: typer.Context,
    last: Annotated[int, typer.Option("--last", min=1, max=2000, help="How many of the newest.")] = 20,
) -> Outcome:
    """List the calls that reached the sandbox.

        Those of wxauth itself are among them. Queries, bodies and replies hold secrets and stay out;
    programs on this machine read them at
    /_sandbox/calls of a running 'wxauth sandbox serve'.

    \b
      wxauth sandbox calls --last 5
    """
    runtime = runtime_of(ctx)
    shown = (
        "id",
        "at",
        "client",
        "appid",
        "method",
        "path",
        "status",
        "errcode",
        "rid",
        "cost_ms",
        "trouble",
    )
    with opened(runtime) as sandbox:
        recorded = sandbox.control.calls(limit=last)
    listed = [{name: one[name] for name in shown} for one in recorded]
    return Outcome("sandbox calls", {"calls": [_scrubbed(runtime.redactor.scrub, one) for one in listed]})


def _with_secret(one: Mapping[str, Any]) -> dict[str, Any]:
    return {**one, "secret": Secret(str(one["secret"]))}


def _scrubbed(scrub: Callable[[str], str], record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: scrub(value) if isinstance(value, str) else value for name, value in record.items()}
