"""The payloads that the sandbox can make."""

from enum import StrEnum

__all__ = ["PayloadKind"]


class PayloadKind(StrEnum):
    """Name a payload by the client call that returns it."""

    USER_INFO = "user-info"  # wx.getUserInfo
    PHONE = "phone"  # the getPhoneNumber button, legacy encrypted form
    SHARE = "share"  # wx.getShareInfo
    WE_RUN = "we-run"  # wx.getWeRunData
