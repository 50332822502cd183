"""The outside world in one object: variables, streams, terminal, clock and folders.

Nothing else in wxauth reads ``os.environ``, ``sys.stdout`` or ``time.time``; tests hand in another
:class:`Environment` and so decide all of them.
"""

import os
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple, TextIO

__all__ = ["Environment", "Stream"]

_FALLBACKS = {"✓": "OK", "✗": "x", "→": "->", "␣": "_", "…": "...", "─": "-", "·": "-", "│": "|", "•": "*"}


def _ask_hidden(prompt: str) -> str:
    import getpass

    return getpass.getpass(prompt)


class Stream(NamedTuple):
    """Write text to a stream that may be a terminal, a pipe, or an old code page.

    ``may_be_lost`` says that nothing depends on the text (hints, warnings): a full disk or a reader
    that left then changes neither the answer nor the exit code.
    """

    target: TextIO
    is_terminal: bool = False
    width: int = 80
    may_be_lost: bool = False

    @property
    def encoding(self) -> str:
        return getattr(self.target, "encoding", None) or "utf-8"

    def can_encode(self, text: str) -> bool:
        """Tell whether the stream can show every character of ``text``."""
        try:
            text.encode(self.encoding)
        except (UnicodeEncodeError, LookupError):
            return False
        return True

    def encodable(self, text: str) -> str:
        """Return ``text`` with signs that the stream cannot encode replaced by ASCII ones.

        A GBK console has no ``✗``; printing it raises in the middle of an answer. Known signs get
        their ASCII form, any other character its ``\\N{…}``-free backslash escape.
        """
        if self.can_encode(text):
            return text
        for glyph, ascii_form in _FALLBACKS.items():
            if not self.can_encode(glyph):
                text = text.replace(glyph, ascii_form)
        try:
            return text.encode(self.encoding, "backslashreplace").decode(self.encoding)
        except LookupError:
            return text.encode("ascii", "backslashreplace").decode("ascii")

    def write(self, text: str) -> None:
        """Write ``text`` as it is and flush. Raises OSError, unless the text ``may_be_lost``."""
        try:
            self.target.write(self.encodable(text))
            self.target.flush()
        except OSError:
            if not self.may_be_lost:
                raise
            self.give_up()

    def give_up(self) -> None:
        """Send what is left and what comes to nowhere: Python flushes once more when it exits."""
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.target.fileno())
            os.close(nowhere)


class Environment(NamedTuple):
    """Everything that a run takes from the machine it runs on."""

    variables: Mapping[str, str]
    stdin: BinaryIO
    stdout: Stream
    stderr: Stream
    stdin_is_terminal: bool = False
    clock: Callable[[], float] = time.time  # Unix seconds
    sleep: Callable[[float], None] = time.sleep
    monotonic: Callable[[], float] = time.monotonic  # seconds, for time limits
    ask_hidden: Callable[[str], str] = _ask_hidden

    @classmethod
    def current(cls) -> "Environment":
        """Return the environment of this process."""
        return cls(
            variables=os.environ,
            stdin=sys.stdin.buffer if sys.stdin is not None else open(os.devnull, "rb"),  # noqa: PTH123
            stdout=_stream(sys.stdout),
            stderr=_stream(sys.stderr)._replace(may_be_lost=True),
            stdin_is_terminal=sys.stdin is not None and sys.stdin.isatty(),
        )

    @property
    def config_dir(self) -> Path:
        """Folder of the profiles: ``WXAUTH_CONFIG_DIR``, else the platform's own place."""
        return self._folder("WXAUTH_CONFIG_DIR", "user_config_dir")

    @property
    def state_dir(self) -> Path:
        """Folder of token cache, ledger and sandbox: ``WXAUTH_STATE_DIR``, else the platform's."""
        return self._folder("WXAUTH_STATE_DIR", "user_state_dir")

    @property
    def wants_colour(self) -> bool:
        """Follow https://no-color.org: any non-empty ``NO_COLOR`` switches colour off."""
        return (
            self.stdout.is_terminal
            and not self.variables.get("NO_COLOR")
            and self.variables.get("TERM") != "dumb"
        )

    def _folder(self, variable: str, platform_function: str) -> Path:
        named = self.variables.get(variable)
        if named:
            return Path(named)
        import platformdirs

        return Path(getattr(platformdirs, platform_function)("wxauth", appauthor=False))


def _stream(target: TextIO | None) -> Stream:
    if target is None:  # pythonw and closed descriptors have no streams at all
        target = open(os.devnull, "w")  # noqa: SIM115, PTH123
    is_terminal = target.isatty()
    width = 80
    if is_terminal:
        import shutil

        width = max(40, shutil.get_terminal_size((80, 24)).columns)
    return Stream(target, is_terminal, width)
