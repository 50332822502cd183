"""Canonical base64 and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wxauth_cli.core.base64_text import Base64Error, decode, encode


@given(data=st.binary(max_size=100))
def test_what_was_encoded_is_decoded(data: bytes) -> None:
    """Both ways, for any bytes."""
    assert decode(encode(data)) == data


@pytest.mark.parametrize(
    ("text", "positions", "reason"),
    [
        ("ab d", (2,), "characters that are not base64: U+0020"),
        ("a-b_", (1, 3), "characters that are not base64: -, _"),
        ("ab==cd==", (2,), "padding (=) in the middle of the value"),
        ("abcde", (), "5 characters are not a multiple of 4"),
        ("abc", (), "3 characters are not a multiple of 4"),
        ("ab==\n", (4,), "characters that are not base64: U+000A"),
        ("ac==", (1,), "the last character c carries bits that no encoder writes"),
    ],
)
def test_what_lenient_decoders_skip_is_an_error(text: str, positions: tuple[int, ...], reason: str) -> None:
    """With the places and the reason."""
    with pytest.raises(Base64Error) as caught:
        decode(text)

    assert (caught.value.positions, str(caught.value.reason)) == (positions, reason)
