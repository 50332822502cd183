"""Write sample_payloads/ anew: invented people under invented keys, the same bytes every time.

python scripts/make_samples.py
"""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from wxauth_cli.core.aes import encrypt
from wxauth_cli.core.base64_text import encode
from wxauth_cli.core.signature import sign_raw_data

__all__ = ["APPID", "samples", "write_samples"]

FOLDER = Path(__file__).parent.parent / "sample_payloads"
APPID = "wx9a1b2c3d4e5f6071"
TIMESTAMP = 1718940240  # 2024-06-21 11:24:00 in Shanghai
KEY = bytes.fromhex("fbe3b0c75a1dfeb0e1c9f75a6ef1bf6c")  # both have a + in base64, as one in three does
IV = bytes.fromhex("3efb6f2fa10c5de8be6e07fb3fd8c1a9")
OTHER = bytes.fromhex("5c1f7a90b3d24e8811c6fe0397ad42eb")

AVATAR = "https://thirdwx.qlogo.cn/mmopen/vi_32/Q0j4TwGTfTKinvented000000000000000000/132"
GREY_AVATAR = (
    "https://thirdwx.qlogo.cn/mmopen/vi_32/POgEwh4mIHO4nibH0KlMECNjjGxQUq24ZEaGT4poC6icRiccVGKSyXwib"
    "cPq4BWmiaIGuG1icwxaQX6grC9VemZoJ8rg/132"
)
MARK = {"timestamp": TIMESTAMP, "appid": APPID}
PHONE = {"phoneNumber": "13812345678", "purePhoneNumber": "13812345678", "countryCode": "86"}
USER = {
    "nickName": "小明🚀",
    "gender": 1,
    "language": "zh_CN",
    "city": "Shenzhen",
    "province": "Guangdong",
    "country": "China",
    "avatarUrl": AVATAR,
}
ANONYMOUS = {
    "nickName": "微信用户",
    "gender": 0,
    "language": "",
    "city": "",
    "province": "",
    "country": "",
    "avatarUrl": GREY_AVATAR,
}
OPENID = "oA1b2C3d4E5f6G7h8I9j0K1l2M3n"


def samples() -> dict[str, str]:
    """Return file name to content of every sample."""
    phone, signed = _payload(PHONE), _signed_user()
    data = phone["encryptedData"]
    return {
        **_healthy(phone, signed),
        **_damaged(phone, data, signed),
        **_other_forms(phone, data),
    }


def _healthy(phone: dict[str, str], signed: dict[str, str]) -> dict[str, str]:
    steps = [{"timestamp": 1716307200 + day * 86400, "step": 4000 + day * 137 % 9000} for day in range(31)]
    return {
        "official-user-info.json": _json(OFFICIAL),
        "phone.json": _json(phone),
        "user-info-signed.json": _json(signed),
        "user-profile-anonymous.json": _json(_payload(ANONYMOUS)),
        "share.json": _json(_payload({"openGId": "tGAbcdEFGHijklMNOPqrstUVWXyz01"})),
        "we-run.json": _json(_payload({"stepInfoList": steps})),
    }


def _damaged(phone: dict[str, str], data: str, signed: dict[str, str]) -> dict[str, str]:
    escaped = {**phone, "session_key": phone["session_key"].replace("/", "\\/")}
    wrapped = "\r\n    ".join(data[start : start + 64] for start in range(0, len(data), 64))
    return {
        "phone-plus-to-space.json": _json({**phone, "encryptedData": data.replace("+", " ")}),
        "phone-plus-dropped.json": _json({**phone, "encryptedData": data.replace("+", "")}),
        "phone-percent-encoded.json": _json({**phone, "encryptedData": quote(data, safe="")}),
        "phone-session-key-json-escaped.json": _json(escaped),
        "phone-fields-swapped.json": _json({**phone, "iv": data, "encryptedData": phone["iv"]}),
        "phone-wrapped-lines.json": _json({**phone, "encryptedData": wrapped}),
        "phone-wrong-iv.json": _json({**phone, "iv": encode(OTHER)}),
        "phone-stale-session-key.json": _json({**phone, "session_key": encode(OTHER)}),
        "phone-other-app.json": _json({**phone, "appid": "wx0000111122223333"}),
        "phone-code-as-data.json": _json({**phone, "encryptedData": "3f" * 31 + "a7"}),
        "user-info-cut-at-255.json": _json({**signed, "encryptedData": signed["encryptedData"][:255]}),
    }


def _other_forms(phone: dict[str, str], data: str) -> dict[str, str]:
    iv = phone["iv"]
    body = f"encryptedData={data}&iv={iv}"
    return {
        "phone-raw-plus-in-url.txt": f"https://api.example.com/mini/phone?{body}&from=button\n",
        "phone-form-body.curl.txt": (
            "curl https://api.example.com/mini/phone \\\n"
            f"  --data-urlencode 'encryptedData={data}' \\\n"
            f"  --data-urlencode 'iv={iv}' -H 'X-Session: {phone['session_key']}'\n"
        ),
        "phone-java-log.txt": (
            "2024-06-21 11:24:03.120 ERROR c.e.mini.LoginController - decrypt failed: PhoneRequest("
            f"sessionKey={phone['session_key']}, encryptedData={data.replace('+', ' ')}, "
            f"iv={iv.replace('+', ' ')})\n"
        ),
    }


def _payload(fields: dict[str, Any]) -> dict[str, str]:
    text = json.dumps({**fields, "watermark": MARK}, ensure_ascii=False, separators=(",", ":"))
    return {
        "encryptedData": encode(encrypt(text.encode(), KEY, IV)),
        "iv": encode(IV),
        "session_key": encode(KEY),
        "appid": APPID,
    }


def _signed_user() -> dict[str, str]:
    raw_data = json.dumps(USER, ensure_ascii=False, separators=(",", ":"))
    return {
        **_payload({"openId": OPENID, **USER}),
        "rawData": raw_data,
        "signature": sign_raw_data(raw_data, encode(KEY)),
    }


def _json(payload: dict[str, str]) -> str:
    return json.dumps(payload, ensure_ascii=False, indent=2) + "\n"


def write_samples(folder: Path = FOLDER) -> None:
    """Write every sample into ``folder``."""
    folder.mkdir(exist_ok=True)
    for name, content in samples().items():
        (folder / name).write_bytes(content.encode())


# WeChat's own published sample (WXBizDataCrypt); its key was made public with it
OFFICIAL = {
    "encryptedData": (
        "CiyLU1Aw2KjvrjMdj8YKliAjtP4gsMZMQmRzooG2xrDcvSnxIMXFufNstNGTyaGS9uT5geRa0W4oTOb1WT7fJlAC"
        "+oNPdbB+3hVbJSRgv+4lGOETKUQz6OYStslQ142dNCuabNPGBzlooOmB231qMM85d2/fV6ChevvXvQP8Hkue1poO"
        "FtnEtpyxVLW1zAo6/1Xx1COxFvrc2d7UL/lmHInNlxuacJXwu0fjpXfz/YqYzBIBzD6WUfTIF9GRHpOn/Hz7saL8"
        "xz+W//FRAUid1OksQaQx4CMs8LOddcQhULW4ucetDf96JcR3g0gfRK4PC7E/r7Z6xNrXd2UIeorGj5Ef7b1pJAYB"
        "6Y5anaHqZ9J6nKEBvB4DnNLIVWSgARns/8wR2SiRS7MNACwTyrGvt9ts8p12PKFdlqYTopNHR1Vf7XjfhQlVsAJd"
        "NiKdYmYVoKlaRv85IfVunYzO0IKXsyl7JCUjCpoG20f0a04COwfneQAGGwd5oa+T8yO5hzuyDb/XcxxmK01EpqOy"
        "uxINew=="
    ),
    "iv": "r7BXXKkLb8qrSNn05n0qiA==",
    "session_key": "tiihtNczf5v6AKRyjwEUhQ==",
    "appid": "wx4f4bc4dec97d474b",
}

if __name__ == "__main__":
    write_samples()
