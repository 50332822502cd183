"""encryptedData cut short: what limit it looks like, and every field that is whole."""

import json

import pytest

from benchmarks.diagnosis import _agrees
from benchmarks.payloads import KINDS
from tests.core.diagnosis.cases import case, whole
from wxauth_cli.core.diagnosis import Outcome, diagnose
from wxauth_cli.core.encoding.losses import TYPICAL_LIMITS

_WIDTHS = sorted({*TYPICAL_LIMITS, *range(64, 1025, 64)})


@pytest.mark.parametrize("kind", KINDS)
def test_cut_at_every_usual_width_is_named_and_read(kind: str) -> None:
    """Columns, log lines and block boundaries: the cause, the place, and no field that is not true."""
    original = whole(kind)
    plain = json.loads(original.plaintext)
    longest = len(original.encryptedData.rstrip("="))
    widths = [width for width in _WIDTHS if width < longest]

    for width in widths:
        said = diagnose(case(original, encryptedData=original.encryptedData[:width]))

        found = said.findings[0]
        aligned = "truncated-on-block" if width % 64 in (0,) else "truncated-off-block"
        assert (said.outcome, said.cause, found.field) == (Outcome.PARTIAL, "truncated", "encryptedData")
        assert (found.positions, found.also) == ((width,), (aligned,)), width
        assert ("exactly" in str(found.message)) is (width in TYPICAL_LIMITS)
        assert said.partial is not None
        assert all(_agrees(value, plain[name]) for name, value in said.partial.items())
    assert widths


def test_phone_number_is_read_from_one_line_of_64_characters() -> None:
    """Three blocks hold the number."""
    original = whole()
    number = json.loads(original.plaintext)["phoneNumber"]

    said = diagnose(case(original, encryptedData=original.encryptedData[:64]))

    assert said.partial == {"phoneNumber": number}
    assert "at least 152 characters are missing" in str(said.findings[0].message)


def test_cut_payload_without_an_iv_is_read_behind_the_first_block() -> None:
    """Two troubles at once leave what neither touches."""
    original = whole("user-info")

    said = diagnose(case(original, encryptedData=original.encryptedData[:256], iv=None))

    plain = json.loads(original.plaintext)
    assert said.outcome is Outcome.PARTIAL
    assert said.partial is not None
    assert said.partial
    assert all(plain[name] == value for name, value in said.partial.items())


def test_cut_payload_under_a_wrong_key_is_not_called_readable() -> None:
    """The cut is seen, nothing is read, and no key is invented."""
    original = whole("user-info")

    said = diagnose(
        case(original, encryptedData=original.encryptedData[:256], session_key=whole("phone", 9).session_key)
    )

    assert (said.outcome, said.data, said.partial, said.repaired) == (Outcome.FAILED, None, None, {})
