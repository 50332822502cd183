"""What wxauth found: an id that never changes, where it stands, and the observation behind it."""

from enum import StrEnum
from typing import NamedTuple

from wxauth_cli.core.message import Message

__all__ = ["Finding", "Severity"]


class Severity(StrEnum):
    """Say how bad a finding is; ``INFO`` never changes an exit code."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Finding(NamedTuple):
    """State one fact about the input; title and fix are looked up in the catalogue by ``id``.

    ``positions`` are 0-based character offsets in the value as it was given. ``message`` is the
    observation in one sentence; ``fix`` replaces the catalogue's advice where it depends on this
    very input; ``own_fix`` follows it and speaks of the user's own framework.
    ``also`` names the causes that leave the same trace, likeliest first. ``source`` says where the
    value was found when several were read (a file and line).
    """

    id: str
    message: Message
    severity: Severity = Severity.ERROR
    field: str | None = None
    positions: tuple[int, ...] = ()
    fix: Message | None = None
    own_fix: Message | None = None
    also: tuple[str, ...] = ()
    source: str | None = None
