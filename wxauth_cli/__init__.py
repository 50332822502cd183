"""Debug WeChat Mini Program authentication: which fault it is, the proof, and what to change.

The names below are the Python API; each is imported at its first use.

    >>> import wxauth_cli
    >>> payload = wxauth_cli.read_payloads(open("payload.json").read(), "payload.json")[0]
    >>> said = wxauth_cli.diagnose(wxauth_cli.Case.of(payload, now=1_700_000_000.0))
    >>> said.outcome, said.cause, said.data
"""

from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "Case": "wxauth_cli.core.diagnosis",
    "Diagnosis": "wxauth_cli.core.diagnosis",
    "Finding": "wxauth_cli.core.finding",
    "Payload": "wxauth_cli.core.payload",
    "check_payload": "wxauth_cli.core.encoding.check",
    "check_value": "wxauth_cli.core.encoding.check",
    "decrypt": "wxauth_cli.core.opendata",
    "diagnose": "wxauth_cli.core.diagnosis",
    "parse_errmsg": "wxauth_cli.core.errmsg",
    "read_payloads": "wxauth_cli.core.reading",
    "sign_body": "wxauth_cli.core.signature",
    "sign_raw_data": "wxauth_cli.core.signature",
    "verify_raw_data": "wxauth_cli.core.signature",
}

__all__ = ["__version__", *sorted(_HOMES)]  # noqa: PLE0604 - the names of the table above


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return [*globals(), *_HOMES]
