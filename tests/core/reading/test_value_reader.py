"""Bare values."""

import pytest

from tests.core.reading.samples import CODE, DATA, IV, KEY, SPACED, payload
from wxauth_cli.core.payload import Carrier, Payload, Value
from wxauth_cli.core.reading import read_payloads


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (IV, "value"),
        (f'"{IV}"', "value"),
        (IV.replace("=", "%3D"), "value"),
        (" " + IV + " ", "value"),
        (DATA, "encryptedData"),
        (SPACED, "encryptedData"),
        (DATA[:28] + "\n" + DATA[28:], "encryptedData"),
        (CODE, "code"),
        ("undefined", "value"),
        ("<Buffer 62 c3 10>", "value"),
        ("[98, -61, 16]", "value"),
    ],
)
def test_a_bare_value_is_kept_to_the_letter(text: str, field: str) -> None:
    """Only the line end of the file is not a part of the value."""
    expected = [Payload({field: Value(text, text, Carrier.TEXT)}, "input", "value")]

    assert read_payloads(text, "input") == expected
    assert read_payloads(text + "\n", "input") == expected


def test_complete_values_line_by_line_are_several() -> None:
    """A column of keys is no wrapped value."""
    assert read_payloads(f"{IV}\n{KEY}\n", "keys.txt") == [
        payload(Carrier.TEXT, "value", "keys.txt:1", value=IV),
        payload(Carrier.TEXT, "value", "keys.txt:2", value=KEY),
    ]
