"""Damage all over encryptedData: lost pluses, merged slashes, lost letter case."""

import pytest

from benchmarks.payloads import KINDS, Sample
from tests.core.diagnosis.cases import assert_repaired, case, deep, whole
from wxauth_cli.core.diagnosis import Outcome, diagnose


def _with(kind: str, needed: str, *fields: str) -> Sample:
    return next(
        sample
        for seed in range(999)
        if all(needed in getattr(sample := whole(kind, seed), field) for field in fields)
    )


@pytest.mark.parametrize("kind", KINDS)
def test_dropped_pluses_are_put_back(kind: str) -> None:
    """Any number of them, at unknown places, each pointed at."""
    original = _with(kind, "+", "encryptedData")
    count = original.encryptedData.count("+")

    said = diagnose(case(original, encryptedData=original.encryptedData.replace("+", "")))

    assert_repaired(said, original, "plus-dropped", "encryptedData")
    assert len(said.findings[0].positions) == count


@pytest.mark.parametrize("kind", ["phone", "user-info"])
def test_pluses_dropped_from_all_fields_are_put_back(kind: str) -> None:
    """Key, iv and data lost theirs; each field has its finding."""
    original = _with(kind, "+", "encryptedData", "iv", "session_key")
    fields = ("session_key", "encryptedData", "iv")

    said = diagnose(case(original, **{name: getattr(original, name).replace("+", "") for name in fields}))

    assert (said.outcome, said.cause) == (Outcome.REPAIRED, "plus-dropped")
    assert {finding.field for finding in said.findings} == set(fields)
    assert said.data is not None
    assert said.data.text == original.plaintext
    assert said.repaired == {name: getattr(original, name) for name in fields}


@pytest.mark.parametrize("kind", ["phone", "user-info"])
def test_merged_slashes_are_put_back(kind: str) -> None:
    """A router made / of //."""
    original = _with(kind, "//", "encryptedData")

    said = diagnose(case(original, encryptedData=original.encryptedData.replace("//", "/")))

    assert said.cause in ("slash-merged", "one-character-missing")
    assert_repaired(said, original, str(said.cause), "encryptedData")


def test_two_merged_slashes_are_named_so() -> None:
    """More than one cannot be a slip."""
    original = next(
        sample for seed in range(9999) if (sample := whole("we-run", seed)).encryptedData.count("//") == 2
    )

    said = diagnose(case(original, encryptedData=original.encryptedData.replace("//", "/")))

    assert_repaired(said, original, "slash-merged", "encryptedData")


def test_folded_data_is_only_named_without_deep() -> None:
    """The search may take half a minute and is asked for."""
    original = whole("share")

    said = diagnose(case(original, encryptedData=original.encryptedData.lower()))

    assert (said.outcome, said.cause, said.data) == (Outcome.FAILED, "case-folded", None)


@pytest.mark.parametrize("fold", ["lower", "upper"])
def test_folded_data_is_restored_with_deep(fold: str) -> None:
    """Block by block, with progress told."""
    original = whole("share")
    told: list[tuple[int, int]] = []
    folded = case(original, encryptedData=getattr(original.encryptedData, fold)())
    object.__setattr__(folded, "progress", lambda done, total: told.append((done, total)))

    said = diagnose(deep(folded))

    assert_repaired(said, original, "case-folded", "encryptedData")
    assert told
    assert all(0 < done <= total + 1 for done, total in told)


def test_a_whole_length_rules_lost_characters_out() -> None:
    """Two slips do not start the long search for characters that cannot be missing."""
    original = whole("user-info")
    signs = list(original.encryptedData)
    for place in (100, 105):
        signs[place] = "x" if signs[place] != "x" else "y"

    said = diagnose(case(original, encryptedData="".join(signs)))

    tried = {trial.name: trial.candidates for trial in said.trials}
    assert (tried["plus-dropped"], tried["slash-merged"]) == (0, 0)
    assert said.outcome is Outcome.PARTIAL
