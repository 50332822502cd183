"""Values that fit each other and hold no payload: the key, the iv and the data are not to blame."""

import pytest

from benchmarks.payloads import NOW
from wxauth_cli.core.aes import encrypt
from wxauth_cli.core.base64_text import encode
from wxauth_cli.core.diagnosis import Case, Outcome, diagnose

KEY, IV = bytes(range(16)), bytes(range(50, 66))


@pytest.mark.parametrize(
    ("plaintext", "cause"),
    [
        (b'[1, 2, 3, "a list of some length, three blocks long"]', "not-an-object"),
        (b"a sentence that is text from its beginning to its end", "not-json"),
        (b'{"a":1}{"b":2}                                  ', "not-json"),
    ],
)
def test_text_that_is_no_payload_is_called_that(plaintext: bytes, cause: str) -> None:
    """A first block that is text under the given iv is no sign of a wrong one."""
    texts = {
        "encryptedData": encode(encrypt(plaintext, KEY, IV)),
        "iv": encode(IV),
        "session_key": encode(KEY),
    }

    said = diagnose(Case(texts, NOW))

    assert (said.outcome, said.cause, said.data, said.repaired) == (Outcome.FAILED, cause, None, {})
    assert [finding.field for finding in said.findings] == ["encryptedData"]


def test_a_value_of_megabytes_is_not_searched() -> None:
    """It would outlast the time limit, and no payload is that long."""
    texts = {"encryptedData": "Ab+/" * 5_000_000, "iv": encode(IV), "session_key": encode(KEY)}

    said = diagnose(Case(texts, NOW))

    assert (said.outcome, said.cause, said.repaired) == (Outcome.FAILED, "wrong-thing-as-data", {})
    assert [trial.name for trial in said.trials] == ["absent"]
