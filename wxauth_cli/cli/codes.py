"""A code on its way to WeChat: read it, say what is odd about it, and note that it is spent."""

from collections.abc import Callable
from typing import TypeVar

from wxauth_cli.cli.connection import Connection
from wxauth_cli.core.codes import CodeKind, code_mix_up
from wxauth_cli.core.errors import InputError, UsageError
from wxauth_cli.core.message import Message, message
from wxauth_cli.input import read_stdin
from wxauth_cli.runtime import Runtime
from wxauth_cli.times import local_time
from wxauth_cli.wechat.errors import (
    BusyError,
    CodeError,
    NetworkError,
    RequestError,
    RiskError,
    WeChatError,
)
from wxauth_cli.wechat.ledger import Spent

__all__ = ["read_word", "spend"]

T = TypeVar("T")

_LONGEST = 4096
_MAY_BE_SPENT = (BusyError, RiskError, RequestError)


def read_word(runtime: Runtime, value: str, name: str) -> str:
    """Return ``value``, or one line of standard input for ``-``. Raises InputError when it is no word.

    ``name`` says what is read, for the error.
    """
    if value == "-":
        content = read_stdin(runtime, _LONGEST + 1)
        value = content.decode("utf-8-sig", "replace").rstrip("\r\n")
    runtime.redactor.learn(value)
    if not value.strip():
        raise InputError(
            message("The {name} is empty.", name=name),
            message("A shell variable that is not set gives an empty value; quote it and check it."),
        )
    if len(value) > _LONGEST or "\n" in value or not value.isprintable():
        raise InputError(
            message("The {name} is not one line of text.", name=name),
            message("Give the bare value, without JSON, quotes or line breaks around it."),
        )
    return value


def spend(
    runtime: Runtime,
    connection: Connection,
    code: str,
    *,
    wanted: CodeKind,
    endpoint: str,
    strict: bool,
    call: Callable[[], T],
) -> T:
    """Return ``call()``, which sends ``code``, after saying what speaks against sending it.

    Raises UsageError instead of warning when ``strict``; what ``call`` raises goes through.
    """
    if mix_up := code_mix_up(code, wanted):
        _object(runtime, mix_up, strict)
    earlier = connection.ledger.spend(code, endpoint, connection.appid)
    if earlier:
        _object(runtime, _already(earlier), strict)
    try:
        return call()
    except NetworkError as error:
        if earlier is None and not error.code_may_be_spent:
            connection.ledger.forget(code, endpoint)
        raise
    except WeChatError as error:
        if earlier is None and not isinstance(error, _MAY_BE_SPENT):
            connection.ledger.forget(code, endpoint)  # refused: it was not this machine that exchanged it
        if earlier is not None and isinstance(error, CodeError) and error.hint is not None:
            error.hint = message("{earlier} {hint}", earlier=_already(earlier), hint=error.hint)
        raise


def _object(runtime: Runtime, objection: Message, strict: bool) -> None:
    if strict:
        raise UsageError(objection, message("Nothing was sent, because of --strict."))
    runtime.warn(objection)


def _already(earlier: Spent) -> Message:
    return message(
        "This machine already exchanged this code at {time} ({call}); a code works once.",
        time=local_time(earlier.time),
        call=earlier.endpoint,
    )
