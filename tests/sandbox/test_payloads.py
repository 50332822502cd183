"""The payloads decrypt and verify, and their plaintexts are laid out as WeChat's."""

import base64
import hashlib
import json
from itertools import pairwise
from typing import Any

import pytest

from tests.sandbox.conftest import START, Server
from wxauth_cli.core import aes
from wxauth_cli.core.shapes import SANDBOX_APPID
from wxauth_cli.sandbox.kinds import PayloadKind

WATERMARK = {"timestamp": int(START), "appid": SANDBOX_APPID}


def opened(payload: dict[str, str]) -> str:
    encrypted, key, iv = (base64.b64decode(payload[name]) for name in ("encryptedData", "session_key", "iv"))
    return aes.decrypt(encrypted, key, iv).decode("utf-8")


def compact(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def test_phone_payload_is_laid_out_as_wechats(server: Server) -> None:
    """Four fields in order, compact, the watermark last with its timestamp first."""
    payload = server.sandbox.new_payload(PayloadKind.PHONE)

    assert list(payload) == ["encryptedData", "iv", "session_key", "appid"]
    assert opened(payload) == compact(
        {
            "phoneNumber": "13800138000",
            "purePhoneNumber": "13800138000",
            "countryCode": "86",
            "watermark": WATERMARK,
        }
    )


def test_user_info_is_signed_and_matches_its_raw_data(server: Server) -> None:
    """rawData is the profile part of the plaintext and sha1(rawData + session_key) its signature."""
    session = server.session(server.sandbox.new_login_code())

    payload = server.sandbox.new_payload(PayloadKind.USER_INFO)

    assert list(payload) == [
        "encryptedData", "iv", "session_key", "appid", "rawData", "signature", "openid",
    ]  # fmt: skip
    profile = json.loads(payload["rawData"])
    assert profile["nickName"] == "小满🌱"
    assert opened(payload) == compact(
        {
            "openId": session["openid"],
            **profile,
            "unionId": session["unionid"],
            "watermark": WATERMARK,
        }
    )
    signed = (payload["rawData"] + session["session_key"]).encode()
    assert payload["signature"] == hashlib.sha1(signed, usedforsecurity=False).hexdigest()


def test_user_info_of_an_unbound_user_has_no_union_id(server: Server) -> None:
    """unionId is left out of the plaintext."""
    plaintext = json.loads(opened(server.sandbox.new_payload(PayloadKind.USER_INFO, "unbound")))

    assert list(plaintext) == [
        "openId", "nickName", "gender", "language", "city", "province", "country", "avatarUrl", "watermark",
    ]  # fmt: skip


def test_share_payload_names_the_group(server: Server) -> None:
    """openGId with its capitals, then the watermark."""
    plaintext = json.loads(opened(server.sandbox.new_payload(PayloadKind.SHARE)))

    assert list(plaintext) == ["openGId", "watermark"]


def test_we_run_payload_has_31_days(server: Server) -> None:
    """Midnights in Beijing, a day apart, the last one today."""
    plaintext = json.loads(opened(server.sandbox.new_payload(PayloadKind.WE_RUN)))

    days = [step["timestamp"] for step in plaintext["stepInfoList"]]
    assert (list(plaintext), len(days)) == (["stepInfoList", "watermark"], 31)
    assert {later - earlier for earlier, later in pairwise(days)} == {86400}
    assert 0 <= START - days[-1] < 86400
    assert (days[-1] + 8 * 3600) % 86400 == 0


def test_payload_of_a_new_user_logs_in(server: Server) -> None:
    """The key of the first payload stays the user's until a login code replaces it."""
    first = server.sandbox.new_payload(PayloadKind.PHONE, "new")
    second = server.sandbox.new_payload(PayloadKind.SHARE, "new")
    server.sandbox.new_login_code("new")
    third = server.sandbox.new_payload(PayloadKind.PHONE, "new")

    assert first["session_key"] == second["session_key"] != third["session_key"]
    assert first["iv"] != second["iv"]


@pytest.mark.parametrize("kind", list(PayloadKind))
def test_users_do_not_share_keys(server: Server, kind: PayloadKind) -> None:
    """Every user has a session_key of their own."""
    keys = {server.sandbox.new_payload(kind, user)["session_key"] for user in ("a", "b", "c")}

    assert len(keys) == 3
