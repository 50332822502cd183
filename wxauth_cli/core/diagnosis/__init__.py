"""Why a payload does not decrypt: hypotheses, tried cheapest first, until one is proved.

case         what is known: the fields, the AppID, the openid, other keys
proof        when a repair counts as proved
blocks       which 16-byte blocks are readable, and so where it hurts
partial      the complete fields that can be read in a damaged plaintext
verdict      what a diagnosis says
hypotheses/  one file a hypothesis; adding one touches no other
engine       runs them in order and keeps a record of what each cost
"""

from wxauth_cli.core.diagnosis.case import Case
from wxauth_cli.core.diagnosis.engine import diagnose
from wxauth_cli.core.diagnosis.verdict import Diagnosis, Outcome, Trial

__all__ = ["Case", "Diagnosis", "Outcome", "Trial", "diagnose"]
