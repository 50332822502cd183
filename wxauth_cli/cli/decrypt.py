"""``wxauth decrypt``: encryptedData to JSON; when it fails, why, and the repair."""

from pathlib import Path
from typing import Annotated, Any

import typer

from wxauth_cli.cli.application import application
from wxauth_cli.cli.context import runtime_of
from wxauth_cli.cli.options import ProfileOption, ShowSecretsOption
from wxauth_cli.cli.payload_source import expected_appid, one_payload
from wxauth_cli.core.finding import Finding, Severity
from wxauth_cli.core.opendata import DecryptError, OpenData
from wxauth_cli.core.opendata import decrypt as decrypt_strictly
from wxauth_cli.core.payload import Payload
from wxauth_cli.core.remarks import remarks
from wxauth_cli.core.secret import Secret
from wxauth_cli.exitcodes import ExitCode
from wxauth_cli.outcome import Outcome, exit_code_for
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
    show_secrets: ShowSecretsOption = False,
) -> Outcome:
    """Decrypt user data, phone numbers, shares or steps; say why it fails and repair it where possible.

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
    return _answer(payload, keys, expected_appid(appid, payload, profile, runtime), accept_repair, runtime)


def _keys(options: list[str] | None, ring: Path | None, payload: Payload, runtime: Runtime) -> list[str]:
    """Return the candidate keys, the one to try first at the head: option, environment, payload, ring."""
    keys = list(options or ())
    if not keys and (named := runtime.environment.variables.get("WXAUTH_SESSION_KEY")):
        keys.append(named)
    if (own := payload.text("session_key")) is not None:
        keys.append(own)
    if ring is not None:
        from wxauth_cli.input import read_input

        lines = read_input(str(ring), runtime).text.splitlines()
        keys += [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    runtime.redactor.learn(*keys)
    return list(dict.fromkeys(keys))


def _answer(
    payload: Payload, keys: list[str], appid: str | None, accept_repair: bool, runtime: Runtime
) -> Outcome:
    now = runtime.environment.clock()
    for number, key in enumerate(keys):
        try:
            data = decrypt_strictly(payload.text("encryptedData") or "", payload.text("iv") or "", key)
        except DecryptError:
            continue
        found = _remarks(data, payload, key, appid, now)
        which = {"key": {"number": number + 1, "of": len(keys)}} if len(keys) > 1 else {}
        return _outcome("ok", data, found, which, payload)
    return _diagnosed(payload, keys, appid, accept_repair, runtime)


def _diagnosed(
    payload: Payload, keys: list[str], appid: str | None, accept_repair: bool, runtime: Runtime
) -> Outcome:
    from wxauth_cli.core.diagnosis import Case, diagnose
    from wxauth_cli.core.diagnosis.verdict import Outcome as Reached

    now = runtime.environment.clock()
    case = Case.of(payload, now, keys=tuple(keys[1:]), appid=appid)
    if keys:
        case = case.with_texts(session_key=keys[0])
    said = diagnose(case)
    repaired = {
        field: Secret(text) if field == "session_key" else text for field, text in said.repaired.items()
    }
    runtime.redactor.learn(said.repaired.get("session_key"))
    found = list(said.findings)
    if said.data is not None:
        key = said.repaired.get("session_key") or case.texts["session_key"]
        found += _remarks(said.data, payload, key, appid, now)
    more: dict[str, Any] = {"repaired": repaired} if repaired else {}
    if said.partial:
        more["plaintext_partial"] = said.partial
    outcome = _outcome(said.outcome.value, said.data, found, more, payload, cause=said.cause)
    if said.outcome is Reached.REPAIRED and accept_repair:
        return _with_exit_code(outcome, exit_code_for(tuple(found[len(said.findings) :])))
    return outcome if said.outcome is Reached.OK else _with_exit_code(outcome, ExitCode.PROBLEM_FOUND)


def _remarks(data: OpenData, payload: Payload, key: str, appid: str | None, now: float) -> list[Finding]:
    return remarks(
        data,
        now,
        appid=appid,
        raw_data=payload.text("rawData"),
        signature=payload.text("signature"),
        session_key=key,
    )


def _outcome(
    verdict: str,
    data: OpenData | None,
    findings: list[Finding],
    more: dict[str, Any],
    payload: Payload,
    cause: str | None = None,
) -> Outcome:
    mark = data.watermark if data else None
    result = {
        "verdict": verdict,
        "cause": cause,
        "kind": data.kind.value if data else None,
        "plaintext": data.plaintext if data else None,
        "watermark": {"appid": mark.appid, "timestamp": mark.timestamp} if mark else None,
        **more,
    }
    ordered = sorted(findings, key=lambda finding: finding.severity is Severity.INFO)
    values = {field: value.text for field, value in payload.values.items()}
    return Outcome(
        "decrypt", result, tuple(ordered), exit_code_for(tuple(findings)), facts={"values": values}
    )


def _with_exit_code(outcome: Outcome, code: ExitCode) -> Outcome:
    return outcome._replace(exit_code=code)
