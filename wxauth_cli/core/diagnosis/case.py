"""What is known about a payload that does not decrypt."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from wxauth_cli.core import base64_text
from wxauth_cli.core.aes import BLOCK, decrypt_raw
from wxauth_cli.core.encoding.health import is_healthy
from wxauth_cli.core.payload import Payload
from wxauth_cli.core.signature import verify_raw_data

__all__ = ["BASE64_FIELDS", "Case"]


_LEADING_BASE64 = re.compile(r"[A-Za-z0-9+/]+")
BASE64_FIELDS = ("session_key", "iv", "encryptedData")


@dataclass(frozen=True)
class Case:
    """The three fields as given (None: absent) and everything that can serve as a witness.

    ``now`` is Unix seconds. ``keys`` are other session_keys of the same user, oldest first.
    ``clock`` (monotonic seconds) and ``deadline`` bound the searches; ``progress`` is told
    how many blocks of how many a long one has restored.
    """

    texts: Mapping[str, str]
    now: float
    raw_data: str | None = None
    signature: str | None = None
    appid: str | None = None
    openid: str | None = None
    keys: tuple[str, ...] = ()
    deep: bool = False
    clock: Callable[[], float] = lambda: 0.0
    deadline: float = float("inf")
    progress: Callable[[int, int], None] = lambda done, total: None

    @classmethod
    def of(cls, payload: Payload, now: float, **more: object) -> "Case":
        """Return the case of ``payload``; ``more`` sets the other attributes."""
        texts = {field: payload.values[field].text for field in BASE64_FIELDS if field in payload.values}
        case = cls(
            texts,
            now,
            payload.text("rawData"),
            payload.text("signature"),
            payload.text("appid"),
            payload.text("openid"),
        )
        return replace(case, **more)  # type: ignore[arg-type]

    def with_texts(self, **changed: str) -> "Case":
        """Return the same case with some fields replaced (by their ``BASE64_FIELDS`` names)."""
        return replace(self, texts={**self.texts, **changed})

    def healthy(self, field: str) -> bool:
        """Tell whether a field is there and has its undamaged form."""
        return bool(self.texts.get(field)) and is_healthy(self.texts[field], field) is True

    @cached_property
    def key(self) -> bytes | None:
        """The 16 key bytes, when session_key is healthy."""
        return base64_text.decode(self.texts["session_key"]) if self.healthy("session_key") else None

    @cached_property
    def iv(self) -> bytes | None:
        """The 16 iv bytes, when iv is healthy."""
        return base64_text.decode(self.texts["iv"]) if self.healthy("iv") else None

    @cached_property
    def ciphertext(self) -> bytes | None:
        """The whole blocks of encryptedData, when it is healthy."""
        return base64_text.decode(self.texts["encryptedData"]) if self.healthy("encryptedData") else None

    @cached_property
    def whole_blocks(self) -> bytes | None:
        """The blocks that stand whole before the first damage of encryptedData; None when there are none."""
        if self.ciphertext is not None:
            return self.ciphertext
        body = _LEADING_BASE64.match(self.texts.get("encryptedData", ""))
        text = body[0][: len(body[0]) // 4 * 4] if body else ""
        data = base64_text.decode(text)
        return data[: len(data) // BLOCK * BLOCK] or None

    @cached_property
    def padded(self) -> bytes | None:
        """The decrypted blocks, padding still on; an unusable iv counts as zero bytes."""
        if self.key is None or self.whole_blocks is None:
            return None
        return decrypt_raw(self.whole_blocks, self.key, self.iv or bytes(BLOCK))

    @cached_property
    def key_witness(self) -> bool | None:
        """Tell whether the rawData signature confirms (True) or denies (False) session_key."""
        key = self.texts.get("session_key")
        if not (key and self.raw_data and self.signature):
            return None
        return verify_raw_data(self.raw_data, key, self.signature)

    @cached_property
    def key_fits(self) -> bool:
        """Tell whether session_key makes text of single blocks, whatever else is damaged."""
        from wxauth_cli.core.diagnosis.oracle import KeyOracle

        oracle = KeyOracle(self)
        return self.key is not None and oracle.usable and oracle.fits(self.key)

    @property
    def out_of_time(self) -> bool:
        return self.clock() > self.deadline
