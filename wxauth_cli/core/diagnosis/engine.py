"""Run the hypotheses in order until one concludes, and keep a record of each."""

from collections.abc import Sequence
from dataclasses import replace

from wxauth_cli.core.diagnosis.case import Case
from wxauth_cli.core.diagnosis.consistency import consistent
from wxauth_cli.core.diagnosis.hypotheses import HYPOTHESES, Hypothesis
from wxauth_cli.core.diagnosis.hypotheses.base import Advance
from wxauth_cli.core.diagnosis.hypotheses.iv_recovery import IvRecovery
from wxauth_cli.core.diagnosis.proof import prove
from wxauth_cli.core.diagnosis.verdict import Diagnosis, Outcome, Trial
from wxauth_cli.core.opendata import DecryptError, Kind, OpenData, decrypt

__all__ = ["diagnose"]

_MOST_ADVANCES = 4  # three fields, and one of them wrong in two ways


def diagnose(case: Case, hypotheses: Sequence[Hypothesis] = HYPOTHESES) -> Diagnosis:
    """Return why ``case`` does not decrypt, with proof and repair where there is one.

    Never raises on any values. The last hypothesis always concludes. A hypothesis that puts one field
    right while others are still wrong starts the round anew with the better case.
    """
    if opened := _decrypted(case):
        slipped = _first_block_slip(case, opened)
        return slipped or Diagnosis(Outcome.OK, data=opened)
    trials: list[Trial] = []
    advances: list[Advance] = []
    while len(advances) <= _MOST_ADVANCES:
        advanced = _round(case, hypotheses, trials)
        if isinstance(advanced, Diagnosis):
            return _merged(advances, advanced, trials)
        advances.append(advanced)
        case = advanced.case
        if opened := _opens(case):
            slipped = _first_block_slip(case, opened)
            if slipped is not None or consistent(opened):
                return _merged(advances, slipped or Diagnosis(Outcome.REPAIRED, data=opened), trials)
    return _merged(advances, Diagnosis(Outcome.FAILED), trials)


def _round(case: Case, hypotheses: Sequence[Hypothesis], trials: list[Trial]) -> Diagnosis | Advance:
    for hypothesis in hypotheses:
        started = case.clock()
        tried = hypothesis.examine(case)
        found = tried.conclusion or tried.advance
        rejected = None if found else tried.rejected
        trials.append(Trial(hypothesis.name, case.clock() - started, tried.candidates, rejected))
        if found is not None:
            return found
    return Diagnosis(Outcome.FAILED)


def _decrypted(case: Case) -> OpenData | None:
    texts = (case.texts.get(field, "") for field in ("encryptedData", "iv", "session_key"))
    try:
        return decrypt(*texts)
    except DecryptError:
        return None


def _first_block_slip(case: Case, opened: OpenData) -> Diagnosis | None:
    """Return the repair of an iv whose slip left JSON: "phoneNumbej", or an openid of nobody."""
    mark, openid = opened.watermark, opened.plaintext.get("openId", case.openid)
    if mark is None or (
        opened.kind is not Kind.OTHER and consistent(opened) and openid == (case.openid or openid)
    ):
        return None
    found = IvRecovery().examine(case).conclusion
    is_repair = found is not None and found.outcome is Outcome.REPAIRED
    return found if is_repair and found is not None and found.repaired["iv"] != case.texts["iv"] else None


def _opens(case: Case) -> OpenData | None:
    texts = case.texts
    if not {"session_key", "iv", "encryptedData"} <= texts.keys():
        return None
    return prove(texts["encryptedData"], texts["iv"], texts["session_key"], case.now)


def _merged(advances: list[Advance], last: Diagnosis, trials: list[Trial]) -> Diagnosis:
    if last.outcome is Outcome.FAILED and any(finding.id == "wrong-session-key" for finding in last.findings):
        # an advance that led to nothing readable proved nothing; what can be seen stays said
        advances = [advance for advance in advances if advance.visible]
    findings = tuple(found for advance in advances for found in advance.findings) + last.findings
    outcome = Outcome.REPAIRED if last.outcome is Outcome.OK and advances else last.outcome
    repaired = {
        field: text
        for advance in advances
        # what was undone in the text alone is proved only by a decryption
        if outcome is Outcome.REPAIRED or not advance.visible
        for field, text in advance.repaired.items()
    }
    claimed = {**repaired, **last.repaired} if outcome in (Outcome.REPAIRED, Outcome.PARTIAL) else {}
    return replace(last, outcome=outcome, findings=findings, repaired=claimed, trials=tuple(trials))
