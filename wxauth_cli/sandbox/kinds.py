"""What a command may ask the sandbox for; kept apart because help needs it and nothing else of it."""

from enum import StrEnum

__all__ = ["DEFAULT_USER", "NAMED_TROUBLES", "PayloadKind"]

DEFAULT_USER = "demo"

# troubles that have a name beside their errcode
NAMED_TROUBLES = {
    "busy": -1,
    "rate-limit": 45011,
    "daily-limit": 45009,
    "token-expired": 42001,
    "token-replaced": 40001,
    "not-whitelisted": 40164,
    "user-blocked": 40226,
}


class PayloadKind(StrEnum):
    """Name a payload by the client call that returns it."""

    USER_INFO = "user-info"  # wx.getUserInfo
    PHONE = "phone"  # the getPhoneNumber button, legacy encrypted form
    SHARE = "share"  # wx.getShareInfo
    WE_RUN = "we-run"  # wx.getWeRunData
