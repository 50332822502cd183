"""Questions without an answer."""

from wxauth_cli.core.errors import InputError
from wxauth_cli.core.message import Message

__all__ = ["NotRecognisedError", "UnknownErrcodeError"]


class NotRecognisedError(InputError):
    """Nothing in the text is known."""


class UnknownErrcodeError(InputError):
    """``errcode`` is in no row of the catalogue; ``rid`` is that of its reply, if there was one."""

    def __init__(self, message: Message, hint: Message, errcode: int, rid: str | None = None) -> None:
        super().__init__(message, hint)
        self.errcode = errcode
        self.rid = rid
