"""A progress bar on stderr for searches that take seconds; nothing when stderr is no terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from wxauth_cli.core.message import message
from wxauth_cli.runtime import Runtime

__all__ = ["block_progress"]


@contextmanager
def block_progress(runtime: Runtime, *, wanted: bool) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told blocks done and blocks in all."""
    stream = runtime.environment.stderr
    if not (wanted and stream.is_terminal):
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    console = Console(file=stream.target, width=stream.width, legacy_windows=False)
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task(runtime.translate(message("restoring block by block")), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
