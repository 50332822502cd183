"""What is said of a payload that decrypts."""

import json
from typing import Any

import pytest

from wxauth_cli.core.finding import Finding, Severity
from wxauth_cli.core.message import message
from wxauth_cli.core.opendata import OpenData, parse_plaintext
from wxauth_cli.core.remarks import remarks
from wxauth_cli.core.signature import sign_raw_data

APPID, OTHER = "wx0123456789abcdef", "wxfedcba9876543210"
NOW = 1_700_000_600
KEY = "AAECAwQFBgcICQoLDA0O/w=="
OPENID = "oAbcdefghijklmnopqrstuvwxyz0"
RAW_DATA = '{"nickName":"Li"}'


def data(seconds_ago: int = 60, **fields: Any) -> OpenData:
    """Return decrypted open data with a watermark of that age."""
    mark = {"appid": APPID, "timestamp": NOW - seconds_ago}
    return parse_plaintext(json.dumps({"phoneNumber": "1", "watermark": mark, **fields}).encode())


def profile(**fields: Any) -> OpenData:
    """Return decrypted user data."""
    mark = {"appid": APPID, "timestamp": NOW}
    return parse_plaintext(json.dumps({"nickName": "Li", "watermark": mark, **fields}).encode())


def seen(data: OpenData, **expected: Any) -> list[tuple[str, Severity, str]]:
    """Return id, severity and sentence of each finding."""
    return [
        (finding.id, finding.severity, str(finding.message)) for finding in remarks(data, NOW, **expected)
    ]


def test_nothing_is_said_of_a_payload_that_is_well() -> None:
    """Fresh, of the expected app, rightly signed."""
    signature = sign_raw_data(RAW_DATA, KEY)

    assert remarks(data(), NOW, appid=APPID, raw_data=RAW_DATA, signature=signature, session_key=KEY) == []


def test_foreign_watermark_is_an_error_that_names_both_apps() -> None:
    """Data of another mini program is not this user's login."""
    assert seen(data(), appid=OTHER) == [
        (
            "watermark-mismatch",
            Severity.ERROR,
            f"The watermark names {APPID}; expected was {OTHER}.",
        )
    ]


def test_watermark_is_not_compared_with_nothing() -> None:
    """Without an expected app no watermark is foreign."""
    assert seen(data()) == seen(data(), appid="") == []


@pytest.mark.parametrize("mark", [None, {}, {"appid": APPID, "timestamp": "1"}])
def test_missing_watermark_is_a_warning(mark: Any) -> None:
    """Then neither app nor age can be told, even when an app is expected."""
    assert seen(data(watermark=mark), appid=OTHER) == [
        (
            "watermark-absent",
            Severity.WARNING,
            "It decrypts, but holds no watermark: nothing proves that WeChat made it.",
        )
    ]


@pytest.mark.parametrize(("seconds_ago", "words"), [(301, "5 minutes ago"), (100_000_000, "3 years ago")])
def test_old_data_is_information(seconds_ago: int, words: str) -> None:
    """More than five minutes: replayed, perhaps; it never changes an exit code."""
    assert seen(data(seconds_ago)) == [("replayed-payload", Severity.INFO, f"WeChat made it {words}.")]


def test_future_watermark_is_a_warning_about_the_clock() -> None:
    """More than five minutes ahead of this machine."""
    assert seen(data(-3600)) == [
        (
            "watermark-in-future",
            Severity.WARNING,
            "By this machine's clock the watermark lies in 60 minutes.",
        )
    ]


@pytest.mark.parametrize("seconds_ago", [-300, 0, 300])
def test_clocks_may_differ_by_five_minutes(seconds_ago: int) -> None:
    """The limits themselves are well."""
    assert seen(data(seconds_ago)) == []


@pytest.mark.parametrize("fields", [{"gender": 0}, {}, {"gender": 0, "openId": OPENID}])
def test_anonymous_profile_is_told_by_its_name(fields: dict[str, Any]) -> None:
    """Since October 2022 WeChat answers this to everybody."""
    assert seen(profile(nickName="微信用户", **fields)) == [
        (
            "anonymous-user-data",
            Severity.INFO,
            "nickName is 微信用户, gender 0: the anonymous profile.",
        )
    ]


def test_real_person_of_that_name_is_not_anonymous() -> None:
    """With a gender it is somebody's own choice of name."""
    assert seen(profile(nickName="微信用户", gender=1, openId=OPENID)) == []


def test_absent_openid_is_information() -> None:
    """getUserProfile leaves it out on purpose."""
    assert seen(profile()) == [
        (
            "openid-absent",
            Severity.INFO,
            "No openId in it: getUserProfile leaves it out.",
        )
    ]


def test_openid_is_missed_in_user_data_only() -> None:
    """A phone number has none."""
    assert seen(data()) == []


def test_openid_of_somebody_else_is_an_error() -> None:
    """The payload then belongs to another user."""
    other = "oZ" + OPENID[2:-1] + "9"

    found = remarks(profile(openId=OPENID), NOW, openid=other)

    evidence = f"The payload holds {OPENID}; the user is {other}."
    assert found == [Finding("openid-mismatch", message("{text}", text=evidence))]


def test_openid_that_differs_in_front_only_points_at_the_iv() -> None:
    """The iv changes nothing but the first block."""
    other = "X" + OPENID[1:]

    (found,) = remarks(profile(openId=OPENID), NOW, openid=other)

    assert (found.id, found.severity, found.field) == ("openid-mismatch", Severity.ERROR, "iv")


def test_openid_of_the_user_is_well() -> None:
    """So is one that nothing is compared with."""
    assert seen(profile(openId=OPENID), openid=OPENID) == seen(profile(openId=OPENID)) == []


def test_text_that_is_no_openid_hints_at_the_iv() -> None:
    """No user has such an openid."""
    (found,) = remarks(profile(openId="!" + OPENID[1:]), NOW)

    assert found == Finding(
        "iv-damaged",
        message("{openid} is no openid: 28 characters, the first an o.", openid="!" + OPENID[1:]),
        Severity.WARNING,
        field="iv",
    )


def test_signature_that_differs_is_an_error_on_raw_data() -> None:
    """rawData and encryptedData then do not belong together."""
    found = remarks(data(), NOW, raw_data=RAW_DATA + " ", signature="0" * 40, session_key=KEY)

    evidence = "sha1(rawData + session_key) differs from signature although the payload decrypts."
    assert found == [Finding("signature-mismatch", message(evidence), field="rawData")]


@pytest.mark.parametrize("missing", ["raw_data", "signature", "session_key"])
def test_signature_needs_all_three(missing: str) -> None:
    """What is not there cannot disagree."""
    given = {"raw_data": RAW_DATA, "signature": "0" * 40, "session_key": KEY, missing: None}

    assert seen(data(), **given) == []


def test_errors_come_first() -> None:
    """The exit code follows the first finding, and so does the reader."""
    found = remarks(
        profile(nickName="微信用户", watermark={"appid": OTHER, "timestamp": 1}),
        NOW,
        appid=APPID,
        raw_data=RAW_DATA,
        signature="0" * 40,
        session_key=KEY,
    )

    assert [finding.id for finding in found] == [
        "watermark-mismatch",
        "signature-mismatch",
        "replayed-payload",
        "anonymous-user-data",
    ]
