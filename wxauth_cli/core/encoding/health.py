"""What a healthy value looks like, field by field; none of it needs the session_key."""

import re

from wxauth_cli.core.base64_text import Base64Error, decode

__all__ = ["KEY_FIELDS", "is_healthy", "missing_characters"]

KEY_FIELDS = frozenset({"session_key", "iv"})

# 16 bytes: the 22nd character carries two bits only, so it is A, Q, g or w
_KEY = re.compile(r"[A-Za-z0-9+/]{21}[AQgw]==")
_HEX_DIGITS = re.compile(r"[0-9a-f]+|[0-9A-F]+")
_TEXTUAL = {
    "appid": re.compile(r"wx[0-9a-f]{16}"),
    "signature": re.compile(r"[0-9a-f]{40}"),
    "openid": re.compile(r"o[0-9A-Za-z_-]{27}"),
}


def is_healthy(text: str, field: str) -> bool | None:
    """Tell whether ``text`` has the form of an undamaged ``field``; None where no form is known."""
    if field in KEY_FIELDS:
        return _KEY.fullmatch(text) is not None
    if field == "encryptedData":
        return _is_ciphertext(text)
    if field in _TEXTUAL:
        return _TEXTUAL[field].fullmatch(text) is not None
    if field == "value":  # a bare paste: a key, an iv or a ciphertext
        return _KEY.fullmatch(text) is not None or _is_ciphertext(text)
    return None


def missing_characters(text: str) -> int:
    """Return how many base64 characters an encryptedData lacks, modulo 64; 0 when none or 64.

    Whole blocks make 0, 22 or 43 characters modulo 64 before the padding, and the padding (none,
    ``==``, ``=``) says which of the three it was. Without padding the end is lost too, and the
    count is what is missing up to the next end that would fit.
    """
    body = text.rstrip("=")
    padding = len(text) - len(body)
    if padding:
        return ((22 if padding == 2 else 43) - len(body)) % 64
    return min((end - len(body)) % 64 for end in (0, 22, 43))


def _is_ciphertext(text: str) -> bool:
    if len(text) < 44 or len(text) % 4:  # 32 bytes are the least a payload can be
        return False
    try:
        data = decode(text)
    except Base64Error:
        return False
    return len(data) % 16 == 0 and not _only_looks_random(text, data)


def _only_looks_random(text: str, data: bytes) -> bool:
    """Tell hex digits, base64 of a text, and one value given twice from ciphertext.

    All three can be canonical base64 of whole blocks. Chance makes 32 bytes of UTF-8 once in 2^28.
    """
    half = len(text) // 2
    return _HEX_DIGITS.fullmatch(text) is not None or _is_text(data) or text[:half] == text[half:]


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
