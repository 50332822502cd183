"""Signatures over rawData, request bodies and encryptedData."""

from typing import Any

import pytest

from tests.vectors import vectors
from wxauth_cli.core.signature import (
    hash_encrypted_data,
    sign_body,
    sign_raw_data,
    verify_body,
    verify_raw_data,
)


@pytest.mark.parametrize("vector", vectors("rawdata_signature"), ids=lambda vector: vector["name"])
def test_raw_data_signature_of_the_documentation(vector: Any) -> None:
    """The official rawData example gives the official signature."""
    raw_data, key, signature = vector["raw_data"], vector["session_key"], vector["expected_signature"]

    assert sign_raw_data(raw_data, key) == signature
    assert verify_raw_data(raw_data, key, signature)


@pytest.mark.parametrize("vector", vectors("rawdata_signature_negative"), ids=lambda vector: vector["name"])
def test_rebuilt_raw_data_has_another_signature(vector: Any) -> None:
    """JSON that was parsed and written again is not what the client signed."""
    raw_data, key = vector["raw_data"], vector["session_key"]

    assert sign_raw_data(raw_data, key) == vector["expected_computed_signature"]
    assert not verify_raw_data(raw_data, key, vector["signature_from_client"])


@pytest.mark.parametrize("vector", vectors("session_signature"), ids=lambda vector: vector["name"])
def test_session_signature_uses_the_text_of_the_key(vector: Any) -> None:
    """The key of the HMAC is session_key as it is, not base64-decoded."""
    key, body, signature = vector["session_key"], vector["post_body"], vector["expected_signature"]

    assert sign_body(key, body) == signature
    assert verify_body(key, signature, body)
    assert not verify_body(key, vector.get("wrong_if_key_is_base64_decoded", ""), body)


@pytest.mark.parametrize("vector", vectors("checkencryptedmsg_hash"), ids=lambda vector: vector["name"])
def test_encrypted_data_is_hashed_as_text(vector: Any) -> None:
    """checkencryptedmsg wants the hash of the base64 text."""
    assert hash_encrypted_data(vector["encrypted_data"]) == vector["expected_sha256_hex"]


def test_half_an_emoji_gives_a_mismatch_and_no_crash() -> None:
    """A lone surrogate in rawData cannot be encoded strictly; the answer is still 'no'."""
    assert not verify_raw_data('{"nickName":"\ud83d"}', "AAAAAAAAAAAAAAAAAAAAAA==", "\ud83d")
