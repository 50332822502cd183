"""Text from a file or a pipe: the edge where bytes become characters."""

from typing import NamedTuple

from wxauth_cli.core.message import Message
from wxauth_cli.runtime import Runtime

__all__ = ["InputText", "read_input"]

LIMIT = 64 * 1024 * 1024


class InputText(NamedTuple):
    """What was read: the text, the label for messages, and what had to be decided about it."""

    text: str
    source: str
    notes: tuple[Message, ...] = ()


def read_input(name: str, runtime: Runtime, *, limit: int = LIMIT) -> InputText:
    """Return the text of the file ``name``, or of standard input for ``-``. Raises InputError."""
    from pathlib import Path

    if name == "-":
        return InputText(runtime.environment.stdin.read(limit).decode(), "<stdin>")
    return InputText(Path(name).read_bytes().decode(), name)
