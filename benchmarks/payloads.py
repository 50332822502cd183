"""Seeded payloads of every kind, as WeChat writes them, for benchmarks and tests."""

import json
from dataclasses import dataclass
from random import Random
from typing import Any

from wxauth_cli.core.aes import encrypt
from wxauth_cli.core.base64_text import encode
from wxauth_cli.core.signature import sign_raw_data

__all__ = ["KINDS", "NOW", "Sample", "sample"]

NOW = 1_700_000_600.0
KINDS = ("phone", "user-info", "user-profile", "share", "share-10-fields", "we-run")
_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
_NAMES = ("Band", "小明", "李雷和韩梅梅", "🚀小满🌱", 'a "quoted" \\ name', "O'Neil/Smith", "ᴛɪɴʏ", "名" * 12)


@dataclass(frozen=True)
class Sample:
    """One healthy payload: its three texts, its plaintext, and what a caller may know beside it."""

    kind: str
    encryptedData: str
    iv: str
    session_key: str
    plaintext: str
    appid: str
    openid: str | None
    raw_data: str | None
    signature: str | None


def sample(kind: str, random: Random) -> Sample:
    """Return a payload of ``kind`` with everything in it drawn from ``random``."""
    appid = "wx" + random.randbytes(8).hex()
    key, iv = encode(random.randbytes(16)), random.randbytes(16)
    fields, openid, raw_data = _fields(kind, random)
    mark = {"timestamp": int(NOW) - random.randrange(600), "appid": appid}
    text = _json({**fields, "watermark": mark})
    if random.random() < 0.3:
        text = text.replace("/", "\\/")  # PHP-made parts of WeChat escape slashes
    from base64 import b64decode

    data = encrypt(text.encode(), b64decode(key), iv)
    signature = sign_raw_data(raw_data, key) if raw_data else None
    return Sample(kind, encode(data), encode(iv), key, text, appid, openid, raw_data, signature)


def _fields(kind: str, random: Random) -> tuple[dict[str, Any], str | None, str | None]:
    if kind == "phone":
        number = random.choice(("13", "15", "18")) + "".join(random.choices("0123456789", k=9))
        return {"phoneNumber": number, "purePhoneNumber": number, "countryCode": "86"}, None, None
    if kind == "we-run":
        first = int(NOW) - 30 * 86400 - int(NOW) % 86400
        steps = [{"timestamp": first + day * 86400, "step": random.randrange(30000)} for day in range(31)]
        return {"stepInfoList": steps}, None, None
    if kind.startswith("share"):
        fields: dict[str, Any] = {"openGId": "tG" + _word(random, 28)}
        if kind == "share-10-fields":
            fields = {
                "opengid": "tG" + _word(random, 28),
                "open_single_roomid": _word(random, 28),
                "group_openid": "o" + _word(random, 27),
                "chat_type": 3,
            }
        return fields, None, None
    user = {
        "nickName": random.choice(_NAMES), "gender": random.randrange(3), "language": "zh_CN",
        "city": random.choice(("", "广州", "Shenzhen")), "province": "Guangdong", "country": "中国",
        "avatarUrl": f"https://thirdwx.qlogo.cn/mmopen/vi_32/{_word(random, 86)}/132",
    }  # fmt: skip
    raw_data = _json(user)
    if kind == "user-profile":
        return user, None, raw_data
    openid = "o" + _word(random, 27)
    union = {"unionId": "o" + _word(random, 27)} if random.random() < 0.5 else {}
    return {"openId": openid, **user, **union}, openid, raw_data


def _word(random: Random, length: int) -> str:
    return "".join(random.choices(_SIGNS, k=length))


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
