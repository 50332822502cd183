"""``wxauth sandbox``: a WeChat on this machine, and the phone of its invented users."""

from typing import TYPE_CHECKING, Annotated

import typer

from wxauth_cli.cli import sandbox_control
from wxauth_cli.cli.application import application
from wxauth_cli.cli.confirm import confirm
from wxauth_cli.cli.context import runtime_of
from wxauth_cli.cli.options import YesOption
from wxauth_cli.cli.sandbox_state import (
    DEFAULT_USER,
    SANDBOX_APPID,
    AppOption,
    SeedOption,
    UserOption,
    opened,
)
from wxauth_cli.core.message import message
from wxauth_cli.exitcodes import ExitCode
from wxauth_cli.outcome import Outcome
from wxauth_cli.sandbox.kinds import PayloadKind

if TYPE_CHECKING:
    from wxauth_cli.runtime import Runtime

__all__ = ["app"]

app = application(
    help="Make and answer logins without WeChat: same calls, same errors, invented people.\n\n"
    "The profile 'sandbox' asks it inside wxauth; 'sandbox serve' offers it to other programs. Both "
    "share one state, a file in the state folder (WXAUTH_STATE_DIR).\n\n"
    '\b\n  wxauth session "$(wxauth sandbox code)" -p sandbox',
    no_args_is_help=True,
)

app.add_typer(sandbox_control.app)


@app.command()
def code(ctx: typer.Context, user: UserOption = DEFAULT_USER, app_id: AppOption = SANDBOX_APPID) -> Outcome:
    """Print a login code, as wx.login gives one.

    It works once, within 5 minutes, and replaces the user's session_key at once: a payload made
    before it does not open with the key of the new login.

    \b
      wxauth session "$(wxauth sandbox code)" -p sandbox
    """
    with opened(runtime_of(ctx)) as sandbox:
        login_code = sandbox.new_login_code(user, app_id)
    return Outcome("sandbox code", {"code": login_code}, raw=login_code)


@app.command("phone-code")
def phone_code(
    ctx: typer.Context, user: UserOption = DEFAULT_USER, app_id: AppOption = SANDBOX_APPID
) -> Outcome:
    """Print a phone code, as the getPhoneNumber button gives one.

    It works once, within 5 minutes. It is no login code: code2Session answers 40029 to it.

    \b
      wxauth phone "$(wxauth sandbox phone-code)" -p sandbox
    """
    with opened(runtime_of(ctx)) as sandbox:
        number_code = sandbox.new_phone_code(user, app_id)
    return Outcome("sandbox phone-code", {"code": number_code}, raw=number_code)


@app.command("plugin-code")
def plugin_code(
    ctx: typer.Context, user: UserOption = DEFAULT_USER, app_id: AppOption = SANDBOX_APPID
) -> Outcome:
    """Print a plugin code, as wx.pluginLogin gives one.

    It works once, within 5 minutes, at /wxa/getpluginopenpid only.

    \b
      wxauth sandbox plugin-code --user alice
    """
    with opened(runtime_of(ctx)) as sandbox:
        openpid_code = sandbox.new_plugin_code(user, app_id)
    return Outcome("sandbox plugin-code", {"code": openpid_code}, raw=openpid_code)


@app.command()
def payload(
    ctx: typer.Context,
    kind: Annotated[
        PayloadKind, typer.Option("--kind", help="What the Mini Program asked the user for.")
    ] = PayloadKind.USER_INFO,
    user: UserOption = DEFAULT_USER,
    app_id: AppOption = SANDBOX_APPID,
    anonymous: Annotated[
        bool, typer.Option("--anonymous", help="User info as every new version gets it: 微信用户.")
    ] = False,
) -> Outcome:
    """Print a payload file, encrypted under the user's current session_key.

    The session_key in it is invented and printed as it is, so that the file can be decrypted.

    \b
      wxauth sandbox payload --kind phone | wxauth decrypt -
    """
    runtime = runtime_of(ctx)
    with opened(runtime) as sandbox:
        made = sandbox.new_payload(kind, user, app_id, anonymous=anonymous)
    return Outcome("sandbox payload", made, raw=_payload_file(made, runtime))


@app.command()
def reset(ctx: typer.Context, yes: YesOption = False, seed: SeedOption = None) -> Outcome:
    """Forget all that the sandbox knows.

    Users, apps, sessions, codes, tokens, troubles and calls go, and the clock is the machine's again.
    A running 'sandbox serve' on the same state folder forgets them too. A damaged database is replaced
    by a new one.

    \b
      wxauth sandbox reset --yes
    """
    runtime = runtime_of(ctx)
    with opened(runtime) as sandbox:
        agreed = confirm(runtime, message("Forget everything in {path}?", path=sandbox.path), yes=yes)
        if agreed:
            sandbox.reset(seed)
        path = str(sandbox.path)
    return Outcome(
        "sandbox reset",
        {"path": path, "reset": agreed},
        exit_code=ExitCode.OK if agreed else ExitCode.PROBLEM_FOUND,
    )


@app.command()
def serve(
    ctx: typer.Context,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 takes a free one.")
    ] = 8765,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Address to listen on; other machines reach it.")
    ] = "127.0.0.1",
    seed: SeedOption = None,
) -> None:
    """Answer WeChat's calls on this machine until Ctrl-C.

    Point a backend or an SDK at the printed URL in place of https://api.weixin.qq.com; the AppID and
    AppSecret are those of the profile 'sandbox'. With --json one line with the URL says that it is
    ready.

    \b
      wxauth sandbox serve --port 8765
    """
    from wxauth_cli.render.views.sandbox import announce
    from wxauth_cli.sandbox import asgi, server

    runtime = runtime_of(ctx)
    with opened(runtime) as sandbox, server.listen(host, port) as listener:
        if seed is not None:
            sandbox.reset(seed)
        sandbox.prepare()  # a state that cannot be used is said now, not to the first client
        if not server.is_loopback(listener):
            runtime.warn(
                message(
                    "Every machine that can reach {host} can now log in as the sandbox's users.", host=host
                )
            )
        application = asgi.application(sandbox, lambda error: runtime.warn(error.message))
        server.serve(application, listener, lambda: announce(server.url_of(listener), runtime))


def _payload_file(payload: dict[str, str], runtime: "Runtime") -> str:
    import json

    text = json.dumps(payload, ensure_ascii=False, indent=2)
    if runtime.environment.stdout.can_encode(text):
        return text
    return json.dumps(payload, ensure_ascii=True, indent=2)  # a GBK pipe: the file must stay JSON
