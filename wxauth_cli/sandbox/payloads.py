"""Open data as a user's phone hands it out: encrypted and signed under the current session_key."""

import base64
import json
from collections.abc import Mapping
from random import Random
from typing import Any

from wxauth_cli.core import aes
from wxauth_cli.core.shapes import SANDBOX_APPID
from wxauth_cli.core.signature import sign_raw_data
from wxauth_cli.sandbox.kinds import PayloadKind
from wxauth_cli.sandbox.sessions import Session, current_session, start_session
from wxauth_cli.sandbox.shapes import share_group_of
from wxauth_cli.sandbox.users import User, user_named
from wxauth_cli.sandbox.world import World

__all__ = ["make_payload", "phone_info"]

_DAY, _BEIJING = 86400, 8 * 3600
_STEP_DAYS = 31


def make_payload(world: World, kind: PayloadKind, user: str, appid: str = SANDBOX_APPID) -> dict[str, str]:
    """Return a payload file: encryptedData, iv, session_key, appid; for user info the signed rawData too.

    A user without a session is logged in first, as if a server had exchanged a code of theirs.
    """
    now = world.clock()
    with world.store.transaction() as database:
        person = user_named(database, user)
        session = current_session(database, appid, user)
        if session is None:
            session = start_session(database, appid, user, now, world.random)
    content = _content(kind, person, session, appid=appid, now=now, random=world.random)
    payload = _encrypted(content, session, appid, int(now), world.random)
    if kind is PayloadKind.USER_INFO:
        raw_data = _compact(_profile(person))
        payload["rawData"] = raw_data
        payload["signature"] = sign_raw_data(raw_data, session.session_key)
        payload["openid"] = session.openid
    return payload


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
    kind: PayloadKind, user: User, session: Session, *, appid: str, now: float, random: Random
) -> dict[str, Any]:
    match kind:
        case PayloadKind.USER_INFO:
            union = {"unionId": user.unionid} if user.unionid else {}
            return {"openId": session.openid, **_profile(user), **union}
        case PayloadKind.PHONE:
            return phone_info(user, appid, int(now))
        case PayloadKind.SHARE:
            return {"openGId": share_group_of(appid, user.name)}
        case PayloadKind.WE_RUN:
            return {"stepInfoList": _steps(now, random)}


def _profile(user: User) -> dict[str, Any]:
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
