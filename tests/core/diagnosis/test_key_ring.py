"""Many keys of one user: which of them opens the payload."""

import pytest

from benchmarks.key_ring import keys_for
from tests.core.diagnosis.cases import case, whole
from wxauth_cli.core.diagnosis import Case, Outcome, diagnose


def _with_keys(kind: str, place: int | None, *, given: str | None = "wrong", count: int = 1500) -> Case:
    from dataclasses import replace

    original = whole(kind)
    keys = keys_for(original, count, place)
    key = keys[0 if place != 0 else 1] if given == "wrong" else given
    return replace(case(original, session_key=key), keys=keys)


@pytest.mark.parametrize("place", [0, 1, 749, 1498, 1499])
@pytest.mark.parametrize("kind", ["phone", "user-info"])
def test_the_right_key_of_1500_is_found_wherever_it_stands(kind: str, place: int) -> None:
    """It is counted from one, and no other is claimed."""
    original = whole(kind)

    said = diagnose(_with_keys(kind, place))

    assert (said.outcome, said.cause) == (Outcome.REPAIRED, "wrong-session-key")
    assert said.repaired == {"session_key": original.session_key}
    assert said.data is not None
    assert said.data.text == original.plaintext
    assert f"Key {place + 1} of 1500 opens the payload" in str(said.findings[0].message)


def test_no_key_of_1500_opens_a_foreign_payload() -> None:
    """About six of them pass the padding check; none is claimed."""
    said = diagnose(_with_keys("phone", None))

    assert (said.outcome, said.cause, said.repaired) == (Outcome.FAILED, "wrong-session-key", {})


def test_unhealthy_keys_in_the_ring_are_passed_over() -> None:
    """A comment or an empty line in the file of keys does no harm."""
    from dataclasses import replace

    ring = _with_keys("phone", 3, count=5)

    said = diagnose(replace(ring, keys=("", "# keys", "null", *ring.keys)))

    assert said.outcome is Outcome.REPAIRED
