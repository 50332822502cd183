"""Text answers: a view builds the document, the terminal or the plain writer prints it."""

from importlib import import_module

from wxauth_cli.core.printable import printable
from wxauth_cli.outcome import Outcome
from wxauth_cli.render import Failure
from wxauth_cli.render.document import Block
from wxauth_cli.runtime import Runtime

__all__ = ["write_failure", "write_outcome"]


def write_outcome(outcome: Outcome, runtime: Runtime) -> None:
    """Print the document that ``render/views/<command>.py`` makes of ``outcome``."""
    name = outcome.command.partition(" ")[0].replace("-", "_")
    view = import_module(f"wxauth_cli.render.views.{name}")
    blocks: list[Block] = view.document(outcome, runtime)
    stdout = runtime.environment.stdout
    if stdout.is_terminal:
        from wxauth_cli.render.terminal import write
    else:
        from wxauth_cli.render.plain import write
    write(blocks, stdout, colour=runtime.environment.wants_colour)


def write_failure(failure: Failure, runtime: Runtime) -> None:
    """Print what went wrong and what to run next on stderr, plainly."""
    if failure.page is not None:
        runtime.environment.stderr.write(f"{failure.page}\n")
        return
    scrub, say = runtime.redactor.scrub, runtime.translate
    lines = [f"✗ {scrub(say(failure.message))}"]
    if failure.rid:
        lines.append(f"  rid: {failure.rid}")
    if failure.hint is not None:
        lines.append(f"→ {scrub(say(failure.hint))}")
    runtime.environment.stderr.write(printable("\n".join(lines)) + "\n")
