"""``wxauth decrypt``: encryptedData to JSON; when it fails, why, and the repair."""

from pathlib import Path
from typing import Annotated

import typer

from wxauth_cli.cli.application import application
from wxauth_cli.cli.context import runtime_of
from wxauth_cli.cli.decrypting import Request, answer
from wxauth_cli.cli.options import ProfileOption, ShowSecretsOption
from wxauth_cli.cli.payload_source import expected_appid, one_payload
from wxauth_cli.core.payload import Payload
from wxauth_cli.outcome import Outcome
from wxauth_cli.runtime import Runtime

__all__ = ["app"]

app = application()


@app.command()
def decrypt(
    ctx: typer.Context,
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE|-]", help="Payload in any form; - is standard input.")
    ] = None,
    session_key: Annotated[
        list[str] | None, typer.Option("--session-key", metavar="KEY", help="session_key; may be repeated.")
    ] = None,
    session_keys: Annotated[
        Path | None, typer.Option("--session-keys", metavar="FILE", help="More keys, one a line.")
    ] = None,
    iv: Annotated[str | None, typer.Option("--iv", help="iv as the client got it.")] = None,
    encrypted_data: Annotated[
        str | None, typer.Option("--encrypted-data", help="encryptedData as the client got it.")
    ] = None,
    appid: Annotated[str | None, typer.Option("--appid", help="AppID the watermark should name.")] = None,
    openid: Annotated[str | None, typer.Option("--openid", help="openid of the user, if known.")] = None,
    profile: ProfileOption = None,
    accept_repair: Annotated[
        bool, typer.Option("--accept-repair", help="Exit 0 for a repair that is proved.")
    ] = False,
    deep: Annotated[
        bool,
        typer.Option("--deep", help="Search for longer: letters that lost their case, keys cut shorter."),
    ] = False,
    time_limit: Annotated[
        float, typer.Option("--time-limit", metavar="SECONDS", min=0.0, help="Longest time to search.")
    ] = 60.0,
    explain_steps: Annotated[
        bool, typer.Option("--explain-steps", help="List every hypothesis tried, its cost, and why it fell.")
    ] = False,
    show_secrets: ShowSecretsOption = False,
) -> Outcome:
    """Decrypt a payload; when it fails, say why, prove it, and repair it.

    The payload may be JSON, a query string, a URL, a curl command, a HAR or a log line. A session_key
    may also come from WXAUTH_SESSION_KEY. Nothing is sent anywhere.

    \b
    Examples:
      wxauth decrypt payload.json
      wxauth sandbox payload --kind phone | wxauth decrypt - -p sandbox
    """
    runtime = runtime_of(ctx)
    options = {"iv": iv, "encryptedData": encrypted_data, "openid": openid}
    payload = one_payload(file, options, runtime)
    keys = _keys(session_key, session_keys, payload, runtime)
    request = Request(
        payload,
        keys,
        expected_appid(appid, payload, profile, runtime),
        accept_repair=accept_repair,
        deep=deep,
        time_limit=time_limit,
        explain_steps=explain_steps,
    )
    return answer(request, runtime)


def _keys(options: list[str] | None, ring: Path | None, payload: Payload, runtime: Runtime) -> list[str]:
    """Return the candidate keys, the one to try first at the head: option, environment, payload, ring."""
    keys = list(options or ())
    if not keys and (named := runtime.environment.variables.get("WXAUTH_SESSION_KEY")):
        keys.append(named)
    if (own := payload.text("session_key")) is not None:
        keys.append(own)
    # the keys of a ring are not learned one by one: no answer quotes them, and their shape gives them away
    runtime.redactor.learn(*keys)
    if ring is not None:
        from wxauth_cli.input import read_input

        lines = read_input(str(ring), runtime).text.splitlines()
        keys += [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    return list(dict.fromkeys(keys))
