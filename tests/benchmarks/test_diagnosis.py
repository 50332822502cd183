"""A small seeded slice of the benchmark: the goals hold, and nothing wrong is claimed."""

from dataclasses import replace

import pytest

from benchmarks.damages import GROUPS, Group
from benchmarks.diagnosis import intact_payloads, measure, random_triples

_FAST = [group for group in GROUPS if not group.deep]
_DEEP = [group for group in GROUPS if group.deep]


def _name(group: Group) -> str:
    return group.name


@pytest.mark.parametrize("group", _FAST, ids=_name)
def test_a_dozen_payloads_meet_the_goals(group: Group) -> None:
    """Right cause for each of them, and the repair as the goal of the group says.

    A slip in the iv that touches only bytes nobody knows (a group id) is named but cannot be undone.
    """
    row = measure(group, 12, seed=7)

    assert (row.wrong_claims, row.right) == (0, 12)
    assert all(miss.startswith(("share", "user")) and "said partial" in miss for miss in row.misses)
    assert row.repaired == (12 - len(row.misses) if group.repaired else 0)
    assert len(row.misses) <= 1


@pytest.mark.parametrize("group", _DEEP, ids=_name)
def test_three_short_payloads_are_unfolded(group: Group) -> None:
    """The deep search, on payloads of a hundred bytes."""
    row = measure(replace(group, kinds=("share",)), 3, seed=7)

    assert (row.misses, row.wrong_claims, row.right, row.repaired) == ([], 0, 3, 3)


def test_random_triples_open_nothing() -> None:
    """Any claim about them would be wrong."""
    assert random_triples(300, seed=7) == 0


def test_intact_payloads_are_fine() -> None:
    """Of every kind, none is called damaged."""
    assert intact_payloads(300, seed=7) == 0
