"""How WeChat words its answers: two dialects, told apart by the path.

``/sns/*`` answers text/plain, writes ``/`` as ``\\/`` and puts a comma before the rid; everything else
answers application/json and has no comma. Errors come with HTTP status 200.
"""

import json
import string
from collections.abc import Mapping
from random import Random
from typing import Any

from wxauth_cli.sandbox.exchange import Reply

__all__ = ["Refusal", "answered", "new_rid", "refused"]

_HINT_ALPHABET = string.ascii_letters + string.digits
_COMPACT = (",", ":")


class Refusal(Exception):  # noqa: N818 - not a fault: the answer that WeChat gives
    """Leave a handler with an errcode; ``hinted`` adds the ``hint: [...]`` that some APIs have."""

    def __init__(self, errcode: int, text: str, *, hinted: bool = False) -> None:
        super().__init__(errcode, text)
        self.errcode = errcode
        self.text = text
        self.hinted = hinted


def answered(path: str, document: Mapping[str, Any]) -> Reply:
    """Return ``document`` as the API behind ``path`` would send it."""
    text = json.dumps(document, ensure_ascii=False, separators=_COMPACT)
    if _is_sns(path):
        # a slash cannot stand outside a string in JSON, so every one of them may be escaped
        return _reply(text.replace("/", "\\/"), "text/plain")
    return _reply(text, "application/json; charset=utf-8")


def refused(path: str, refusal: Refusal, rid: str, random: Random) -> Reply:
    """Return the errcode and errmsg of ``refusal`` with the rid of the request."""
    hint = f" hint: [{_hint(random)}]" if refusal.hinted else ""
    comma = "," if _is_sns(path) and refusal.text else ""
    errmsg = f"{refusal.text}{hint}{comma} rid: {rid}"
    return answered(path, {"errcode": refusal.errcode, "errmsg": errmsg})


def new_rid(now: float, random: Random) -> str:
    """Return a rid: the Unix time in hex, then two groups without known meaning."""
    return f"{int(now):08x}-{random.getrandbits(32):08x}-{random.getrandbits(32):08x}"


def _hint(random: Random) -> str:
    letters = "".join(random.choices(_HINT_ALPHABET, k=15))
    return f"{letters[:9]}-{letters[9:]}"


def _is_sns(path: str) -> bool:
    return path.startswith("/sns/")


def _reply(text: str, content_type: str) -> Reply:
    return Reply(200, {"content-type": content_type}, text.encode("utf-8", "replace"))
