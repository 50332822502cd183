"""The command line: parse, call, return an Outcome; ``run`` is the only way in and out."""

import gc
import sys
from collections.abc import Sequence
from typing import NoReturn

from wxauth_cli.environment import Environment

__all__ = ["main", "run"]


def run() -> NoReturn:
    """Run the command line of this process and exit with its code."""
    # imports make many objects and no garbage: collecting meanwhile, and walking all of them once more
    # at the exit, took 14 ms of 93; a long run still collects, every 50,000 objects
    gc.set_threshold(50_000)
    _tolerate_unencodable_output()
    try:
        code = main(sys.argv[1:], Environment.current())
    except KeyboardInterrupt:  # Ctrl-C while modules are still being imported
        code = 130
    gc.freeze()
    sys.exit(code)


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
