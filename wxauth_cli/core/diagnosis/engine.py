"""Run the hypotheses in order until one concludes, and keep a record of each."""

from collections.abc import Sequence
from dataclasses import replace

from wxauth_cli.core.diagnosis.case import Case
from wxauth_cli.core.diagnosis.hypotheses import HYPOTHESES, Hypothesis
from wxauth_cli.core.diagnosis.verdict import Diagnosis, Outcome, Trial

__all__ = ["diagnose"]


def diagnose(case: Case, hypotheses: Sequence[Hypothesis] = HYPOTHESES) -> Diagnosis:
    """Return why ``case`` does not decrypt, with proof and repair where there is one.

    Never raises on any values. The last hypothesis always concludes.
    """
    trials: list[Trial] = []
    for hypothesis in hypotheses:
        started = case.clock()
        tried = hypothesis.examine(case)
        rejected = None if tried.conclusion else tried.rejected
        trials.append(Trial(hypothesis.name, case.clock() - started, tried.candidates, rejected))
        if tried.conclusion is not None:
            return replace(tried.conclusion, trials=tuple(trials))
    return Diagnosis(Outcome.FAILED, trials=tuple(trials))
