"""When a repair counts as proved, and when a plaintext agrees with itself."""

import json
from base64 import b64decode
from typing import Any

import pytest

from benchmarks.payloads import NOW
from tests.core.diagnosis.cases import case, whole
from wxauth_cli.core.aes import encrypt
from wxauth_cli.core.base64_text import encode
from wxauth_cli.core.diagnosis import Outcome, diagnose
from wxauth_cli.core.diagnosis.consistency import consistent
from wxauth_cli.core.diagnosis.proof import proved
from wxauth_cli.core.opendata import OpenData, parse_plaintext

_MARK = {"timestamp": 1_700_000_000, "appid": "wx9a1b2c3d4e5f6071"}


def _opened(plain: dict[str, Any] | str) -> OpenData:
    text = plain if isinstance(plain, str) else json.dumps(plain)
    return parse_plaintext(text.encode())


def test_watermark_of_wechat_is_proof() -> None:
    """AppID and plausible time."""
    assert proved(_opened({"watermark": _MARK}), NOW)


@pytest.mark.parametrize(
    "mark",
    [
        None,
        "wx9a1b2c3d4e5f6071",
        {},
        {**_MARK, "appid": "9a1b2c3d4e5f6071"},
        {**_MARK, "appid": "wx9A1B2C3D4E5F6071"},
        {**_MARK, "appid": "tt9a1b2c3d4e5f6071"},
        {**_MARK, "appid": "wx9a1b2c3d4e5f607100"},
        {"timestamp": _MARK["timestamp"], "appId": _MARK["appid"]},
        {**_MARK, "timestamp": "1700000000"},
        {**_MARK, "timestamp": True},
        {**_MARK, "timestamp": 1_400_000_000},
        {**_MARK, "timestamp": int(NOW) + 90_000},
    ],
)
def test_other_watermarks_are_no_proof(mark: Any) -> None:
    """Another platform's, a misspelt one, one of no time at all."""
    assert not proved(_opened({"phoneNumber": "13812345678", "watermark": mark}), NOW)


def test_a_name_given_twice_is_no_proof() -> None:
    """Two payloads glued together parse as JSON."""
    twice = '{"nickName":"a","nickName":"b","watermark":' + json.dumps(_MARK) + "}"

    assert not proved(_opened(twice), NOW)


@pytest.mark.parametrize("mark", [{**_MARK, "appid": "tt9a1b2c3d4e5f6071"}, {}])
def test_damaged_payload_of_another_platform_is_never_claimed(mark: dict[str, Any]) -> None:
    """It opens as given, as any ciphertext does; a repair of it has no proof."""
    made = whole()
    text = json.dumps({"phoneNumber": "13812345678", "purePhoneNumber": "13812345678", "watermark": mark})
    data = encode(encrypt(text.encode(), b64decode(made.session_key), b64decode(made.iv)))
    slipped = data[:30] + ("x" if data[30] != "x" else "y") + data[31:]

    assert diagnose(case(made, encryptedData=data)).outcome is Outcome.OK
    for damaged in (slipped, data.rstrip("=") + "%3D%3D", data[:-3]):
        said = diagnose(case(made, encryptedData=damaged))
        assert (said.data, said.repaired) == (None, {})


def _phone(number: str, pure: str, country: str, **more: Any) -> dict[str, Any]:
    return {
        "phoneNumber": number,
        "purePhoneNumber": pure,
        "countryCode": country,
        "watermark": _MARK,
        **more,
    }


@pytest.mark.parametrize(
    ("plain", "agrees"),
    [
        (_phone("13812345678", "13812345678", "86"), True),
        (_phone("+85291234567", "91234567", "852"), True),
        (_phone("85291234567", "91234567", "852"), True),
        (_phone("+14155550123", "4155550123", "1"), True),
        (_phone("13812345678", "13812345679", "86"), False),
        (_phone("13812345678", "1381234567x", "86"), False),
        (_phone("+85291234567", "91234567", "853"), False),
        (_phone("13812345678", "13812345678", "8v"), False),
        (_phone("13812345678", "13812345678", "86", phoneNumbes=""), False),
        ({"stepInfoList": [{"timestamp": 1_699_920_000, "step": 100}], "watermark": _MARK}, True),
        ({"stepInfoList": [{"timestamp": 1_699_920_000, "stap": 100}], "watermark": _MARK}, False),
        ({"stepInfoList": [{"timestamp": 1_599_920_000, "step": 100}], "watermark": _MARK}, False),
        ({"stepInfoList": {}, "watermark": _MARK}, False),
        ({"openGId": "tG" + "x" * 28, "watermark": _MARK}, True),
        ({"openGId": "tG" + "x" * 27 + "}", "watermark": _MARK}, False),
        ({"opengid": "tG" + "x" * 28, "group_openid": "o/" + "x" * 26, "watermark": _MARK}, False),
        ({"openId": "o" + "x" * 27, "nickName": "ᴛɪɴʏ 🚀 小明", "gender": 1, "watermark": _MARK}, True),
        ({"openId": "o" + "x" * 26 + "!", "nickName": "Band", "watermark": _MARK}, False),
        ({"nickName": "Band", "gender": 3, "watermark": _MARK}, False),
        ({"nickName": "Band", "avatarUrl": "https://thirdwx.qlogo.cn/a/132", "watermark": _MARK}, True),
        ({"nickName": "Band", "avatarUrl": "https://thirdwx.qlogo.cn/aɸ/132", "watermark": _MARK}, False),
        ({"nickName": "Jürgen Дмитрий", "watermark": _MARK}, True),
        ({"nickName": "ɸЖ֏ڕ" * 4, "watermark": _MARK}, False),
        ({"something": "else", "watermark": _MARK}, True),
        ({"something": "else"}, False),
    ],
)
def test_plaintext_agrees_with_itself(plain: dict[str, Any], agrees: bool) -> None:
    """Numbers, days, ids, addresses and names as WeChat writes them, and each with one thing wrong."""
    assert consistent(_opened(plain)) is agrees
