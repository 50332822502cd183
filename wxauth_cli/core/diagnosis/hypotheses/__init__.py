"""The hypotheses in the order they are tried: cheap and likely first, then structure, then search."""

from wxauth_cli.core.diagnosis.hypotheses.absent import Absent
from wxauth_cli.core.diagnosis.hypotheses.base import Hypothesis
from wxauth_cli.core.diagnosis.hypotheses.key_ring import KeyRing
from wxauth_cli.core.diagnosis.hypotheses.observed import Observed
from wxauth_cli.core.diagnosis.hypotheses.swapped import Swapped
from wxauth_cli.core.diagnosis.hypotheses.text_damage import TextDamage

__all__ = ["HYPOTHESES", "Hypothesis"]

HYPOTHESES: tuple[Hypothesis, ...] = (
    Absent(),
    TextDamage(),
    KeyRing(),
    Swapped(),
    Observed(),
)
