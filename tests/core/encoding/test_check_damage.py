"""Damage that the value alone betrays: its id, its places, and the value before it."""

import random
from itertools import product

import pytest

from tests.core.encoding.damages import DAMAGES, SIZES, value_of
from wxauth_cli.core.encoding.check import Checked, Verdict, check_value
from wxauth_cli.core.payload import Value

FIELDS = {16: ("iv", "session_key")}
WRITTEN_BYTES = {"hex", "hex-upper-case", "hex-with-spaces", "hex-python-escapes", "node-buffer"}
NUMBERS = {"java-bytes", "python-bytes", "go-bytes", "node-json-buffer"}
# these stacks lose the value (a number cut in two), need five steps, or are no stacks at all
MEANINGLESS = (
    {("equals-stripped", "equals-extra"), ("single-quotes", "python-repr"), ("python-repr", "python-repr")}
    | set(product(("hex", "hex-upper-case"), WRITTEN_BYTES | NUMBERS))  # hex digits decoded as base64
    | set(product(NUMBERS, ("literal-backslash-n", "literal-backslash-r-n")))
    | set(product(("node-json-buffer",), ("zero-width-space", "soft-hyphen", "word-joiner")))
    | {
        pair
        for name in DAMAGES
        for pair in ((name, "percent-thrice-everything"), ("percent-thrice-everything", name))
    }
)


def check(text: str, field: str) -> Checked:
    return check_value(Value(text, text), field)


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_is_named_placed_and_undone(name: str) -> None:
    """Every damage alone, in every field, at every size: right id first, exact positions, the value back."""
    expected_id, damage = DAMAGES[name]
    seen = 0
    for size, seed in product(SIZES, range(6)):
        value = value_of(size, seed)
        done = damage(value)
        for field in FIELDS.get(size, ("encryptedData", "value")) if done else ():
            assert done is not None
            text, positions = done

            checked = check(text, field)

            first = checked.findings[0]
            assert (checked.verdict, first.id, first.positions) == (Verdict.DAMAGED, expected_id, positions)
            if field == "session_key" and name in (
                "hex",
                "hex-upper-case",
            ):  # it may be an AppSecret: the value cannot tell
                assert (checked.repaired, first.also) == (None, ("appsecret-as-key",))
            else:
                assert checked.repaired == value
            seen += 1
    assert seen


def _pairs() -> list[tuple[str, str]]:
    pairs = [(inner, outer) for inner in DAMAGES for outer in DAMAGES if (inner, outer) not in MEANINGLESS]
    return sorted(random.Random("pairs").sample(pairs, 600))  # noqa: S311


def test_two_damages_are_undone_together() -> None:
    """Any two damages stacked: both undone, nothing else given back."""
    seen = 0
    for number, (inner, outer) in enumerate(_pairs()):
        value = value_of(SIZES[1 + number % 4], number)
        done = DAMAGES[inner][1](value)
        try:
            twice = DAMAGES[outer][1](done[0]) if done else None
        except ValueError:  # the bytes of what is no base64 any more
            continue
        if twice is None or done is None or twice[0] in (done[0], value):
            continue

        checked = check(twice[0], "encryptedData")

        assert checked.verdict is Verdict.DAMAGED, (inner, outer)
        assert checked.repaired == value, (inner, outer, checked.findings)
        seen += 1
    assert seen > 350


def test_two_damages_of_a_session_key_are_undone_together() -> None:
    """The same for the shortest value, unless it has become 32 hex digits (an AppSecret?)."""
    seen = 0
    for number, (inner, outer) in enumerate(_pairs()[::3]):
        value = value_of(16, number)
        done = DAMAGES[inner][1](value)
        if done is None or {inner, outer} & WRITTEN_BYTES:
            continue
        try:
            twice = DAMAGES[outer][1](done[0])
        except ValueError:
            continue
        if twice is None or twice[0] in (done[0], value):
            continue

        assert check(twice[0], "session_key").repaired == value, (inner, outer)
        seen += 1
    assert seen > 80


LAYOUTS = {
    "lf": "\n",
    "crlf": "\r\n",
    "indented": "\n        ",
    "tabs": "\r\n\t\t",
    "spaces": " ",
    "indentation alone": "    ",
}


@pytest.mark.parametrize("width", [32, 64, 76])
@pytest.mark.parametrize("mark", LAYOUTS)
def test_layout_is_no_damage(mark: str, width: int) -> None:
    """A value wrapped as in source code is intact; the break itself is at most an information."""
    for size, seed in product((160, 368, 384, 400), range(4)):
        value = value_of(size, seed)
        lines = [value[start : start + width] for start in range(0, len(value), width)]

        checked = check(LAYOUTS[mark].join(lines), "encryptedData")

        assert (checked.verdict, checked.repaired) == (Verdict.INTACT, None)
        assert [(found.id, found.severity.value) for found in checked.findings] == [("line-breaks", "info")]


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\n        "])
@pytest.mark.parametrize("width", [32, 64, 76])
def test_lost_pluses_in_a_wrapped_value_are_still_found(mark: str, width: int) -> None:
    """Layout is removed, single spaces become pluses; the damage is named first, the layout after it."""
    for size, seed in product((160, 400), range(4)):
        value = value_of(size, seed)
        lost = value.replace("+", " ")
        lines = [lost[start : start + width] for start in range(0, len(lost), width)]

        checked = check(mark.join(lines), "encryptedData")

        assert checked.repaired == value
        assert [found.id for found in checked.findings] == ["plus-to-space", "line-breaks"]


def test_white_space_around_a_value_is_layout() -> None:
    """A trailing newline or an indentation changes nothing."""
    for text in ("{}\n", "  {}", "\t{}\r\n", "{} "):
        checked = check(text.format(value_of(160, 1)), "encryptedData")

        assert checked.verdict is Verdict.INTACT
        assert {found.severity.value for found in checked.findings} <= {"info"}
