"""Damage of the text, exchanged fields and other payloads, through the whole engine."""

from itertools import permutations

import pytest

from benchmarks.damages import TEXT
from tests.core.diagnosis.cases import assert_repaired, case, seeded, whole
from wxauth_cli.core.diagnosis import Outcome, diagnose

FIELDS = ("encryptedData", "iv", "session_key")


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("cause", list(TEXT))
def test_each_damage_in_each_field_is_named_and_undone(cause: str, field: str) -> None:
    """Every entry of the catalogue, proved by decryption."""
    original = next(
        sample
        for seed in range(99)
        if set("+/") <= set(getattr(sample := whole("phone", seed), field))  # both signs can be damaged
    )
    damaged = TEXT[cause](getattr(original, field), seeded(cause))
    if damaged == getattr(original, field):
        pytest.skip("this damage leaves such a value as it is")

    said = diagnose(case(original, **{field: damaged}))

    assert_repaired(said, original, cause, field)


def test_space_positions_are_those_of_the_pluses() -> None:
    """The evidence points at each space of the value as given."""
    original = whole()
    damaged = original.encryptedData.replace("+", " ")

    said = diagnose(case(original, encryptedData=damaged))

    assert said.findings[0].positions == tuple(index for index, sign in enumerate(damaged) if sign == " ")


def test_line_breaks_are_layout_and_no_damage() -> None:
    """Wrapped at 64 it is still the value: ok, with a remark."""
    original = whole()
    wrapped = "\n".join(original.encryptedData[start : start + 64] for start in range(0, 216, 64))

    said = diagnose(case(original, encryptedData=wrapped))

    assert (said.outcome, said.cause, said.repaired) == (Outcome.OK, None, {})
    assert [finding.id for finding in said.findings] == ["line-breaks"]


@pytest.mark.parametrize("order", [order for order in permutations(FIELDS) if order != FIELDS])
def test_exchanged_fields_are_put_back(order: tuple[str, str, str]) -> None:
    """All five wrong orders of the three values."""
    original = whole()
    given = {field: getattr(original, other) for field, other in zip(FIELDS, order, strict=True)}
    moved = [field for field in FIELDS if given[field] != getattr(original, field)]

    said = diagnose(case(original, **given))

    assert (said.outcome, said.cause) == (Outcome.REPAIRED, "fields-swapped")
    assert said.repaired == {field: getattr(original, field) for field in moved}
    assert said.data is not None
    assert said.data.text == original.plaintext


@pytest.mark.parametrize(
    ("given", "cause"),
    [
        ("e31968a7f94cc5ee25fafc2aef2773f0bb8c3937b22520eb8ee345274d00c144", "wrong-thing-as-data"),
        ("083tjT000WK8kM17Dw000FdPPi4tjT0F", "wrong-thing-as-data"),
        ("50_Ab3xYz0123456789Ab3xYz0123456789", "wrong-thing-as-data"),
        ('{"phoneNumber":"13812345678"}', "wrong-thing-as-data"),
        ("<xml><Encrypt>abc</Encrypt></xml>", "wrong-thing-as-data"),
        ("wx9a1b2c3d4e5f6071", "wrong-thing-as-data"),
        ("[object Object]", "missing-value-text"),
        ("null", "missing-value-text"),
        ("tiihtNczf5v6AKRyjwEU…", "ellipsis-or-mask"),
    ],
)
def test_what_is_no_ciphertext_is_named(given: str, cause: str) -> None:
    """A code, a cloudID or JSON has no decryption; it is called what it is."""
    said = diagnose(case(whole(), encryptedData=given))

    assert (said.outcome, said.cause, said.findings[0].field) == (Outcome.FAILED, cause, "encryptedData")


def test_payload_of_another_app_opens() -> None:
    """The watermark is not the engine's business: the payload is WeChat's and opens as given."""
    said = diagnose(case(whole(), appid="wx0000000000000000"))

    assert said.outcome is Outcome.OK


def test_damaged_payload_of_another_app_is_repaired() -> None:
    """A foreign AppID does not stand in the way of a repair."""
    original = whole()
    damaged = original.encryptedData.replace("+", " ")

    said = diagnose(case(original, encryptedData=damaged, appid="wx0000000000000000"))

    assert_repaired(said, original, "plus-to-space", "encryptedData")


@pytest.mark.parametrize(
    ("kind", "likeness"),
    [
        ("phone", "the size of a phone number payload"),
        ("share", "the size of a share or group payload"),
        ("we-run", "the size of a WeRun payload"),
    ],
)
def test_without_a_key_the_size_tells_the_kind(kind: str, likeness: str) -> None:
    """Support staff has no key: wholeness and likely kind are said all the same."""
    said = diagnose(case(whole(kind), session_key=None))

    found = said.findings[0]
    assert (said.outcome, said.cause, found.field) == (Outcome.FAILED, "session-key-missing", "session_key")
    assert str(found.message).endswith(f"{likeness}.")


def test_without_a_key_damage_is_named_too() -> None:
    """What is missing comes first, what is damaged after it."""
    original = whole()

    said = diagnose(case(original, session_key=None, encryptedData=original.encryptedData.replace("+", " ")))

    assert [finding.id for finding in said.findings] == ["session-key-missing", "plus-to-space"]


def test_without_data_the_missing_field_is_named() -> None:
    """There is nothing to decrypt."""
    said = diagnose(case(whole(), encryptedData=None))

    assert (said.outcome, said.cause, said.findings[0].field) == (
        Outcome.FAILED,
        "field-missing",
        "encryptedData",
    )
