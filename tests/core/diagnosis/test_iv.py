"""The iv is wrong, lost, zero, the key, or damaged: only the first 16 bytes depend on it."""

import json
from base64 import b64decode
from dataclasses import replace

import pytest

from tests.core.diagnosis.cases import assert_repaired, case, seeded, whole
from wxauth_cli.core.base64_text import encode
from wxauth_cli.core.diagnosis import Outcome, diagnose

_ALL = ("phone", "user-info", "user-profile", "share", "share-10-fields", "we-run")
_KNOWN = ("phone", "we-run", "user-info", "user-profile")  # by their first block, openid or rawData
_FOREIGN = encode(seeded("foreign").randbytes(16))


@pytest.mark.parametrize("kind", _KNOWN)
def test_foreign_iv_is_recovered(kind: str) -> None:
    """The known first block gives the iv back outright."""
    original = whole(kind)

    said = diagnose(case(original, iv=_FOREIGN))

    assert_repaired(said, original, "wrong-iv", "iv")
    assert said.findings[0].also == ("iv-of-another-call", "iv-zero-or-key")


@pytest.mark.parametrize("kind", _KNOWN)
@pytest.mark.parametrize("which", ["zero", "key"])
def test_zero_or_key_as_iv_is_named_and_recovered(kind: str, which: str) -> None:
    """Two ivs that careless code uses are called so."""
    original = whole(kind)
    iv = encode(bytes(16)) if which == "zero" else original.session_key

    said = diagnose(case(original, iv=iv))

    assert_repaired(said, original, "iv-zero-or-key", "iv")


@pytest.mark.parametrize("kind", _KNOWN)
def test_lost_iv_is_recovered(kind: str) -> None:
    """Without any iv the same holds."""
    original = whole(kind)

    said = diagnose(case(original, iv=None))

    assert_repaired(said, original, "wrong-iv", "iv")
    assert "No iv was given" in str(said.findings[0].message)


@pytest.mark.parametrize("kind", _KNOWN)
def test_half_an_iv_is_recovered(kind: str) -> None:
    """An iv cut in the middle is called damaged."""
    original = whole(kind)

    said = diagnose(case(original, iv=original.iv[:13]))

    assert_repaired(said, original, "iv-damaged", "iv")


@pytest.mark.parametrize("kind", ["user-info", "user-profile", "share", "share-10-fields"])
@pytest.mark.parametrize("given", ["foreign", "zero", "key", "half", None])
def test_unknown_first_block_leaves_all_other_fields(kind: str, given: str | None) -> None:
    """Without openid and rawData the iv stays unknown; every field after the first block is read."""
    original = replace(whole(kind), openid=None, raw_data=None, signature=None)
    iv = {
        "foreign": _FOREIGN,
        "zero": encode(bytes(16)),
        "key": original.session_key,
        "half": original.iv[:13],
        None: None,
    }[given]

    said = diagnose(case(original, iv=iv))

    wanted = json.loads(original.plaintext)
    name = next(iter(wanted))
    first = wanted.pop(name)
    read = dict(said.partial or {})
    if name == "openId":
        assert read.pop("openId") == "o????" + first[5:]
    assert (said.outcome, said.findings[0].field, read, said.repaired) == (Outcome.PARTIAL, "iv", wanted, {})
    assert said.cause in ("wrong-iv", "iv-zero-or-key", "iv-damaged")


def test_raw_data_of_another_user_does_not_complete_the_first_block() -> None:
    """A nickName that is not this payload's is no witness."""
    original = whole("user-profile", 3)
    name = json.loads(original.plaintext)["nickName"]
    other = json.dumps({"nickName": "x" + name[1:]}, ensure_ascii=False)

    said = diagnose(case(replace(original, raw_data=other), iv=_FOREIGN))

    assert (said.outcome, said.data) == (Outcome.PARTIAL, None)


def test_raw_data_is_not_taken_for_the_beginning_of_a_user_info_payload() -> None:
    """Glued to the rest it is JSON with nickName twice, which WeChat does not write."""
    original = replace(whole("user-info"), openid=None)

    said = diagnose(case(original, iv=_FOREIGN))

    assert (said.outcome, said.data) == (Outcome.PARTIAL, None)


def test_openid_of_another_user_does_not_complete_the_first_block() -> None:
    """The rest of the openid stands in readable blocks and disagrees."""
    original = replace(whole("user-info"), openid=whole("user-info", 2).openid, raw_data=None)

    said = diagnose(case(original, iv=_FOREIGN))

    assert (said.outcome, said.data) == (Outcome.PARTIAL, None)


def test_escaped_slash_in_the_known_nickname_is_recovered() -> None:
    """Some payloads write \\/ where rawData has /."""
    from wxauth_cli.core.aes import encrypt

    made = whole("user-profile")
    plain = json.loads(made.plaintext) | {"nickName": "/小明"}
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).replace("/", "\\/")
    data = encrypt(text.encode(), b64decode(made.session_key), b64decode(made.iv))
    original = replace(
        made, encryptedData=encode(data), plaintext=text, raw_data='{"nickName":"/小明"}', signature=None
    )

    said = diagnose(case(original, iv=_FOREIGN))

    assert_repaired(said, original, "wrong-iv", "iv")


@pytest.mark.parametrize("kind", ["phone", "we-run"])
def test_slip_that_leaves_json_is_seen_all_the_same(kind: str) -> None:
    """One flipped bit makes "phoneNumbej": it decrypts, and is still not what WeChat wrote."""
    original = whole(kind)
    iv = bytearray(b64decode(original.iv))
    iv[11] ^= 1

    said = diagnose(case(original, iv=encode(bytes(iv))))

    assert_repaired(said, original, "one-character-wrong", "iv")


def test_slip_in_the_openid_is_seen_when_the_openid_is_known() -> None:
    """The flipped letter stands among the five that only the iv decides."""
    original = whole("user-info")
    iv = bytearray(b64decode(original.iv))
    iv[13] ^= 1

    said = diagnose(case(original, iv=encode(bytes(iv))))

    assert_repaired(said, original, "one-character-wrong", "iv")


@pytest.mark.parametrize("kind", _ALL)
def test_iv_given_as_phone_code_or_text_is_no_obstacle(kind: str) -> None:
    """Whatever stands in its place: what can be read without the iv is read."""
    original = whole(kind)

    said = diagnose(case(original, iv="not an iv at all"))

    assert said.outcome in (Outcome.REPAIRED, Outcome.PARTIAL)
    assert said.findings[0].field == "iv"
    assert said.data is None or said.data.text == original.plaintext
