"""One wrong, missing, extra or swapped character, and look-alikes, in every field."""

from collections.abc import Iterator

import pytest

from benchmarks.payloads import Sample
from tests.core.diagnosis.cases import ALPHABET, assert_repaired, case, seeded, whole
from wxauth_cli.core.diagnosis import Outcome, diagnose

FIELDS = ("encryptedData", "iv", "session_key")
_EXPLAINED_BY = {"one-character-missing": ("plus-dropped",), "one-character-wrong": ("case-folded",)}


def _body(text: str) -> tuple[str, str]:
    body = text.rstrip("=")
    return body, text[len(body) :]


def _wrong(text: str, place: int, sign: str) -> str:
    return text[:place] + sign + text[place + 1 :]


def _missing(text: str, place: int) -> str:
    return text[:place] + text[place + 1 :]


def _extra(text: str, place: int, sign: str) -> str:
    return text[:place] + sign + text[place:]


def _swapped(text: str, place: int) -> str:
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def _slips(text: str, seed: str, count: int) -> Iterator[tuple[str, int, str]]:
    """Yield cause, place and damaged text of ``count`` seeded slips of each sort."""
    random = seeded(seed)
    body, end = _body(text)
    for place in random.sample(range(len(body) - 1), count):
        other = random.choice(ALPHABET.replace(body[place], ""))
        yield "one-character-wrong", place, _wrong(body, place, other) + end
        yield "one-character-missing", place, _missing(body, place) + end
        yield "one-character-extra", place, _extra(body, place, other) + end
        if body[place] != body[place + 1]:
            yield "characters-swapped", place, _swapped(body, place) + end


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("kind", ["phone", "we-run"])
def test_every_slip_in_every_field_is_undone(kind: str, field: str) -> None:
    """Each sort of slip, at seeded places, gives its name and the value back."""
    original = whole(kind)

    for cause, place, damaged in _slips(getattr(original, field), f"{kind}{field}", 6):
        said = diagnose(case(original, **{field: damaged}))

        assert said.cause in (cause, *_EXPLAINED_BY.get(cause, ())), (place, damaged)
        assert_repaired(said, original, str(said.cause), field)


@pytest.mark.parametrize("kind", ["user-info", "share-10-fields", "user-profile"])
@pytest.mark.parametrize("field", ["encryptedData", "session_key"])
def test_slips_in_other_kinds_are_undone(kind: str, field: str) -> None:
    """Payloads whose first block is not wholly known are repaired all the same."""
    original = whole(kind)

    for cause, _place, damaged in _slips(getattr(original, field), f"{kind}{field}", 3):
        said = diagnose(case(original, **{field: damaged}))

        assert said.cause in (cause, *_EXPLAINED_BY.get(cause, ())), damaged
        assert_repaired(said, original, str(said.cause), field)


@pytest.mark.parametrize("field", FIELDS)
def test_wrong_character_is_pointed_at(field: str) -> None:
    """The position is that of the wrong character in the value as given."""
    original = whole()
    text = getattr(original, field)
    other = "x" if text[9] != "x" else "y"

    said = diagnose(case(original, **{field: _wrong(text, 9, other)}))

    assert_repaired(said, original, "one-character-wrong", field)
    assert said.findings[0].positions == (9,)


@pytest.mark.parametrize("field", FIELDS)
def test_swapped_characters_are_pointed_at(field: str) -> None:
    """Both places are given."""
    original = whole()
    text = getattr(original, field)
    place = next(index for index in range(5, 20) if text[index] != text[index + 1])

    said = diagnose(case(original, **{field: _swapped(text, place)}))

    assert_repaired(said, original, "characters-swapped", field)
    assert said.findings[0].positions == (place, place + 1)


@pytest.mark.parametrize("field", FIELDS)
def test_extra_character_is_pointed_at(field: str) -> None:
    """An inserted sign that its neighbours do not repeat has one place only."""
    original = whole()
    text = getattr(original, field)
    sign = next(sign for sign in ALPHABET if sign not in text[7:9])

    said = diagnose(case(original, **{field: _extra(text, 8, sign)}))

    assert_repaired(said, original, "one-character-extra", field)
    assert said.findings[0].positions == (8,)


@pytest.mark.parametrize("field", FIELDS)
def test_sign_that_is_not_base64_is_the_wrong_one(field: str) -> None:
    """A foreign sign in the middle is replaced, and nothing else."""
    original = whole()
    text = getattr(original, field)

    said = diagnose(case(original, **{field: _wrong(text, 6, "!")}))

    assert_repaired(said, original, "one-character-wrong", field)
    assert said.findings[0].positions == (6,)


@pytest.mark.parametrize(
    ("field", "at_once"), [("encryptedData", 8), ("encryptedData", 3), ("session_key", 3), ("iv", 3)]
)
def test_several_look_alikes_at_once_are_undone(field: str, at_once: int) -> None:
    """0/O, 1/l/I, 5/S, 8/B and 2/Z read wrongly at several places come back, each pointed at."""
    original, places = _with_look_alikes(field, at_once)
    signs = list(getattr(original, field))
    for place in places:
        signs[place] = _MISREAD[signs[place]]

    said = diagnose(case(original, **{field: "".join(signs)}))

    assert_repaired(said, original, "characters-look-alike", field)
    assert said.findings[0].positions == tuple(places)


_MISREAD = dict(zip("0O1lI5S8B2Z", "O0l1lS5B8Z2", strict=True))


def _with_look_alikes(field: str, count: int) -> tuple[Sample, list[int]]:
    for seed in range(100):
        original = whole("phone", seed)
        places = [index for index, sign in enumerate(getattr(original, field)) if sign in _MISREAD]
        if len(places) >= count:
            return original, sorted(seeded(seed).sample(places, count))
    raise AssertionError("no payload has so many look-alikes")


def test_slips_in_all_three_fields_are_undone() -> None:
    """One wrong character in each field: the key first, then the data, then the iv."""
    original = whole("phone")
    damaged = {field: _wrong(getattr(original, field), 11, "z") for field in FIELDS}
    assert all(damaged[field] != getattr(original, field) for field in FIELDS)

    said = diagnose(case(original, **damaged))

    assert said.outcome in (Outcome.REPAIRED, Outcome.PARTIAL, Outcome.FAILED)
    assert said.data is None or said.data.text == original.plaintext
    assert said.findings[0].field == "session_key"
