"""What goes wrong with a session_key: cut, filled up, folded, another thing in its place."""

from base64 import b64decode, b64encode
from dataclasses import replace
from typing import Any

import pytest

from tests.core.diagnosis.cases import assert_repaired, case, deep, opened_by, seeded, whole
from tests.vectors import vectors
from wxauth_cli.core.aes import encrypt
from wxauth_cli.core.base64_text import encode
from wxauth_cli.core.diagnosis import Outcome, diagnose
from wxauth_cli.core.opendata import Check, DecryptError, decrypt


@pytest.mark.parametrize("kept", [21, 20, 19])
@pytest.mark.parametrize("kind", ["phone", "share"])
def test_cut_key_is_completed(kind: str, kept: int) -> None:
    """Up to three lost characters are found again by what the key opens."""
    original = whole(kind)

    said = diagnose(case(original, session_key=original.session_key[:kept]))

    assert_repaired(said, original, str(said.cause), "session_key")
    assert said.cause in ("key-truncated", "one-character-missing", "plus-dropped")
    assert said.findings[0].positions == (kept,) or said.cause == "plus-dropped"


@pytest.mark.parametrize("zeros", [1, 2])
def test_key_filled_with_zero_bytes_is_completed(zeros: int) -> None:
    """A column or a program that fills a short key with zeros hides that it was cut."""
    original = whole()
    key = b64decode(original.session_key)[:-zeros] + bytes(zeros)

    said = diagnose(case(original, session_key=encode(key)))

    assert_repaired(said, original, str(said.cause), "session_key")
    assert said.cause in ("key-padded", "one-character-wrong")


def test_key_that_lost_its_pluses_is_completed() -> None:
    """A + is found again wherever in the key it stood."""
    original = next(sample for seed in range(99) if "+" in (sample := whole("phone", seed)).session_key)

    said = diagnose(case(original, session_key=original.session_key.replace("+", "")))

    assert_repaired(said, original, "plus-dropped", "session_key")


@pytest.mark.parametrize("fold", [str.lower, str.upper])
def test_case_folded_key_is_restored_by_a_deep_search(fold: Any) -> None:
    """2^18 patterns at the most are tried on a few blocks."""
    letters = range(14, 17)
    original = next(
        sample
        for seed in range(999)
        if sum(map(str.isalpha, (sample := whole("phone", seed)).session_key)) in letters
    )

    said = diagnose(deep(case(original, session_key=fold(original.session_key))))

    assert_repaired(said, original, "case-folded", "session_key")


@pytest.mark.parametrize(
    ("given", "cause"),
    [
        ("75_" + "Ab3-x" * 26, "wrong-thing-as-key"),
        ("o6_bmjrPTlm6_2sgVt7hMZOPfL2M", "wrong-thing-as-key"),
        ("083tjT000WK8kM17Dw000FdPPi4tjT0F", "wrong-thing-as-key"),
        ("e31968a7f94cc5ee25fafc2aef2773f0bb8c3937b22520eb8ee345274d00c144", "wrong-thing-as-key"),
        ("wx9a1b2c3d4e5f6071", "wrong-thing-as-key"),
        ("75cd1d7d2d7a3a4e2b1c0a9f8e7d6c5b4a392817", "wrong-thing-as-key"),
        ("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "encoding-aes-key-confused"),
        ("undefined", "missing-value-text"),
        ("", "missing-value-text"),
        ("[B@1f2e3d", "language-repr"),
        ("tiihtN****ph53Y", "ellipsis-or-mask"),
    ],
)
def test_another_thing_as_key_is_named(given: str, cause: str) -> None:
    """What a person takes for a session_key is recognised by its shape."""
    said = diagnose(case(whole(), session_key=given))

    assert (said.outcome, said.cause, said.findings[0].field) == (Outcome.FAILED, cause, "session_key")
    assert str(said.findings[0].message)


def test_app_secret_as_key_is_named() -> None:
    """32 hex digits may be a key in hex; as they open nothing they are called an AppSecret."""
    said = diagnose(case(whole(), session_key="0123456789abcdef0123456789abcdef"))

    found = said.findings[0]
    assert said.outcome is Outcome.FAILED
    assert found.field == "session_key"
    assert "appsecret-as-key" in (found.id, *found.also)


def test_key_in_hex_opens() -> None:
    """The same shape, and it is the key: then the hex is the only damage."""
    original = whole()

    said = diagnose(case(original, session_key=b64decode(original.session_key).hex()))

    assert_repaired(said, original, "hex-instead-of-base64", "session_key")


@pytest.mark.parametrize("number", range(8))
def test_iv_given_as_key_is_told(number: int) -> None:
    """An iv in both places opens nothing, and no key is invented."""
    original = whole("user-info", number)

    said = diagnose(case(original, session_key=original.iv))

    assert (said.outcome, said.cause) == (Outcome.FAILED, "wrong-thing-as-key")


def test_key_copied_from_raw_json_opens() -> None:
    """The public example of a key in which the backslashes of its JSON stayed."""
    vector = next(
        vector for vector in vectors("opendata_negative") if "copied-from-raw-json" in vector["name"]
    )
    made, key = whole(), vector["repaired_session_key"]
    data = encrypt(made.plaintext.encode(), b64decode(key), b64decode(made.iv))
    original = replace(made, session_key=key, encryptedData=encode(data))

    said = diagnose(case(original, session_key=vector["copied_value"]))

    assert_repaired(said, original, "json-escaped", "session_key")


@pytest.mark.parametrize("kind", ["phone", "user-info", "user-profile", "share", "share-10-fields", "we-run"])
def test_wrong_key_is_proved_and_nothing_claimed(kind: str) -> None:
    """Every block random, every field healthy: the key, with its causes, likeliest first."""
    said = diagnose(case(whole(kind), session_key=encode(seeded(kind).randbytes(16)), signature=None))

    found = said.findings[0]
    assert (said.outcome, opened_by(said), found.field) == (
        Outcome.FAILED,
        ["wrong-session-key"],
        "session_key",
    )
    assert found.also[0] == "session-key-rotated"
    assert "all" in str(found.message)
    assert (said.data, said.partial, said.repaired) == (None, None, {})


@pytest.mark.parametrize("seed", range(5))
def test_lucky_padding_does_not_clear_a_wrong_key(seed: int) -> None:
    """One wrong key in 256 passes the padding check; it is a wrong key all the same."""
    original = whole("phone", seed)
    random = seeded(seed)
    lucky = next(
        key
        for key in (encode(random.randbytes(16)) for _ in range(20_000))
        if _check_that_fails(original.encryptedData, original.iv, key) is not Check.PADDING
    )

    said = diagnose(case(original, session_key=lucky))

    assert (said.outcome, said.cause, said.data) == (Outcome.FAILED, "wrong-session-key", None)


def _check_that_fails(*texts: str) -> Check | None:
    try:
        decrypt(*texts)
    except DecryptError as error:
        return error.check
    return None


def test_public_lucky_padding_is_a_wrong_key() -> None:
    """The public vectors of a wrong key, with and without lucky padding."""
    for vector in vectors("opendata_negative"):
        if not vector["name"].startswith("wrong-session-key"):
            continue
        texts = {"encryptedData": vector["encrypted_data"], **{n: vector[n] for n in ("iv", "session_key")}}
        said = diagnose(case(whole()).with_texts(**texts))

        assert (said.outcome, said.cause) == (Outcome.FAILED, "wrong-session-key"), vector["name"]


def test_signature_tells_a_wrong_key_from_data_of_another_call() -> None:
    """The witness disagrees: the key is wrong. It agrees: the data came from elsewhere."""
    original, other = whole("user-info", 1), whole("user-info", 2)

    wrong_key = diagnose(case(original, session_key=other.session_key))
    other_data = diagnose(case(original, encryptedData=other.encryptedData, iv=other.iv))

    assert (wrong_key.cause, other_data.cause) == ("wrong-session-key", "wrong-session-key")
    assert "the rawData signature disagrees too" in str(wrong_key.findings[0].message)
    assert "the rawData signature confirms the session_key" in str(other_data.findings[0].message)


def test_key_in_other_notations_opens() -> None:
    """Base64url, quoted, and three equal signs."""
    original = next(sample for seed in range(99) if "+" in (sample := whole("phone", seed)).session_key)
    given = {
        "base64url-alphabet": original.session_key.replace("+", "-").replace("/", "_"),
        "quotes": f'"{original.session_key}"',
        "equals-extra": original.session_key + "=",
        "base64-of-base64": b64encode(original.session_key.encode()).decode(),
    }

    for cause, text in given.items():
        assert_repaired(diagnose(case(original, session_key=text)), original, cause, "session_key")


def _signed(byte: int) -> int:
    return byte - 256 if byte > 127 else byte


@pytest.mark.parametrize(
    ("cause", "written"),
    [
        ("bytes-as-decimal", lambda key: "".join(map(str, key))),
        ("bytes-as-decimal", lambda key: "".join(str(_signed(byte)) for byte in key)),
        ("language-repr", repr),
        ("language-repr", lambda key: repr(bytearray(key))),
    ],
)
@pytest.mark.parametrize("number", range(5))
def test_key_printed_as_bytes_opens(number: int, cause: str, written: Any) -> None:
    """Numbers without separators, signed or not, and what Python prints for bytes."""
    original = whole("phone", number)

    said = diagnose(case(original, session_key=written(b64decode(original.session_key))))

    assert_repaired(said, original, cause, "session_key")


def test_data_printed_as_python_bytes_opens() -> None:
    """The escapes of ``repr`` are bytes, not the hex of a text."""
    original = whole("user-info")

    said = diagnose(case(original, encryptedData=repr(b64decode(original.encryptedData))))

    assert_repaired(said, original, "language-repr", "encryptedData")
