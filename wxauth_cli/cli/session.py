"""``wxauth session``: a login code becomes a session."""

from typing import Annotated

import typer

from wxauth_cli.cli.application import application
from wxauth_cli.cli.context import runtime_of
from wxauth_cli.cli.options import ProfileOption, ShowSecretsOption, StrictOption
from wxauth_cli.outcome import Outcome

__all__ = ["app"]

app = application()


@app.command()
def session(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="The code of wx.login; - reads it from stdin.")],
    profile: ProfileOption = None,
    strict: StrictOption = False,
    show_secrets: ShowSecretsOption = False,
) -> Outcome:
    """Exchange a wx.login code for openid, unionid and session_key.

    The code works once and lives five minutes, so it is sent once: no retry, no redirect. What looks
    like another kind of code, or was sent from this machine before, is named first; --strict then
    sends nothing. The session_key is masked unless --show-secrets.

    \b
    Example, without network and account:
      wxauth session "$(wxauth sandbox code)" -p sandbox
    """
    from wxauth_cli.cli.codes import read_word, spend
    from wxauth_cli.cli.connection import connect
    from wxauth_cli.core.codes import CodeKind

    runtime = runtime_of(context)
    code = read_word(runtime, code, "code")
    connection = connect(runtime, profile)
    answer = spend(
        runtime,
        connection,
        code,
        wanted=CodeKind.LOGIN,
        endpoint="code2Session",
        strict=strict,
        call=lambda: connection.client.code_to_session(code),
    )
    result = {"appid": connection.appid, "openid": answer.openid, "session_key": answer.session_key}
    if answer.unionid is not None:
        result["unionid"] = answer.unionid
    return Outcome(
        "session",
        result,
        facts={"profile": connection.profile.name, "now": runtime.environment.clock()},
    )
