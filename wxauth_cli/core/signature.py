"""Signatures made with a session_key. Its base64 TEXT is the key everywhere; it is never decoded."""

__all__ = ["hash_encrypted_data", "sign_body", "sign_raw_data", "verify_body", "verify_raw_data"]


def sign_raw_data(raw_data: str, session_key: str) -> str:
    """Return ``sha1(rawData + session_key)`` in lowercase hex, as wx.getUserInfo gives it.

    ``raw_data`` is the very text the client sent: JSON that a server parsed and wrote again has
    other bytes and so another signature.
    """
    import hashlib  # OpenSSL behind it costs 3 ms, and most payloads come without a signature

    return hashlib.sha1(_bytes(raw_data + session_key), usedforsecurity=False).hexdigest()


def verify_raw_data(raw_data: str, session_key: str, signature: str) -> bool:
    """Tell whether ``signature`` belongs to ``raw_data`` under ``session_key``."""
    return _equal(sign_raw_data(raw_data, session_key), signature)


def sign_body(session_key: str, body: str = "") -> str:
    """Return the login-state signature: HMAC-SHA256 of a POST body, of the empty text for a GET."""
    import hashlib
    import hmac

    return hmac.new(_bytes(session_key), _bytes(body), hashlib.sha256).hexdigest()


def verify_body(session_key: str, signature: str, body: str = "") -> bool:
    """Tell whether ``signature`` is the login-state signature of ``body``."""
    return _equal(sign_body(session_key, body), signature)


def hash_encrypted_data(encryptedData: str) -> str:
    """Return SHA-256 in hex of the base64 text, as ``checkencryptedmsg`` wants it.

    That the text is hashed, not the decoded bytes, is what the gopay SDK does; no official vector
    settles it.
    """
    import hashlib

    return hashlib.sha256(_bytes(encryptedData)).hexdigest()


def _bytes(text: str) -> bytes:
    # JSON may hold a lone surrogate (half an emoji, cut); it must give a mismatch, not a crash
    return text.encode("utf-8", "surrogatepass")


def _equal(expected: str, given: str) -> bool:
    import hmac

    return hmac.compare_digest(expected.encode("ascii"), _bytes(given))
