"""``wxauth phone``: a phone code becomes a phone number."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wxauth_cli.cli.application import application
from wxauth_cli.cli.context import runtime_of
from wxauth_cli.cli.options import GivenTokenOption, ProfileOption, ShowSecretsOption, StrictOption
from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.finding import Finding
from wxauth_cli.core.message import message
from wxauth_cli.core.secret import Secret
from wxauth_cli.outcome import Outcome, exit_code_for
from wxauth_cli.runtime import Runtime

if TYPE_CHECKING:
    from wxauth_cli.cli.connection import Connection
    from wxauth_cli.wechat.replies import PhoneNumber

__all__ = ["app"]

app = application()


@app.command()
def phone(
    context: typer.Context,
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE", help="e.detail.code of the getPhoneNumber button; - reads it from stdin."
        ),
    ],
    profile: ProfileOption = None,
    token: GivenTokenOption = None,
    strict: StrictOption = False,
    show_secrets: ShowSecretsOption = False,
) -> Outcome:
    """Exchange a phone code for the phone number.

    The code is e.detail.code of the getPhoneNumber button, not the one of wx.login; it works once and
    lives five minutes. The call needs an access token: wxauth takes its own from the cache or from
    stable_token, which leaves your server's token alone.

    \b
    Example, without network and account:
      wxauth phone "$(wxauth sandbox phone-code)" -p sandbox
    """
    from wxauth_cli.cli.codes import read_word, spend
    from wxauth_cli.cli.connection import connect
    from wxauth_cli.core.codes import CodeKind

    runtime = runtime_of(context)
    given = _given_token(runtime, code, token)
    code = read_word(runtime, code, "code")
    connection = connect(runtime, profile, with_secret=given is None)
    answer = spend(
        runtime,
        connection,
        code,
        wanted=CodeKind.PHONE,
        endpoint="getuserphonenumber",
        strict=strict,
        call=lambda: _number(connection, given, code),
    )
    findings = _foreign(answer.watermark, connection.appid)
    return Outcome(
        "phone",
        {**answer._asdict(), "watermark": dict(answer.watermark)},
        findings,
        exit_code_for(findings),
        facts={"profile": connection.profile.name, "now": runtime.environment.clock()},
    )


def _given_token(runtime: Runtime, code: str, token: str | None) -> Secret | None:
    from wxauth_cli.cli.codes import read_word

    if token is None:
        return None
    runtime.redactor.learn(token)
    if token != "-":  # noqa: S105
        raise UsageError(
            message("A token on the command line can be read by every user of this machine."),
            message("Hand it over on standard input: --token -"),
        )
    if code == "-":
        raise UsageError(message("CODE and --token cannot both come from standard input."))
    return Secret(read_word(runtime, token, "access token"))


def _number(connection: "Connection", given: Secret | None, code: str) -> "PhoneNumber":
    ask = connection.client.phone_number
    if given is not None:
        return ask(given, code)  # not ours: never refreshed behind the user's back
    return connection.tokens().use(lambda access_token: ask(access_token, code))


def _foreign(watermark: Mapping[str, Any], appid: str) -> tuple[Finding, ...]:
    found = watermark.get("appid")
    if not appid or found == appid:
        return ()
    return (
        Finding(
            "watermark-mismatch",
            message(
                "The watermark names {found}, the profile {appid}.",
                found=found if isinstance(found, str) and found.isprintable() and len(found) < 60 else "?",
                appid=appid,
            ),
            field="watermark",
        ),
    )
