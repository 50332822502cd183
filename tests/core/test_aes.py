"""AES-128-CBC with every padding byte checked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wxauth_cli.core.aes import PaddingError, decrypt, encrypt, unpad

BLOCKS = st.binary(min_size=16, max_size=16)


@given(plaintext=st.binary(max_size=200), key=BLOCKS, iv=BLOCKS)
def test_what_was_encrypted_is_decrypted(plaintext: bytes, key: bytes, iv: bytes) -> None:
    """n bytes become (n // 16 + 1) * 16, and come back."""
    ciphertext = encrypt(plaintext, key, iv)

    assert len(ciphertext) == (len(plaintext) // 16 + 1) * 16
    assert decrypt(ciphertext, key, iv) == plaintext


@pytest.mark.parametrize("tail", [b"\x00", b"\x11", b"\x03\x02", b"\x02\x03\x03", b"a"])
def test_a_wrong_fill_byte_is_an_error(tail: bytes) -> None:
    """The last byte alone proves nothing; the error carries the block."""
    padded = b"x" * (32 - len(tail)) + tail

    with pytest.raises(PaddingError) as caught:
        unpad(padded)

    assert caught.value.tail == padded[-16:]


def test_nothing_has_no_padding() -> None:
    """An empty text is refused, not indexed."""
    with pytest.raises(PaddingError):
        unpad(b"")
