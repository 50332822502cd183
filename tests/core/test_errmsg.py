"""errmsg strings of every age and family."""

from typing import Any

import pytest

from tests.vectors import vectors
from wxauth_cli.core.errmsg import Errmsg, parse_errmsg, rid_time


@pytest.mark.parametrize("vector", vectors("errmsg_parse"), ids=lambda vector: vector["name"])
def test_captured_errmsg_gives_its_parts(vector: Any) -> None:
    """Every captured string is taken apart as its vector says."""
    parts = parse_errmsg(vector["errmsg"])

    expected = {name[9:]: value for name, value in vector.items() if name.startswith("expected_")}
    assert {name: getattr(parts, name) for name in expected} == expected


@pytest.mark.parametrize("vector", vectors("rid_time"), ids=lambda vector: vector["name"])
def test_rid_carries_the_time(vector: Any) -> None:
    """The first group of a rid is the Unix time in hex."""
    assert rid_time(vector["rid"]) == vector["expected_unix"]


def test_hint_before_rid_is_no_part_of_the_text() -> None:
    """The form since 2020 gives text, hint and rid."""
    raw = "data format error hint: [A.iFN8ore-wKxRIa] rid: 61bb6300-1afe0d69-29186878"

    assert parse_errmsg(raw) == Errmsg(
        raw, "data format error", rid="61bb6300-1afe0d69-29186878", hint="A.iFN8ore-wKxRIa"
    )


def test_rid_cut_short_is_no_rid_but_ends_the_text() -> None:
    """A log that cuts the line leaves half a rid, which is neither rid nor text."""
    raw = "invalid code, rid: 623ea70a-74b9"

    assert parse_errmsg(raw) == Errmsg(raw, "invalid code")


@pytest.mark.parametrize("text", ["", "ok", "623ea70a", "623EA70A-", "xxxxxxxx-xxxxxxxx-xxxxxxxx"])
def test_other_texts_have_no_rid_time(text: str) -> None:
    """What is no rid gives None, not a wrong time."""
    assert rid_time(text) is None


def test_documented_placeholder_rid_is_not_taken_for_text() -> None:
    """The documentation prints x for every digit."""
    raw = "api is unauthorized to component rid: xxxxxxxx-xxxxxxxx-xxxxxxxx"

    assert parse_errmsg(raw) == Errmsg(raw, "api is unauthorized to component")
