"""The command line: parse, call, return an Outcome; ``run`` is the only way in and out."""

import sys
from collections.abc import Sequence
from typing import NoReturn

from wxauth_cli.environment import Environment

__all__ = ["main", "run"]


def run() -> NoReturn:
    """Run the command line of this process and exit with its code."""
    _tolerate_unencodable_output()
    sys.exit(main(sys.argv[1:], Environment.current()))


def main(arguments: Sequence[str], environment: Environment) -> int:
    """Run one command in ``environment`` and return its exit code; nothing escapes as a traceback."""
    from wxauth_cli.cli.runner import execute

    return int(execute(list(arguments), environment))


def _tolerate_unencodable_output() -> None:
    # help texts go out through click itself; on a GBK console an unknown glyph must not raise
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
