"""The engine: order, proof, rounds, records, and hypotheses from outside."""

from dataclasses import replace

from tests.core.diagnosis.cases import case, whole
from wxauth_cli.core.diagnosis import Case, Diagnosis, Outcome, diagnose
from wxauth_cli.core.diagnosis.hypotheses import HYPOTHESES
from wxauth_cli.core.diagnosis.hypotheses.base import Advance, Tried
from wxauth_cli.core.finding import Finding
from wxauth_cli.core.message import message


class _Rejecting:
    name = "rejecting"

    def examine(self, case: Case) -> Tried:
        return Tried(7, message("it is not it"))


class _Concluding:
    name = "concluding"

    def examine(self, case: Case) -> Tried:
        found = Finding("invented-cause", message("seen"), field="iv")
        return Tried(1, conclusion=Diagnosis(Outcome.FAILED, (found,)))


class _Advancing:
    """Puts the right key in, once."""

    name = "advancing"

    def __init__(self, session_key: str) -> None:
        self._key = session_key

    def examine(self, case: Case) -> Tried:
        if case.texts["session_key"] == self._key:
            return Tried()
        found = Finding("invented-cause", message("seen"), field="session_key")
        better = case.with_texts(session_key=self._key)
        return Tried(1, advance=Advance(better, (found,), {"session_key": self._key}))


def _wrong_key() -> Case:
    return case(whole(), session_key=whole("phone", 2).session_key)


def test_healthy_payload_is_opened_without_any_hypothesis() -> None:
    """Nothing is tried where nothing is wrong."""
    said = diagnose(case(whole()), [])

    assert (said.outcome, said.trials, said.findings, said.cause) == (Outcome.OK, (), (), None)


def test_hypotheses_are_tried_in_order_until_one_concludes() -> None:
    """Each leaves its record; those after the conclusion are not asked."""
    said = diagnose(_wrong_key(), [_Rejecting(), _Concluding(), _Rejecting()])

    assert said.cause == "invented-cause"
    assert [(trial.name, trial.candidates, str(trial.rejected)) for trial in said.trials] == [
        ("rejecting", 7, "it is not it"),
        ("concluding", 1, "None"),
    ]


def test_seconds_of_a_trial_come_from_the_clock_of_the_case() -> None:
    """A fake clock of one second a look gives whole seconds."""
    ticks = iter(range(1000))

    said = diagnose(replace(_wrong_key(), clock=lambda: float(next(ticks))), [_Rejecting(), _Concluding()])

    assert [trial.seconds for trial in said.trials] == [1.0, 1.0]


def test_advance_that_opens_the_payload_ends_the_search() -> None:
    """The better case is proved at once."""
    original = whole()

    said = diagnose(_wrong_key(), [_Advancing(original.session_key), _Concluding()])

    assert (said.outcome, said.cause) == (Outcome.REPAIRED, "invented-cause")
    assert said.repaired == {"session_key": original.session_key}
    assert said.data is not None


def test_advance_starts_a_new_round_with_the_better_case() -> None:
    """The finding of the advance stands first, what the next round says after it."""
    original = whole()
    broken = case(original, session_key=whole("phone", 2).session_key, iv="?")

    said = diagnose(broken, [_Rejecting(), _Advancing(original.session_key), _Concluding()])

    assert [trial.name for trial in said.trials] == [
        *("rejecting", "advancing"),
        *("rejecting", "advancing", "concluding"),
    ]
    assert [finding.field for finding in said.findings] == ["session_key", "iv"]
    assert said.repaired == {}


def test_endless_advances_are_stopped() -> None:
    """A hypothesis that always advances cannot keep the engine busy."""

    class Restless:
        name = "restless"

        def examine(self, case: Case) -> Tried:
            return Tried(1, advance=Advance(case.with_texts(iv="?"), (), {"iv": "?"}))

    said = diagnose(_wrong_key(), [Restless()])

    assert (said.outcome, len(said.trials), said.repaired) == (Outcome.FAILED, 5, {})


def test_without_a_conclusion_the_verdict_is_failed() -> None:
    """A list in which nothing concludes is no error."""
    said = diagnose(_wrong_key(), [_Rejecting()])

    assert (said.outcome, said.findings, len(said.trials)) == (Outcome.FAILED, (), 1)


def test_every_rejection_says_why() -> None:
    """Each of our hypotheses leaves a sentence where it is rejected, and each has its own name."""
    said = diagnose(_wrong_key())

    assert [trial.name for trial in said.trials] == [hypothesis.name for hypothesis in HYPOTHESES]
    assert all(str(trial.rejected) for trial in said.trials[:-1])
    assert len({trial.name for trial in said.trials}) == len(HYPOTHESES)
    assert said.trials[-1].rejected is None
