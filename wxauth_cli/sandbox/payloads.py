"""Open data as a user's phone hands it out: encrypted and signed under the current session_key."""

import base64
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

from wxauth_cli.core import aes
from wxauth_cli.core.shapes import SANDBOX_APPID
from wxauth_cli.core.signature import hash_encrypted_data, sign_raw_data
from wxauth_cli.sandbox.apps import check_appid
from wxauth_cli.sandbox.kinds import PayloadKind
from wxauth_cli.sandbox.sessions import Session, current_session, start_session
from wxauth_cli.sandbox.shapes import share_group_of
from wxauth_cli.sandbox.users import User, unionid_in, user_named
from wxauth_cli.sandbox.world import World

__all__ = ["made_at", "make_payload", "phone_info"]

_REMEMBERED = 3 * 86400  # seconds for which checkencryptedmsg knows a payload
_PROFILE = ("nickName", "gender", "language", "city", "province", "country", "avatarUrl")
_NOBODY = {
    "nickName": "微信用户",
    "gender": 0,
    "avatarUrl": "https://thirdwx.qlogo.cn/mmopen/vi_32/POgEwh4mIHO4nibH0KlMECNjjGxQUq24ZEaGT4poC6icRiccVGKSyXwi"
    "bcPq4BWmiaIGuG1icwxaQX6grC9VemZoJ8rg/132",
}
_DAY, _BEIJING = 86400, 8 * 3600
_STEP_DAYS = 31


def make_payload(
    world: World, kind: PayloadKind, user: str, appid: str = SANDBOX_APPID, *, anonymous: bool = False
) -> dict[str, str]:
    """Return a payload file: encryptedData, iv, session_key, appid; for user info the signed rawData too.

    A user without a session is logged in first, as if a server had exchanged a code of theirs.
    ``anonymous`` tells of this user what a version published since October 2022 is told of everyone.
    """
    with world.store.transaction() as database:
        check_appid(database, appid)
        now, random = world.clock(), world.random
        person = user_named(database, user)
        person = replace(person, anonymous=anonymous or person.anonymous)
        session = current_session(database, appid, user, now)
        if session is None:
            session = start_session(database, appid, user, now, random)
        union = unionid_in(database, appid, person)
        content = _content(kind, person, session, union, appid=appid, now=now, random=random)
        payload = _encrypted(content, session, appid, int(now), random)
        if kind is PayloadKind.PHONE:
            _remember(database, payload, now)
    if kind is PayloadKind.USER_INFO:
        raw_data = _compact(_profile(person))
        payload["rawData"] = raw_data
        payload["signature"] = sign_raw_data(raw_data, session.session_key)
        payload["openid"] = session.openid
    return payload


def made_at(database: sqlite3.Connection, hash_text: str, appid: str, now: float) -> float | None:
    """Return when the phone payload with this hash was made; None when unknown or older than 3 days."""
    row = database.execute(
        "SELECT created_at FROM phone_payloads WHERE hash = ? AND appid = ? AND created_at > ?",
        (hash_text, appid, now - _REMEMBERED),
    ).fetchone()
    return None if row is None else float(row["created_at"])


def phone_info(user: User, appid: str, timestamp: int) -> dict[str, Any]:
    """Return the phone number in WeChat's words; a foreign one carries its country code."""
    prefix = "" if user.country_code == "86" else user.country_code
    return {
        "phoneNumber": prefix + user.phone_number,
        "purePhoneNumber": user.phone_number,
        "countryCode": user.country_code,
        "watermark": _watermark(appid, timestamp),
    }


def _content(
    kind: PayloadKind,
    user: User,
    session: Session,
    unionid: str | None,
    *,
    appid: str,
    now: float,
    random: Random,
) -> dict[str, Any]:
    match kind:
        case PayloadKind.USER_INFO:
            union = {"unionId": unionid} if unionid else {}
            return {"openId": session.openid, **_profile(user), **union}
        case PayloadKind.PHONE:
            return phone_info(user, appid, int(now))
        case PayloadKind.SHARE:
            return {"openGId": share_group_of(appid, user.name)}
        case PayloadKind.WE_RUN:
            return {"stepInfoList": _steps(now, random)}


def _remember(database: sqlite3.Connection, payload: Mapping[str, str], now: float) -> None:
    database.execute("DELETE FROM phone_payloads WHERE created_at <= ?", (now - _REMEMBERED,))
    database.execute(
        "INSERT INTO phone_payloads VALUES (?, ?, ?)",
        (hash_encrypted_data(payload["encryptedData"]), payload["appid"], now),
    )


def _profile(user: User) -> dict[str, Any]:
    if user.anonymous:
        return {**dict.fromkeys(_PROFILE, ""), **_NOBODY, "is_demote": True}
    # gender and region have come empty since 2021; the fields stay
    return {
        "nickName": user.nickname,
        "gender": 0,
        "language": "zh_CN",
        "city": "",
        "province": "",
        "country": "",
        "avatarUrl": user.avatar_url,
    }


def _steps(now: float, random: Random) -> list[dict[str, int]]:
    today = int((now + _BEIJING) // _DAY * _DAY - _BEIJING)
    days = range(today - (_STEP_DAYS - 1) * _DAY, today + _DAY, _DAY)
    return [{"timestamp": day, "step": random.randrange(500, 20000)} for day in days]


def _encrypted(
    content: Mapping[str, Any], session: Session, appid: str, timestamp: int, random: Random
) -> dict[str, str]:
    # the watermark comes last, and real data has the timestamp first in it
    plaintext = _compact({**content, "watermark": _watermark(appid, timestamp)})
    iv = random.randbytes(16)
    ciphertext = aes.encrypt(plaintext.encode("utf-8"), base64.b64decode(session.session_key), iv)
    return {
        "encryptedData": base64.b64encode(ciphertext).decode("ascii"),
        "iv": base64.b64encode(iv).decode("ascii"),
        "session_key": session.session_key,
        "appid": appid,
    }


def _watermark(appid: str, timestamp: int) -> dict[str, Any]:
    return {"timestamp": timestamp, "appid": appid}


def _compact(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
