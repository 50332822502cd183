"""The one redactor: what no output may show, and what is shown in its place.

A secret becomes ``<24 chars #9f3a01bc>``: its length, which support asks for first, and eight hex
digits of a keyed hash, so that two equal values look equal. The key keeps anyone from finding a
phone number by hashing all of them; it belongs to this machine (``state/fingerprint.key``).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from wxauth_cli.core.secret import Secret

__all__ = ["Redactor"]

# both are compiled by the first text that may hold something: it takes 1.3 ms, and most runs have none
_NAMED = r"""(?ix)
    (?P<name> (?<![a-z]) (?: app_?secret | secret | (?:component_|authorizer_|suite_)?access_?token
              | refresh_?token | corp_?secret | session_?key ) )
    (?P<between> \\?["']? \s* (?: = | : | %3D | %3A ) \s* \\?["']? )
    (?P<value> (?: \\/ | [^\s&"'\\,;<>(){}\[\]] ){4,} )
    """
_SHAPED = r"""(?x)
      (?<![0-9A-Za-z]) [0-9a-fA-F]{32} (?![0-9A-Za-z])                          # AppSecret
    | (?<![0-9A-Za-z+]) (?:[0-9A-Za-z+/]|\\/|%2[BbFf]){21} [AQgw] (?:==|%3[Dd]%3[Dd])  # session_key
    | (?<![0-9A-Za-z_-]) [0-9]{2,3} _ [0-9A-Za-z_-]{30,512}        # access_token, or what a cut left of it
    """
_SHORTEST_SHAPE = 24  # characters without a space
_SHORTEST = 8  # a shorter text is no secret worth the name, and would mask half of every sentence
# what stands in place of a value that never came; masked, it would hide the one word that matters
_NO_SECRETS = {"undefined", "[object object]", "(null)", "<null>"}


class Redactor:
    """Mask secrets: those it was told of, those named in a text, and those of a telling shape."""

    def __init__(self, key: Callable[[], bytes], *, reveal: bool = False) -> None:
        self._key = cache(key)  # read from disk at the first secret, not at every start
        self._known: dict[str, None] = {}
        self._forms: list[tuple[str, str]] = []  # written form and secret, the longest first
        self.reveal = reveal  # --show-secrets: the result is shown as it is, all else stays masked

    def learn(self, *secrets: Secret | str | None) -> None:
        """Remember values that no stream may show from now on (8 characters or more)."""
        for secret in secrets:
            text = secret.reveal() if isinstance(secret, Secret) else secret
            if (
                text
                and len(text) >= _SHORTEST
                and text not in self._known
                and text.strip().lower() not in _NO_SECRETS
            ):
                self._known[text] = None
                self._forms = []

    def knows(self, text: str) -> bool:
        """Tell whether a secret that was learned stands in ``text``, in any spelling."""
        return any(form in text for form, _ in self._written())

    def fingerprint(self, text: str) -> str:
        """Return eight hex digits that are equal for equal texts on this machine."""
        import hashlib
        import hmac

        return hmac.new(self._key(), text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:8]

    def mask(self, secret: Secret | str) -> str:
        """Return length and fingerprint in place of the value: ``<24 chars #9f3a01bc>``."""
        text = secret.reveal() if isinstance(secret, Secret) else secret
        return f"<{len(text)} chars #{self.fingerprint(text)}>"

    def scrub(self, text: str) -> str:
        """Return free text (an error, a warning, a log line) with every secret masked."""
        text = self._scrub_known(text)
        lowered = text.lower()
        if "secret" in lowered or "token" in lowered or "key" in lowered:
            text = re.sub(_NAMED, lambda m: m["name"] + m["between"] + self._mask_once(m["value"]), text)
        if any(len(word) >= _SHORTEST_SHAPE for word in text.split()):
            text = re.sub(_SHAPED, lambda m: self._mask_once(m[0]), text)
        return text

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
        for form, secret in self._written():
            if form in text:
                text = text.replace(form, self.mask(secret))
        return text

    def _written(self) -> list[tuple[str, str]]:
        if not self._forms:
            forms = {form: secret for secret in self._known for form in _written_forms(secret)}
            # the longest first: of two secrets, one may begin with the other
            self._forms = sorted(forms.items(), key=lambda pair: len(pair[0]), reverse=True)
        return self._forms

    def _mask_once(self, text: str) -> str:
        return text if text.startswith("<") else self.mask(text)


def _written_forms(text: str) -> Iterator[str]:
    """Yield the spellings in which servers, loggers and encoders write a value."""
    from binascii import b2a_base64

    data = text.encode("utf-8", "surrogatepass")
    yield b2a_base64(data, newline=False).decode("ascii")
    yield b2a_base64(data, newline=False).decode("ascii").rstrip("=").translate(_URL_SAFE)
    for cased in {text, text.lower(), text.upper(), text.swapcase()}:
        yield cased
        for escapes in _ESCAPES:
            yield cased.translate(escapes)


_URL_SAFE = str.maketrans("+/", "-_")
_ESCAPES = (
    str.maketrans({"/": "\\/"}),
    str.maketrans({"+": " "}),
    *(
        str.maketrans({character: pattern.format(ord(character)) for character in characters})
        for characters, pattern in (
            ("%+/=", "%{:02X}"),
            ("%+/=", "%{:02x}"),
            ("+/=", "%25{:02X}"),  # encoded twice
            ("+/=", "\\u{:04x}"),
            ("+/=", "\\u{:04X}"),
            ("+/=", "\\x{:02x}"),
            ("+/=", "&#{};"),
            ("+/=", "&#x{:X};"),
        )
    ),
)
