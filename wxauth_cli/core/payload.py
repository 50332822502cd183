"""What a user hands in: the fields of a WeChat payload, exactly as they were found."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from wxauth_cli.core.message import Message
from wxauth_cli.core.secret import Secret

__all__ = ["FIELDS", "Carrier", "Payload", "Value"]

FIELDS = (
    "encryptedData",
    "iv",
    "session_key",
    "appid",
    "rawData",
    "signature",
    "openid",
    "code",
    "cloudID",
)


class Carrier(StrEnum):
    """The form a value stood in; it decides what may still happen to a ``+`` on its way."""

    JSON = "json"
    QUERY = "query"  # a URL's query string: any form decoder turns a raw + into a space
    FORM = "form"  # an application/x-www-form-urlencoded body: the same
    TEXT = "text"  # key=value in a log line, {a=b, c=d}, a bare value
    OPTION = "option"  # the command line


class Value(NamedTuple):
    """One value: ``raw`` as it stood in the input, ``text`` with its one transport layer undone.

    The layer is that of the carrier: JSON string escapes for ``JSON``, one percent-decoding for
    ``QUERY`` and ``FORM`` (a raw ``+`` stays ``+``), none for ``TEXT`` and ``OPTION``. Nothing else is
    changed, no white space is trimmed: the damage is the evidence.
    """

    text: str
    raw: str
    carrier: Carrier = Carrier.TEXT


class Payload(NamedTuple):
    """Fields by WeChat's own names (see ``FIELDS``), and where they were found.

    ``source`` is a file, ``<stdin>`` or ``<options>``, with ``:LINE`` where several records share
    it. ``form`` names what was recognised: ``json``, ``query``, ``form``, ``url``, ``curl``,
    ``http``, ``har``, ``log``, ``value``. A bare value of no telling shape stands under the name
    ``value``. ``clues`` carries what may name the user's framework, as ``kind: text`` (``user-agent``,
    ``referer``, ``referer-appid``, ``content-type``, ``spelling``). ``secrets`` are AppSecrets and
    access tokens that stood beside the fields; ``notes`` is what the reader had to decide.
    """

    values: Mapping[str, Value]
    source: str = "<options>"
    form: str = "json"
    clues: tuple[str, ...] = ()
    secrets: tuple[Secret, ...] = ()
    notes: tuple[Message, ...] = ()

    def text(self, field: str) -> str | None:
        """Return the text of ``field``, or None where the input did not have it."""
        value = self.values.get(field)
        return value.text if value is not None else None
