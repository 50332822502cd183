"""Which kind of code a value looks like, and what to say when it is not the kind that is wanted.

The shapes are what public samples show, not what WeChat promises: a hint, never a proof.
"""

from enum import StrEnum

from wxauth_cli.core.message import Message, message
from wxauth_cli.core.shapes import Shape, shape_of

__all__ = ["CodeKind", "code_mix_up", "kind_of_code"]


class CodeKind(StrEnum):
    """Where a code comes from."""

    LOGIN = "login"  # wx.login, for code2Session
    PHONE = "phone"  # the button event of getPhoneNumber, for getuserphonenumber
    UNKNOWN = "unknown"


_KINDS = {Shape.LOGIN_CODE: CodeKind.LOGIN, Shape.PHONE_CODE: CodeKind.PHONE}

_OTHER_VALUES = {
    Shape.APPID: message("This value is an AppID, not a code."),
    Shape.APPSECRET: message("This value has the shape of an AppSecret (32 hex characters), not of a code."),
    Shape.SESSION_KEY: message("This value has the shape of a session_key or an iv, not of a code."),
    Shape.OPENID: message("This value has the shape of an openid, not of a code."),
    Shape.ACCESS_TOKEN: message("This value has the shape of an access_token, not of a code."),
    Shape.CLOUD_ID: message("This value has the shape of a cloudID, not of a code."),
    Shape.RID: message("This value is a rid, not a code."),
}


def kind_of_code(code: str) -> CodeKind:
    """Return the kind that the shape of ``code`` suggests."""
    return _KINDS.get(shape_of(code), CodeKind.UNKNOWN)


def code_mix_up(code: str, wanted: CodeKind) -> Message | None:
    """Return a sentence that names what ``code`` looks like, or None when it may be what is wanted."""
    shape = shape_of(code)
    kind = _KINDS.get(shape)
    if kind is CodeKind.PHONE and wanted is CodeKind.LOGIN:
        return message(
            "This looks like a phone code (64 hex characters; a wx.pluginLogin code looks the same). "
            "code2Session wants the code of wx.login; a phone code is for wxauth phone."
        )
    if kind is CodeKind.LOGIN and wanted is CodeKind.PHONE:
        return message(
            "This looks like a wx.login code (32 or 33 letters and digits, beginning with 0). "
            "getuserphonenumber wants e.detail.code of the getPhoneNumber button; "
            "a login code is for wxauth session."
        )
    if any(character.isspace() for character in code):
        return message("This code has white space in it; a code is one unbroken word.")
    return _OTHER_VALUES.get(shape)
