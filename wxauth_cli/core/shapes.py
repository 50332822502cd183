"""What a value looks like: the shapes of WeChat's identifiers, keys and codes.

Only the lengths of session_key, iv and EncodingAESKey are documented; the others are what public
samples show, so a shape is a hint and never a proof.
"""

import re
from enum import StrEnum

__all__ = ["SANDBOX_APPID", "SANDBOX_SECRET", "Shape", "shape_of"]

SANDBOX_APPID = "wx73616e64626f7800"  # "wx" + hex("sandbox\0")
SANDBOX_SECRET = "73616e64626f7873616e64626f787300"  # noqa: S105 - opens nothing but the local sandbox


class Shape(StrEnum):
    """What a value appears to be."""

    APPID = "appid"  # wx + 16 lowercase hex
    ORIGINAL_ID = "original-id"  # gh_ + 12 hex
    APPSECRET = "appsecret"  # 32 hex; noqa: S105
    SESSION_KEY = "session-key"  # canonical base64 of 16 bytes; an iv has the same shape
    LOGIN_CODE = "login-code"  # wx.login: 32 or 33 characters, begins with 0
    PHONE_CODE = "phone-code"  # getPhoneNumber (and wx.pluginLogin): 64 hex
    ACCESS_TOKEN = "access-token"  # noqa: S105 - two or three digits, _, long base64url
    CLOUD_ID = "cloud-id"  # digits, _, base64url, shorter than a token
    OPENID = "openid"  # 28 characters, begins with o
    ENCODING_AES_KEY = "encoding-aes-key"  # 43 letters and digits
    SIGNATURE = "signature"  # sha1 in hex
    RID = "rid"
    UNKNOWN = "unknown"


_SHAPES = (
    (Shape.APPID, re.compile(r"wx[0-9a-f]{16}")),
    (Shape.ORIGINAL_ID, re.compile(r"gh_[0-9a-f]{12}")),
    (Shape.RID, re.compile(r"[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}")),
    (Shape.APPSECRET, re.compile(r"[0-9a-fA-F]{32}")),
    (Shape.SIGNATURE, re.compile(r"[0-9a-f]{40}")),
    (Shape.PHONE_CODE, re.compile(r"[0-9a-f]{64}")),
    (Shape.SESSION_KEY, re.compile(r"[A-Za-z0-9+/]{21}[AQgw]==")),
    (Shape.LOGIN_CODE, re.compile(r"0[0-9A-Za-z]{31,32}")),
    (Shape.OPENID, re.compile(r"o[0-9A-Za-z_-]{27}")),
    (Shape.ENCODING_AES_KEY, re.compile(r"[A-Za-z0-9]{43}")),
    (Shape.ACCESS_TOKEN, re.compile(r"[0-9]{2,3}_[0-9A-Za-z_-]{100,512}")),
    (Shape.CLOUD_ID, re.compile(r"[0-9]{2,3}_[0-9A-Za-z_-]{20,99}")),
)


def shape_of(value: str) -> Shape:
    """Return the shape of ``value`` as a whole; ``UNKNOWN`` when it is none of the known ones."""
    return next((shape for shape, pattern in _SHAPES if pattern.fullmatch(value)), Shape.UNKNOWN)
