"""The one redactor: what no output may show, and what is shown in its place.

A secret becomes ``<24 chars #9f3a01bc>``: its length, which support asks for first, and eight hex
digits of a keyed hash, so that two equal values look equal. The key keeps anyone from finding a
phone number by hashing all of them; it belongs to this machine (``state/fingerprint.key``).
"""

import hashlib
import hmac
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from wxauth_cli.core.secret import Secret

__all__ = ["Redactor"]

_NAMED = re.compile(
    r"""(?ix)
    (?P<name> (?<![a-z]) (?: app_?secret | secret | (?:component_|authorizer_|suite_)?access_token
              | refresh_token | corpsecret | session_?key ) )
    (?P<between> \\?["']? \s* (?: = | : | %3D ) \s* \\?["']? )
    (?P<value> [^\s&"'\\,;<>(){}\[\]]{4,} (?: \\/ [^\s&"'\\,;<>(){}\[\]]* )* )
    """
)
_SHAPED = re.compile(
    r"""(?x)
      (?<![0-9A-Za-z]) [0-9a-fA-F]{32} (?![0-9A-Za-z])                   # AppSecret
    | (?<![0-9A-Za-z+/]) (?:[0-9A-Za-z+/]|\\/){21} [AQgw] ==             # session_key
    | (?<![0-9A-Za-z_-]) [0-9]{2,3} _ [0-9A-Za-z_-]{60,512}              # access_token
    """
)


class Redactor:
    """Mask secrets: those it was told of, those named in a text, and those of a telling shape."""

    def __init__(self, key: Callable[[], bytes], *, reveal: bool = False) -> None:
        self._key = cache(key)  # read from disk at the first secret, not at every start
        self._known: dict[str, Secret] = {}
        self.reveal = reveal  # --show-secrets: the result is shown as it is, all else stays masked

    def learn(self, *secrets: Secret | str | None) -> None:
        """Remember values that no stream may show from now on (8 characters or more)."""
        for secret in secrets:
            text = secret.reveal() if isinstance(secret, Secret) else secret
            if text and len(text) >= 8:
                for form in _written_forms(text):
                    self._known[form] = Secret(text)

    def fingerprint(self, text: str) -> str:
        """Return eight hex digits that are equal for equal texts on this machine."""
        return hmac.new(self._key(), text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:8]

    def mask(self, secret: Secret | str) -> str:
        """Return length and fingerprint in place of the value: ``<24 chars #9f3a01bc>``."""
        text = secret.reveal() if isinstance(secret, Secret) else secret
        return f"<{len(text)} chars #{self.fingerprint(text)}>"

    def scrub(self, text: str) -> str:
        """Return free text (an error, a warning, a log line) with every secret masked."""
        text = self._scrub_known(text)
        text = _NAMED.sub(lambda m: m["name"] + m["between"] + self._mask_once(m["value"]), text)
        return _SHAPED.sub(lambda m: self._mask_once(m[0]), text)

    def result(self, value: Any) -> Any:
        """Return a result made of JSON types with each :class:`Secret` in it masked or revealed.

        What is not a Secret is what the user asked for and stays, but for known secrets inside it.
        """
        if isinstance(value, Secret):
            return value.reveal() if self.reveal else self.mask(value)
        if isinstance(value, str):
            return value if self.reveal else self._scrub_known(value)
        if isinstance(value, Mapping):
            return {self.result(str(name)): self.result(item) for name, item in value.items()}
        if isinstance(value, Iterable) and not isinstance(value, bytes):
            return [self.result(item) for item in value]
        return value

    def _scrub_known(self, text: str) -> str:
        for form, secret in self._known.items():
            if form in text:
                text = text.replace(form, self.mask(secret))
        return text

    def _mask_once(self, text: str) -> str:
        return text if text.startswith("<") else self.mask(text)


def _written_forms(text: str) -> list[str]:
    """Return the spellings in which a value turns up: as it is, percent-encoded, JSON-escaped."""
    percent = text.replace("%", "%25").replace("+", "%2B").replace("/", "%2F").replace("=", "%3D")
    forms = {text, percent, text.replace("/", "\\/"), text.replace("+", " ")}
    return sorted(forms, key=len, reverse=True)
