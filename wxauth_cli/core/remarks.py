"""What is worth saying of a payload that decrypts: whose it is, how old, and what is missing in it."""

from wxauth_cli.core import ages
from wxauth_cli.core.finding import Finding, Severity
from wxauth_cli.core.message import message
from wxauth_cli.core.opendata import Kind, OpenData
from wxauth_cli.core.shapes import Shape, shape_of
from wxauth_cli.core.signature import verify_raw_data

__all__ = ["remarks"]

_FRESH = 300  # seconds; older data is better fetched anew than replayed
_CLOCK_SKEW = 300
_ANONYMOUS_NAME = "微信用户"


def remarks(
    data: OpenData,
    now: float,
    *,
    appid: str | None = None,
    raw_data: str | None = None,
    signature: str | None = None,
    session_key: str | None = None,
    openid: str | None = None,
) -> list[Finding]:
    """Return findings about decrypted ``data``; errors first. ``appid`` is the one it should carry."""
    found = [
        _watermark(data, appid),
        _signature(raw_data, signature, session_key),
        _openid(data, openid),
        _age(data, now),
        _anonymous(data),
    ]
    return [finding for finding in found if finding is not None]


def _watermark(data: OpenData, appid: str | None) -> Finding | None:
    if data.watermark is None:
        evidence = message("It decrypts, but holds no watermark: nothing proves that WeChat made it.")
        return Finding("watermark-absent", evidence, Severity.WARNING)
    if appid and data.watermark.appid != appid:
        evidence = message(
            "The watermark names {found}; expected was {expected}.",
            found=data.watermark.appid,
            expected=appid,
        )
        return Finding("watermark-mismatch", evidence)
    return None


def _signature(raw_data: str | None, signature: str | None, session_key: str | None) -> Finding | None:
    if not (raw_data and signature and session_key) or verify_raw_data(raw_data, session_key, signature):
        return None
    evidence = message("sha1(rawData + session_key) differs from signature although the payload decrypts.")
    return Finding("signature-mismatch", evidence, field="rawData")


def _openid(data: OpenData, expected: str | None) -> Finding | None:
    found = data.plaintext.get("openId")
    if not isinstance(found, str):
        return None
    if expected and found != expected:
        evidence = message(
            "The payload holds {found}; the user is {expected}.", found=found, expected=expected
        )
        return Finding("openid-mismatch", evidence, field="iv" if _same_tail(found, expected) else None)
    if shape_of(found) is not Shape.OPENID:
        # the openid stands in the first block, the only one that a slip in the iv changes
        evidence = message("{found} is no openid: 28 characters, the first an o.", found=found)
        return Finding("iv-damaged", evidence, Severity.WARNING, field="iv")
    return None


def _same_tail(found: str, expected: str) -> bool:
    return found[5:] == expected[5:]


def _age(data: OpenData, now: float) -> Finding | None:
    if data.watermark is None:
        return None
    age = now - data.watermark.timestamp
    if age < -_CLOCK_SKEW:
        evidence = message("By this machine's clock the watermark lies {age}.", age=ages.age(age))
        return Finding("watermark-in-future", evidence, Severity.WARNING)
    if age > _FRESH:
        evidence = message("WeChat made it {age}.", age=ages.age(age))
        return Finding("replayed-payload", evidence, Severity.INFO)
    return None


def _anonymous(data: OpenData) -> Finding | None:
    plaintext = data.plaintext
    if data.kind is not Kind.USER_INFO:
        return None
    if plaintext.get("nickName") == _ANONYMOUS_NAME and not plaintext.get("gender"):
        evidence = message("nickName is {name}, gender 0: the anonymous profile.", name=_ANONYMOUS_NAME)
        return Finding("anonymous-user-data", evidence, Severity.INFO)
    if "openId" not in plaintext:
        evidence = message("No openId in it: getUserProfile leaves it out.")
        return Finding("openid-absent", evidence, Severity.INFO)
    return None
