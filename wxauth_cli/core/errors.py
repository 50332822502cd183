"""Errors, split by whose fault it is.

    WxauthError
    ├── UsageError       the command line or the input (exit 2)
    │   └── InputError   a file, pipe or pasted text that cannot be read as what it should be
    ├── ConfigError      profiles and settings (exit 3)
    ├── WeChatError      WeChat answered with an errcode (exit 4), see wechat/errors.py
    └── NetworkError     no answer, or one that is not WeChat's (exit 5), see wechat/errors.py

Every error tells what happened (``message``), why it usually happens and what to run next (``hint``),
and carries what failed as attributes.
"""

from typing import ClassVar

from wxauth_cli.core.message import Message

__all__ = ["ConfigError", "InputError", "UsageError", "WxauthError"]


class WxauthError(Exception):
    """Base of everything that wxauth raises on purpose."""

    kind: ClassVar[str] = "internal"

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return str(self.message)


class UsageError(WxauthError):
    """The command line does not make sense."""

    kind = "usage"


class InputError(UsageError):
    """The input cannot be read, or is not what the command needs."""


class ConfigError(WxauthError):
    """A profile is missing, incomplete or unsafe."""

    kind = "config"
