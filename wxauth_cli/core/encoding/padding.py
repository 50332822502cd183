"""The = at the end: lost or surplus."""

import re
from collections.abc import Iterator

from wxauth_cli.core.encoding.damage import Damage, Undo
from wxauth_cli.core.encoding.traced import Edit
from wxauth_cli.core.message import message, plural

__all__ = ["EQUALS_EXTRA", "EQUALS_STRIPPED"]

_BASE64_BODY = re.compile(r"[A-Za-z0-9+/]+")


def _stripped(text: str, _field: str) -> Iterator[Undo]:
    body = text.rstrip("=")
    lacking = -len(body) % 4 - (len(text) - len(body))
    if lacking in (1, 2) and _BASE64_BODY.fullmatch(body):
        evidence = plural("One = is missing at the end.", "{count} = are missing at the end.", lacking)
        yield Undo((Edit(len(text), len(text), "=" * lacking),), evidence)


def _extra(text: str, _field: str) -> Iterator[Undo]:
    body = text.rstrip("=")
    if body != text and not _BASE64_BODY.fullmatch(body):
        # the rest is not base64 yet (quotes, hex, numbers), so this = may be none of it
        yield Undo((Edit(len(text) - 1, len(text)),), message("One = stands behind the value's own end."))
    surplus = (len(text) - len(body)) - (-len(body) % 4)
    if surplus > 0 and len(body) % 4 != 1 and _BASE64_BODY.fullmatch(body):
        evidence = plural("One = too many at the end.", "{count} = too many at the end.", surplus)
        yield Undo((Edit(len(text) - surplus, len(text)),), evidence)


EQUALS_STRIPPED = Damage("equals-stripped", _stripped)
EQUALS_EXTRA = Damage("equals-extra", _extra)
