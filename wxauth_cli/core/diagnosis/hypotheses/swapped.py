"""The three values stand in each other's places."""

from itertools import permutations

from wxauth_cli.core.diagnosis.case import BASE64_FIELDS, Case
from wxauth_cli.core.diagnosis.hypotheses.base import Tried
from wxauth_cli.core.diagnosis.proof import prove
from wxauth_cli.core.diagnosis.verdict import Diagnosis, Outcome
from wxauth_cli.core.finding import Finding
from wxauth_cli.core.message import message

__all__ = ["Swapped"]


class Swapped:
    """Try every other order of session_key, iv and encryptedData."""

    name = "swapped"

    def examine(self, case: Case) -> Tried:
        if any(field not in case.texts for field in BASE64_FIELDS):
            return Tried(0, message("a field is missing"))
        tried = 0
        for order in permutations(BASE64_FIELDS):
            if order == BASE64_FIELDS:
                continue
            tried += 1
            texts = {field: case.texts[given] for field, given in zip(BASE64_FIELDS, order, strict=True)}
            opened = prove(texts["encryptedData"], texts["iv"], texts["session_key"], case.now)
            if opened:
                moved = {field: text for field, text in texts.items() if text != case.texts[field]}
                evidence = message("Decrypts with {fields} exchanged.", fields=" ↔ ".join(moved))
                found = Finding("fields-swapped", evidence, field=next(reversed(moved)))
                return Tried(tried, conclusion=Diagnosis(Outcome.REPAIRED, (found,), opened, moved))
        return Tried(tried, message("no other order of the fields decrypts"))
