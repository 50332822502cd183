"""Open data (开放数据): encryptedData, iv and session_key to the JSON object that WeChat encrypted."""

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from wxauth_cli.core import base64_text
from wxauth_cli.core.aes import BLOCK, PaddingError, decrypt_raw, unpad

__all__ = [
    "Check",
    "DecryptError",
    "Kind",
    "OpenData",
    "Watermark",
    "begins_as_known",
    "decrypt",
    "kind_of",
    "parse_padded",
    "parse_plaintext",
]


_FIRST_NAMES = {"phoneNumber", "stepInfoList", "nickName"}
_IDS = {"openId", "openGId", "opengid"}


class Kind(StrEnum):
    """Which client call the payload belongs to, told by its keys."""

    USER_INFO = "user-info"
    PHONE = "phone"
    SHARE = "share"
    WE_RUN = "we-run"
    OTHER = "other"


class Check(StrEnum):
    """The checks in the order they are made."""

    PRESENT = "present"
    BASE64 = "base64"
    LENGTH = "length"
    PADDING = "padding"
    UTF8 = "utf-8"
    JSON = "json"
    OBJECT = "object"


class Watermark(NamedTuple):
    """WeChat's mark in every payload: which mini program, and when (Unix seconds)."""

    appid: str
    timestamp: int


class OpenData(NamedTuple):
    """A payload that passed every check."""

    plaintext: Mapping[str, Any]
    text: str
    kind: Kind
    watermark: Watermark | None


class DecryptError(ValueError):
    """One check failed: which (``check``), in which field, and the bytes as far as they got.

    ``padded`` holds the decrypted blocks with padding from ``Check.PADDING`` on; ``positions`` are
    offsets in the field (base64) or in the plaintext bytes (UTF-8, JSON).
    """

    def __init__(
        self,
        check: Check,
        field: str,
        *,
        positions: tuple[int, ...] = (),
        length: int | None = None,
        padded: bytes | None = None,
        reason: object = None,
    ) -> None:
        super().__init__(f"{check} check failed for {field}")
        self.check = check
        self.field = field
        self.positions = positions
        self.length = length
        self.padded = padded
        self.reason = reason


def decrypt(encrypted_data: str, iv: str, session_key: str) -> OpenData:
    """Return the decrypted payload. Raises DecryptError naming the first check that fails.

    Nothing is tolerated: canonical base64, key and iv of 16 bytes, whole blocks, every PKCS#7 byte,
    strict UTF-8, one JSON object with nothing behind it.
    """
    key = _bytes_of("session_key", session_key, BLOCK)
    vector = _bytes_of("iv", iv, BLOCK)
    ciphertext = _bytes_of("encryptedData", encrypted_data, None)
    if not ciphertext or len(ciphertext) % BLOCK:
        raise DecryptError(Check.LENGTH, "encryptedData", length=len(ciphertext))
    return parse_padded(decrypt_raw(ciphertext, key, vector))


def parse_padded(padded: bytes) -> OpenData:
    """Return the payload in decrypted blocks. Raises DecryptError (padding, UTF-8, JSON, object)."""
    try:
        return parse_plaintext(unpad(padded), padded)
    except PaddingError:
        raise DecryptError(Check.PADDING, "encryptedData", padded=padded) from None


def parse_plaintext(plaintext: bytes, padded: bytes | None = None) -> OpenData:
    """Return the payload in unpadded ``plaintext``. Raises DecryptError (UTF-8, JSON, object)."""
    padded = plaintext if padded is None else padded
    try:
        text = plaintext.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DecryptError(Check.UTF8, "encryptedData", positions=(error.start,), padded=padded) from None
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        where = (error.pos,) if isinstance(error, json.JSONDecodeError) else ()
        raise DecryptError(Check.JSON, "encryptedData", positions=where, padded=padded) from None
    if not isinstance(document, dict):
        raise DecryptError(Check.OBJECT, "encryptedData", padded=padded)
    return OpenData(document, text, kind_of(document), _watermark(document))


def kind_of(document: Mapping[str, Any]) -> Kind:
    """Return the kind of payload; keys as real payloads have them (openGId and opengid both occur)."""
    if "phoneNumber" in document or "purePhoneNumber" in document:
        return Kind.PHONE
    if "stepInfoList" in document:
        return Kind.WE_RUN
    if "openGId" in document or "opengid" in document:
        return Kind.SHARE
    if "nickName" in document or "openId" in document:
        return Kind.USER_INFO
    return Kind.OTHER


def begins_as_known(data: OpenData, openid: str | None = None) -> bool:
    """Tell whether the first field, all that an iv decides, is one that WeChat writes first.

    A slip in the iv can leave JSON whose first name or first letters are wrong. Ids are made of ASCII
    letters, digits, _ and -; an openid begins with o and is the one the caller knows, if any.
    """
    name, value = next(iter(data.plaintext.items()), ("", ""))
    if name not in _IDS:
        return name in _FIRST_NAMES
    text = str(value)
    is_id = text.isascii() and text.replace("_", "o").replace("-", "o").isalnum()
    return is_id and (name != "openId" or (text[0] == "o" and text == (openid or text)))


def _watermark(document: Mapping[str, Any]) -> Watermark | None:
    mark = document.get("watermark")
    if not isinstance(mark, dict):
        return None
    appid, timestamp = mark.get("appid"), mark.get("timestamp")
    if not isinstance(appid, str) or not isinstance(timestamp, int) or isinstance(timestamp, bool):
        return None
    return Watermark(appid, timestamp)


def _bytes_of(field: str, text: str, length: int | None) -> bytes:
    if not text:
        raise DecryptError(Check.PRESENT, field)
    try:
        data = base64_text.decode(text)
    except base64_text.Base64Error as error:
        raise DecryptError(Check.BASE64, field, positions=error.positions, reason=error.reason) from None
    if length is not None and len(data) != length:
        raise DecryptError(Check.LENGTH, field, length=len(data))
    return data
