"""What a hypothesis is."""

from dataclasses import dataclass, field
from typing import Protocol

from wxauth_cli.core.diagnosis.case import Case
from wxauth_cli.core.diagnosis.verdict import Diagnosis
from wxauth_cli.core.finding import Finding
from wxauth_cli.core.message import Message, message

__all__ = ["Advance", "Hypothesis", "Tried"]

_NOT_APPLICABLE = message("not applicable to these values")


@dataclass(frozen=True, slots=True)
class Advance:
    """One field put right, while others are still wrong: the diagnosis goes on with ``case``.

    ``repaired`` maps the field to its corrected text. What the rest of the diagnosis proves, it
    proves for this step too. ``visible`` damage stands in the text for all to see: it is reported even
    when nothing decrypts afterwards.
    """

    case: Case
    findings: tuple[Finding, ...]
    repaired: dict[str, str]
    visible: bool = False


@dataclass(slots=True)
class Tried:
    """What a hypothesis leaves behind: how much it tried, and its conclusion, its advance, or why not."""

    candidates: int = 0
    rejected: Message = field(default=_NOT_APPLICABLE)
    conclusion: Diagnosis | None = None
    advance: Advance | None = None


class Hypothesis(Protocol):
    """One explanation. ``examine`` looks at the case and either concludes or says why it is not it."""

    name: str

    def examine(self, case: Case) -> Tried:
        """Return what was tried; a conclusion ends the search. Must stay within ``case.out_of_time``."""
        ...
