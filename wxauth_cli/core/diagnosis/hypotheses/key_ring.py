"""Another key of the same user opens the payload."""

from wxauth_cli.core.diagnosis.case import Case
from wxauth_cli.core.diagnosis.hypotheses.base import Tried
from wxauth_cli.core.diagnosis.proof import prove
from wxauth_cli.core.diagnosis.verdict import Diagnosis, Outcome
from wxauth_cli.core.finding import Finding
from wxauth_cli.core.key_ring import padding_keys
from wxauth_cli.core.message import message

__all__ = ["KeyRing"]


class KeyRing:
    """Try every other key on the last two blocks, and prove the one that pads right."""

    name = "key-ring"

    def examine(self, case: Case) -> Tried:
        if not case.keys:
            return Tried(0, message("no other keys were given"))
        if case.ciphertext is None or case.iv is None:
            return Tried(0, message("encryptedData or iv is damaged"))
        for index in padding_keys(case.keys, case.ciphertext):
            key = case.keys[index]
            if opened := prove(case.texts["encryptedData"], case.texts["iv"], key, case.now):
                evidence = message(
                    "Key {number} of {count} opens the payload; the session_key at hand does not.",
                    number=index + 1,
                    count=len(case.keys),
                )
                found = Finding("wrong-session-key", evidence, field="session_key", also=ROTATED)
                return Tried(
                    index + 1, conclusion=Diagnosis(Outcome.REPAIRED, (found,), opened, {"session_key": key})
                )
        return Tried(len(case.keys), message("none of {count} other keys opens it", count=len(case.keys)))


ROTATED = (
    "session-key-rotated",
    "session-key-stale-cache",
    "check-session-trusted",
    "wrong-user-key",
    "wrong-app-key",
)
