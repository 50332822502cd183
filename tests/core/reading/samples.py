"""Invented values, and payloads made of them in one line."""

from wxauth_cli.core.message import Message
from wxauth_cli.core.payload import Carrier, Payload, Value
from wxauth_cli.core.secret import Secret

DATA = "k3+Zq/7Hh0aB+xYpLw9eR2mTnVc4/uJdSgFo81+iQKbXzNyE6PvMtA=="
SPACED = DATA.replace("+", " ")
IV = "aGVsbG8rd29ybGQvMTIzNA=="
KEY = "c2Vzc2lvbitrZXkvMTIzNQ=="
APPID = "wx9a1b2c3d4e5f6071"
CODE = "0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P"


def payload(
    carrier: Carrier,
    form: str,
    source: str = "input",
    *,
    clues: tuple[str, ...] = (),
    secrets: tuple[Secret, ...] = (),
    notes: tuple[Message, ...] = (),
    raw: dict[str, str] | None = None,
    **fields: str,
) -> Payload:
    """Return the payload whose values all stood in one carrier, written as they are but for ``raw``."""
    values = {name: Value(text, (raw or {}).get(name, text), carrier) for name, text in fields.items()}
    return Payload(values, source, form, clues, secrets, notes)
