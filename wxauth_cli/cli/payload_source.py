"""Which payload a command works on: a file or pipe, with the options laid over it."""

from collections.abc import Sequence

from wxauth_cli.core.errors import InputError, UsageError
from wxauth_cli.core.message import message
from wxauth_cli.core.payload import Carrier, Payload, Value
from wxauth_cli.runtime import Runtime

__all__ = ["expected_appid", "one_payload", "payloads_of"]

_SHORTEST_CODE = 16  # characters; a shorter bare text is no code, cloudID or ciphertext


def one_payload(name: str | None, options: dict[str, str | None], runtime: Runtime) -> Payload:
    """Return the one payload that ``name`` and ``options`` make together. Raises InputError, UsageError."""
    overlay = {
        field: Value(text, text, Carrier.OPTION) for field, text in options.items() if text is not None
    }
    if name is None and not overlay:
        raise UsageError(
            message("There is nothing to decrypt: no file and no values were given."),
            message("Give a file, - for standard input, or --session-key, --iv and --encrypted-data."),
        )
    payload = _only(payloads_of(name, runtime), name) if name is not None else Payload({})
    whole = payload._replace(values={**payload.values, **overlay}) if overlay else payload
    return _with_something_to_decrypt(whole)


def _with_something_to_decrypt(payload: Payload) -> Payload:
    """Return ``payload``; what stands in place of encryptedData (a code, a cloudID) counts as it."""
    if {"encryptedData", "iv", "session_key"} & payload.values.keys():
        return payload
    for field in ("cloudID", "code", "value"):
        instead = payload.values.get(field)
        if instead is not None and len(instead.text) >= _SHORTEST_CODE:
            return payload._replace(values={**payload.values, "encryptedData": instead})
    raise InputError(
        message("{source} holds no encryptedData, iv or session_key.", source=payload.source),
        message("A payload looks like this: wxauth sandbox payload --kind phone"),
    )


def payloads_of(name: str, runtime: Runtime) -> list[Payload]:
    """Return every payload in a file or pipe; its secrets are known to the redactor from here on."""
    from wxauth_cli.core.reading import read_payloads
    from wxauth_cli.input import read_input

    read = read_input(name, runtime)
    for note in read.notes:
        runtime.note(note)
    payloads = read_payloads(read.text, read.source)
    for payload in payloads:
        runtime.redactor.learn(payload.text("session_key"), *payload.secrets)
    for note in dict.fromkeys(note for payload in payloads for note in payload.notes):
        runtime.note(note)
    return payloads


def expected_appid(
    option: str | None, payload: Payload, profile_name: str | None, runtime: Runtime
) -> str | None:
    """Return the AppID the watermark should name.

    ``--appid`` and ``-p`` are the user's own words; what the payload says of itself comes after them,
    and before a profile that merely happens to be chosen.
    """
    if option:
        return option
    if profile_name is None and payload.text("appid"):
        return payload.text("appid")
    from wxauth_cli.profiles import NoProfileError, resolve

    try:
        return resolve(runtime.environment, profile_name).appid.value or payload.text("appid")
    except NoProfileError:
        return None  # decrypting needs no profile; without one there is nothing to compare with


def _only(payloads: Sequence[Payload], name: str) -> Payload:
    # a log may hold keys and codes in records of their own; only one of them is a payload
    carrying = [payload for payload in payloads if "encryptedData" in payload.values] or list(payloads)
    if len(carrying) == 1:
        return carrying[0]
    raise InputError(
        message("{source} holds {count} payloads; decrypt takes one.", source=name, count=len(carrying)),
        message("Check all of them with: wxauth check-encoding {source}", source=name),
    )
