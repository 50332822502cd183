"""Message pushes in safe mode."""

from typing import Any

import pytest

from tests.core.diagnosis.cases import case, whole
from tests.vectors import vectors
from wxauth_cli.core.diagnosis import Outcome, diagnose
from wxauth_cli.core.push import PushError, open_push

_SAFE = vectors("push_safe")
_REPLIES = vectors("push_safe_reply")


def _named(vector: Any) -> str:
    return str(vector["name"])


@pytest.mark.parametrize("vector", _SAFE, ids=_named)
def test_public_push_opens(vector: Any) -> None:
    """JSON, XML and the encrypted echostr, of the documentation and of other libraries."""
    push = open_push(vector["encrypt"], vector["encoding_aes_key"])

    assert push.random.decode() == vector["expected_random"]
    assert len(push.message) == vector["expected_msg_len"]
    assert push.message.decode() == vector["expected_msg"]
    assert push.appid == vector["appid"]


@pytest.mark.parametrize("vector", _REPLIES, ids=_named)
def test_public_reply_opens(vector: Any) -> None:
    """What a server answers is encrypted the same way."""
    push = open_push(vector["expected_encrypt"], vector["encoding_aes_key"])

    assert (push.random.decode(), push.message.decode(), push.appid) == (
        vector["random"],
        vector["msg"],
        vector["appid"],
    )


@pytest.mark.parametrize("vector", [*_SAFE, *_REPLIES], ids=_named)
def test_push_given_as_payload_is_named(vector: Any) -> None:
    """A 43-character key that opens the data leaves no doubt."""
    encrypt = vector.get("encrypt") or vector["expected_encrypt"]

    said = diagnose(case(whole(), encryptedData=encrypt, session_key=vector["encoding_aes_key"]))

    found = said.findings[0]
    assert (said.outcome, said.cause, found.field) == (Outcome.FAILED, "message-push-body", "encryptedData")
    assert vector["appid"] in str(found.message)


@pytest.mark.parametrize(
    ("encrypt", "key", "check"),
    [
        ("not base64!", "A" * 43, "base64"),
        ("AAAA", "A" * 43, "length"),
        ("", "A" * 43, "length"),
        (_SAFE[0]["encrypt"], "A" * 40, "length"),
        (_SAFE[0]["encrypt"], "B" * 43, "padding"),
        (_SAFE[0]["encrypt"], "键" * 43, "base64"),
    ],
)
def test_what_does_not_open_names_the_check(encrypt: str, key: str, check: str) -> None:
    """The error carries the check that failed."""
    with pytest.raises(PushError) as caught:
        open_push(encrypt, key)

    assert caught.value.check == check
