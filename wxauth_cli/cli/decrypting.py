"""From a payload and its keys to the answer of ``decrypt``: strict first, then the diagnosis."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from wxauth_cli.core.finding import Finding, Severity
from wxauth_cli.core.opendata import DecryptError, OpenData, begins_as_known
from wxauth_cli.core.opendata import decrypt as decrypt_strictly
from wxauth_cli.core.payload import Payload
from wxauth_cli.core.remarks import remarks
from wxauth_cli.core.secret import Secret
from wxauth_cli.exitcodes import ExitCode
from wxauth_cli.outcome import Outcome, exit_code_for
from wxauth_cli.runtime import Runtime

if TYPE_CHECKING:
    from wxauth_cli.core.diagnosis import Diagnosis

__all__ = ["Request", "answer"]

_FEW_KEYS = 4


class Request(NamedTuple):
    """What ``decrypt`` was asked: ``keys`` in the order to try them, ``time_limit`` in seconds."""

    payload: Payload
    keys: list[str]
    appid: str | None
    accept_repair: bool = False
    deep: bool = False
    time_limit: float = 60.0
    explain_steps: bool = False


def answer(request: Request, runtime: Runtime) -> Outcome:
    """Return the decrypted payload, or why it does not decrypt."""
    payload, keys = request.payload, request.keys
    for number in _likely(keys, payload):
        key = keys[number]
        try:
            data = decrypt_strictly(payload.text("encryptedData") or "", payload.text("iv") or "", key)
        except DecryptError:
            continue
        if not begins_as_known(data, payload.text("openid")):
            said = _diagnosed(request._replace(keys=[key]), runtime)
            if said.repaired:  # the iv slipped: JSON all the same, but of "phoneNumbej"
                return _told(said, request._replace(keys=[key]), runtime)
        which = {"key": {"number": number + 1, "of": len(keys)}} if len(keys) > 1 else {}
        return _outcome("ok", data, _remarks(data, request, key, runtime), which, payload)
    return _told(_diagnosed(request, runtime), request, runtime)


def _likely(keys: list[str], payload: Payload) -> Iterable[int]:
    """Return the indices of the keys worth a whole decryption: all of a few, of many those that pad right."""
    if len(keys) <= _FEW_KEYS:
        return range(len(keys))
    from wxauth_cli.core import base64_text
    from wxauth_cli.core.key_ring import padding_keys

    try:
        ciphertext = base64_text.decode(payload.text("encryptedData") or "")
    except base64_text.Base64Error:
        return ()
    return padding_keys(keys, ciphertext) if ciphertext and len(ciphertext) % 16 == 0 else ()


def _diagnosed(request: Request, runtime: Runtime) -> "Diagnosis":
    from wxauth_cli.core.diagnosis import Case, diagnose
    from wxauth_cli.render.progress import block_progress

    environment = runtime.environment
    with block_progress(runtime, wanted=request.deep) as progress:
        case = Case.of(
            request.payload,
            environment.clock(),
            keys=tuple(request.keys[1:]),
            appid=request.appid,
            deep=request.deep,
            clock=environment.monotonic,
            deadline=environment.monotonic() + request.time_limit,
            progress=progress,
        )
        return diagnose(case.with_texts(session_key=request.keys[0]) if request.keys else case)


def _told(said: "Diagnosis", request: Request, runtime: Runtime) -> Outcome:
    from wxauth_cli.core.diagnosis.verdict import Outcome as Reached
    from wxauth_cli.core.stacks import advised

    runtime.redactor.learn(said.repaired.get("session_key"))
    about: list[Finding] = []
    if said.data is not None:
        about = _remarks(said.data, request, said.repaired.get("session_key") or request.keys[0], runtime)
    found = [*advised(list(said.findings), request.payload), *about]
    outcome = _outcome(
        said.outcome.value, said.data, found, _more(said, request, runtime), request.payload, cause=said.cause
    )
    if said.outcome is Reached.OK or (said.outcome is Reached.REPAIRED and request.accept_repair):
        return outcome._replace(exit_code=exit_code_for(tuple(about)))
    return outcome._replace(exit_code=ExitCode.PROBLEM_FOUND)


def _more(said: "Diagnosis", request: Request, runtime: Runtime) -> dict[str, Any]:
    more: dict[str, Any] = {}
    if said.repaired:
        more["repaired"] = {
            field: Secret(text) if field == "session_key" else text for field, text in said.repaired.items()
        }
    if said.partial:
        more["plaintext_partial"] = said.partial
    if request.explain_steps:
        more["steps"] = [
            {
                "hypothesis": trial.name,
                "candidates": trial.candidates,
                "seconds": round(trial.seconds, 6),
                "rejected": trial.rejected and runtime.translate(trial.rejected),
            }
            for trial in said.trials
        ]
    return more


def _remarks(data: OpenData, request: Request, key: str, runtime: Runtime) -> list[Finding]:
    return remarks(
        data,
        runtime.environment.clock(),
        appid=request.appid,
        raw_data=request.payload.text("rawData"),
        signature=request.payload.text("signature"),
        session_key=key,
        openid=request.payload.text("openid"),
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
