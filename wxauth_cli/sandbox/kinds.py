"""What a command may ask the sandbox for; kept apart because help needs it and nothing else of it."""

from enum import StrEnum

__all__ = ["DEFAULT_USER", "PayloadKind"]

DEFAULT_USER = "demo"


class PayloadKind(StrEnum):
    """Name a payload by the client call that returns it."""

    USER_INFO = "user-info"  # wx.getUserInfo
    PHONE = "phone"  # the getPhoneNumber button, legacy encrypted form
    SHARE = "share"  # wx.getShareInfo
    WE_RUN = "we-run"  # wx.getWeRunData
