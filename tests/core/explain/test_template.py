"""Templates: literal texts with bounded places."""

import re

import pytest

from wxauth_cli.core.explain.template import readable, template


@pytest.mark.parametrize(
    ("text", "pasted"),
    [
        ("Invalid AES key length: {n} bytes", "Invalid AES key length: 15 bytes"),
        ("can't decode byte 0x{hex} in", "can't decode byte 0x9F in"),
        ("invalid character {c} looking", "invalid character '\\x0e' looking"),
        ("Unexpected token {any} in JSON", "Unexpected token � in JSON"),
        ("Illegal base64 character 20{end}", "Illegal base64 character 20\n"),
        ("slice bounds out of range [:-{n}]", "slice bounds out of range [:-183]"),
    ],
)
def test_template_matches_what_stacks_print(text: str, pasted: str) -> None:
    """Every kind of place takes what really stands there."""
    assert re.search(template(text).exact, pasted)
    assert re.search(template(text).source, pasted.lower())


def test_end_refuses_a_longer_word() -> None:
    """Character 2 is not character 20."""
    assert re.search(template("Illegal base64 character d{end}").exact, "Illegal base64 character d5") is None


def test_needle_is_the_longest_literal_in_lower_case() -> None:
    """A text without the needle is passed over without a pattern."""
    assert template("IV {n} Bytes Long{end}").needle == " bytes long"


def test_braces_of_a_message_are_literal() -> None:
    """Only the five names are places."""
    assert re.search(template("Expected ',' or '}'").exact, "Expected ',' or '}' after")


def test_template_as_a_person_reads_it() -> None:
    """Lists show letters in place of the places."""
    assert readable("Invalid byte {n}, offset {n}{end}") == "Invalid byte N, offset N"
