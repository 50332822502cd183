"""Invented payloads for the commands that read one."""

import json
from typing import Any

from tests.conftest import NOW
from wxauth_cli.core.aes import encrypt
from wxauth_cli.core.base64_text import decode, encode

__all__ = ["APPID", "IV", "KEY", "MARK", "OTHER_KEY", "PHONE", "given", "payload"]

APPID = "wx0123456789abcdef"
MARK = {"timestamp": int(NOW) - 60, "appid": APPID}
KEY = encode(bytes.fromhex("fbe3b0c75a1dfeb0e1c9f75a6ef1bf6c"))
IV = encode(bytes.fromhex("3efb6f2fa10c5de8be6e07fb3fd8c1a9"))
OTHER_KEY = encode(bytes(range(100, 116)))
PHONE = {
    "phoneNumber": "13812345678",
    "purePhoneNumber": "13812345678",
    "countryCode": "86",
    "watermark": MARK,
}


def payload(fields: dict[str, Any] | None = None, **more: str) -> dict[str, str]:
    text = json.dumps(PHONE if fields is None else fields, ensure_ascii=False, separators=(",", ":"))
    data = encode(encrypt(text.encode(), decode(KEY), decode(IV)))
    return {"encryptedData": data, "iv": IV, "session_key": KEY, **more}


def given(values: dict[str, str]) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode()
