"""What a diagnosis says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from wxauth_cli.core.finding import Finding
from wxauth_cli.core.message import Message
from wxauth_cli.core.opendata import OpenData

__all__ = ["Diagnosis", "Outcome", "Trial"]


class Outcome(StrEnum):
    """How far decryption got."""

    OK = "ok"
    REPAIRED = "repaired"  # proved, with the corrected values
    PARTIAL = "partial"  # some blocks decrypt
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Trial:
    """One hypothesis that was tried: what it cost, and why it was rejected (None: it was not)."""

    name: str
    seconds: float
    candidates: int
    rejected: Message | None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The verdict, the findings (the cause first) and what could be read or restored.

    ``repaired`` holds the corrected field texts by name. ``partial`` holds the fields that could
    be read although the whole could not.
    """

    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    data: OpenData | None = None
    repaired: Mapping[str, str] = field(default_factory=dict)
    partial: Mapping[str, Any] | None = None
    trials: tuple[Trial, ...] = ()

    @property
    def cause(self) -> str | None:
        """The id of the finding that explains the failure."""
        return self.findings[0].id if self.outcome is not Outcome.OK and self.findings else None
