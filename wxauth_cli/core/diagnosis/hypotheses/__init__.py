"""The hypotheses in the order they are tried: cheap and likely first, then structure, then search."""

from wxauth_cli.core.diagnosis.hypotheses.absent import Absent
from wxauth_cli.core.diagnosis.hypotheses.base import Hypothesis
from wxauth_cli.core.diagnosis.hypotheses.blockwise_repairs import (
    LookAlikes,
    PlusDropped,
    PlusDroppedFromKey,
    SlashMerged,
)
from wxauth_cli.core.diagnosis.hypotheses.case_folded_data import CaseFoldedData
from wxauth_cli.core.diagnosis.hypotheses.data_edit import DataEdit
from wxauth_cli.core.diagnosis.hypotheses.iv_recovery import IvRecovery
from wxauth_cli.core.diagnosis.hypotheses.key_edit import KeyEdit
from wxauth_cli.core.diagnosis.hypotheses.key_ring import KeyRing
from wxauth_cli.core.diagnosis.hypotheses.observed import Observed
from wxauth_cli.core.diagnosis.hypotheses.swapped import Swapped
from wxauth_cli.core.diagnosis.hypotheses.text_damage import TextDamage
from wxauth_cli.core.diagnosis.hypotheses.truncated import Truncated
from wxauth_cli.core.diagnosis.hypotheses.visible_damage import VisibleDamage

__all__ = ["HYPOTHESES", "Hypothesis"]

HYPOTHESES: tuple[Hypothesis, ...] = (
    Absent(),
    TextDamage(),
    KeyRing(),
    Swapped(),
    KeyEdit(),
    PlusDroppedFromKey(),
    DataEdit(),
    Truncated(),
    IvRecovery(),
    SlashMerged(),
    PlusDropped(),
    LookAlikes(),
    CaseFoldedData(),
    VisibleDamage(),
    Observed(),
)
