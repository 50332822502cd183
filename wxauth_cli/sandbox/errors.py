"""What can go wrong with the sandbox's own state; see core.errors for the whole tree.

ConfigError
└── SandboxStateError      the database cannot be used
    ├── SandboxBusyError       another process held it for too long
    └── SandboxDamagedError    it is no sandbox database, or a broken one
"""

from pathlib import Path

from wxauth_cli.core.errors import ConfigError
from wxauth_cli.core.message import Message, message

__all__ = ["SandboxBusyError", "SandboxDamagedError", "SandboxStateError"]


class SandboxStateError(ConfigError):
    """The database at ``path`` cannot be opened or written; ``reason`` is the system's word for it."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(self._sentence(path, reason), self._hint())
        self.path = path
        self.reason = reason

    def _sentence(self, path: Path, reason: str) -> Message:
        return message("The sandbox cannot use its database {path}: {reason}.", path=path, reason=reason)

    def _hint(self) -> Message:
        return message(
            "Look at the rights and the space of that folder, or name another one in WXAUTH_STATE_DIR."
        )


class SandboxBusyError(SandboxStateError):
    """Another process kept the database locked for longer than the busy timeout."""

    def _sentence(self, path: Path, reason: str) -> Message:
        return message("The sandbox database {path} is in use by another process.", path=path)

    def _hint(self) -> Message:
        return message("Run the command again; if this stays, stop the other wxauth that holds the file.")


class SandboxDamagedError(SandboxStateError):
    """The file is no SQLite database, a damaged one, or one of another version of wxauth."""

    def _sentence(self, path: Path, reason: str) -> Message:
        return message("The sandbox database {path} is damaged: {reason}.", path=path, reason=reason)

    def _hint(self) -> Message:
        return message("It holds only invented data. Start afresh with: wxauth sandbox reset --yes")
