"""Ask before something that cannot be undone."""

from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.message import Message, message
from wxauth_cli.runtime import Runtime

__all__ = ["confirm"]


def confirm(runtime: Runtime, question: Message, *, yes: bool) -> bool:
    """Return whether the user agrees to ``question``; ``yes`` (``--yes``) agrees beforehand.

    Raises UsageError without a terminal, where nobody can be asked.
    """
    if yes:
        return True
    environment = runtime.environment
    if not environment.stdin_is_terminal:
        raise UsageError(
            message("{question} There is no terminal to ask on.", question=question),
            message("Add --yes to agree beforehand."),
        )
    environment.stderr.write(f"{runtime.redactor.scrub(runtime.translate(question))} [y/N] ")
    answer = environment.stdin.readline(64).decode("utf-8", "replace").strip().lower()
    return answer in ("y", "yes", "是", "好")
