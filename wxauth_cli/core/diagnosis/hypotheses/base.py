"""What a hypothesis is."""

from dataclasses import dataclass, field
from typing import Protocol

from wxauth_cli.core.diagnosis.case import Case
from wxauth_cli.core.diagnosis.verdict import Diagnosis
from wxauth_cli.core.message import Message, message

__all__ = ["Hypothesis", "Tried"]

_NOT_APPLICABLE = message("not applicable to these values")


@dataclass
class Tried:
    """What a hypothesis leaves behind: how much it tried, why it was rejected, or its conclusion."""

    candidates: int = 0
    rejected: Message = field(default=_NOT_APPLICABLE)
    conclusion: Diagnosis | None = None


class Hypothesis(Protocol):
    """One explanation. ``examine`` looks at the case and either concludes or says why it is not it."""

    name: str

    def examine(self, case: Case) -> Tried:
        """Return what was tried; a conclusion ends the search. Must stay within ``case.out_of_time``."""
        ...
