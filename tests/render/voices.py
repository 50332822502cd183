"""A runtime whose streams can be read, for tests of what prints."""

import io
from collections.abc import Mapping

from wxauth_cli.environment import Environment, Stream
from wxauth_cli.i18n import Translator
from wxauth_cli.redaction import Redactor
from wxauth_cli.runtime import Preferences, Runtime

__all__ = ["printed", "runtime", "stream"]


def stream(*, terminal: bool = False, width: int = 80, encoding: str = "utf-8") -> Stream:
    """Return a stream that keeps what it is told."""
    return Stream(io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline=""), terminal, width)


def printed(target: Stream) -> str:
    """Return what was written to ``target``, as its reader sees it."""
    target.target.flush()
    buffer = target.target.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode(target.encoding)


def runtime(
    *,
    terminal: bool = False,
    language: str = "en",
    json: bool = False,
    encoding: str = "utf-8",
    variables: Mapping[str, str] | None = None,
) -> Runtime:
    """Return a runtime that prints into ``environment.stdout`` and ``stderr``."""
    environment = Environment(
        variables or {},
        io.BytesIO(),
        stream(terminal=terminal, encoding=encoding),
        stream(terminal=terminal, encoding=encoding),
    )
    return Runtime(
        environment, Preferences(json, language, 0, False), Translator(language), Redactor(lambda: b"k")
    )
