"""Message push (消息推送) in safe mode: AES-256-CBC under the EncodingAESKey, padded to 32-byte blocks."""

import binascii
from typing import NamedTuple

from wxauth_cli.core.aes import cipher

__all__ = ["PushBody", "PushError", "open_push"]

_BLOCK = 32  # bytes; the cipher's own block is 16, the padding fills 32


class PushError(ValueError):
    """The body does not open under this EncodingAESKey; ``check`` names what failed."""

    def __init__(self, check: str) -> None:
        super().__init__(f"{check} check failed")
        self.check = check


class PushBody(NamedTuple):
    """What stands in an ``Encrypt`` field: 16 random bytes, the message, and the AppID it is for."""

    random: bytes
    message: bytes
    appid: str


def open_push(encrypt: str, encoding_aes_key: str) -> PushBody:
    """Return the content of ``encrypt`` (base64). Raises PushError.

    The key has 43 free characters, so its last one may carry spare bits and is decoded leniently.
    """
    try:
        key = binascii.a2b_base64(encoding_aes_key + "=")
        data = binascii.a2b_base64(encrypt, strict_mode=True)
    except ValueError:
        raise PushError("base64") from None
    if len(key) != 32 or not data or len(data) % 16:
        raise PushError("length")
    aes = cipher()
    padded: bytes = aes.new(key, aes.MODE_CBC, key[:16]).decrypt(data)
    fill = padded[-1]
    if not 1 <= fill <= _BLOCK or padded[-fill:] != bytes([fill]) * fill:
        raise PushError("padding")
    plain = padded[:-fill]
    size = int.from_bytes(plain[16:20], "big")
    if len(plain) < 20 + size:
        raise PushError("message length")
    try:
        appid = plain[20 + size :].decode("ascii")
    except UnicodeDecodeError:
        raise PushError("AppID") from None
    return PushBody(plain[:16], plain[20 : 20 + size], appid)
