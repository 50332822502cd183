"""What is said of damage that no search undoes."""

import pytest

from tests.core.diagnosis.cases import case, seeded, whole
from wxauth_cli.core.diagnosis import diagnose


def _random(count: int) -> str:
    return "".join(seeded(count).choices("ABCDEFabcdef0123456789", k=count))


@pytest.mark.parametrize(
    ("cause", "start", "stop", "instead"),
    [
        ("unreadable-middle", 150, 190, _random(40)),
        ("characters-lost", 150, 187, ""),
        ("not-base64", 150, 152, "#$"),
    ],
)
def test_damage_beyond_repair_is_located(cause: str, start: int, stop: int, instead: str) -> None:
    """The cause and the place are said, and nothing is claimed to be restored."""
    original = whole("user-info")
    text = original.encryptedData

    said = diagnose(case(original, encryptedData=text[:start] + instead + text[stop:]))

    found = said.findings[0]
    assert (said.cause, found.field, dict(said.repaired)) == (cause, "encryptedData", {})
    assert found.positions or cause == "characters-lost"
