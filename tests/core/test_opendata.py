"""Open data: what decrypts, of which kind it is, and which check stops what does not."""

import json
from typing import Any

import pytest

from tests.vectors import vectors
from wxauth_cli.core.aes import cipher, encrypt
from wxauth_cli.core.base64_text import decode, encode
from wxauth_cli.core.opendata import (
    Check,
    DecryptError,
    Kind,
    OpenData,
    Watermark,
    decrypt,
    kind_of,
    parse_padded,
    parse_plaintext,
)

KEY_BYTES, IV_BYTES = bytes(range(16)), bytes(range(16, 32))
KEY, IV = encode(KEY_BYTES), encode(IV_BYTES)
FIELDS = {"phoneNumber": "13812345678", "watermark": {"appid": "wx0123456789abcdef", "timestamp": 1}}
TEXT = json.dumps(FIELDS)
DATA = encode(encrypt(TEXT.encode(), KEY_BYTES, IV_BYTES))


def encrypted_raw(padded: bytes) -> str:
    """Return whole blocks encrypted without adding any padding."""
    aes = cipher()
    return encode(aes.new(KEY_BYTES, aes.MODE_CBC, IV_BYTES).encrypt(padded))


def fault(encrypted_data: str = DATA, iv: str = IV, session_key: str = KEY) -> dict[str, Any]:
    """Return the evidence of the check that fails."""
    with pytest.raises(DecryptError) as raised:
        decrypt(encrypted_data, iv, session_key)
    error = raised.value
    return {
        "check": error.check,
        "field": error.field,
        "positions": error.positions,
        "length": error.length,
        "padded": error.padded,
    }


def evidence(check: Check, field: str, **known: Any) -> dict[str, Any]:
    """Return evidence with nothing in it but what is named."""
    return {"check": check, "field": field, "positions": (), "length": None, "padded": None, **known}


@pytest.mark.parametrize("vector", vectors("opendata_decrypt"), ids=lambda vector: vector["name"])
def test_vector_decrypts_to_its_plaintext(vector: Any) -> None:
    """Payloads that others published give the very text they published."""
    data = decrypt(vector["encrypted_data"], vector["iv"], vector["session_key"])

    assert data.text == vector["expected_plaintext"]
    assert data.plaintext == json.loads(vector["expected_plaintext"])


def test_answer_holds_text_object_kind_and_watermark() -> None:
    """Everything a caller needs comes in one value."""
    assert decrypt(DATA, IV, KEY) == OpenData(FIELDS, TEXT, Kind.PHONE, Watermark("wx0123456789abcdef", 1))


@pytest.mark.parametrize("field", ["encryptedData", "iv", "session_key"])
def test_absent_value_is_named(field: str) -> None:
    """An empty field is absent, not short."""
    arguments = {"encryptedData": "encrypted_data", "iv": "iv", "session_key": "session_key"}

    assert fault(**{arguments[field]: ""}) == evidence(Check.PRESENT, field)


@pytest.mark.parametrize(
    ("value", "positions"),
    [
        (DATA[:5] + " " + DATA[6:], (5,)),
        ("-" + DATA[1:9] + "_" + DATA[10:], (0, 9)),
        (DATA[:-1], ()),  # a length that no base64 has stands nowhere
        (DATA[:4] + "==" + DATA[4:], (4,)),
    ],
)
def test_foreign_characters_stand_at_their_positions(value: str, positions: tuple[int, ...]) -> None:
    """Every character that strict base64 does not know is counted."""
    assert fault(value) == evidence(Check.BASE64, "encryptedData", positions=positions)


def test_spare_bits_are_an_error_at_the_last_character() -> None:
    """Lenient decoders drop the bits; here they show that the key was altered."""
    altered = KEY[:21] + "x=="

    assert fault(session_key=altered) == evidence(Check.BASE64, "session_key", positions=(21,))


@pytest.mark.parametrize("field", ["iv", "session_key"])
@pytest.mark.parametrize("length", [15, 17, 32])
def test_key_and_iv_have_sixteen_bytes(field: str, length: int) -> None:
    """Any other length is told in bytes."""
    assert fault(**{field: encode(bytes(length))}) == evidence(Check.LENGTH, field, length=length)


@pytest.mark.parametrize("length", [1, 15, 17, 33])
def test_data_consists_of_whole_blocks(length: int) -> None:
    """A part of a block is a cut value."""
    assert fault(encode(bytes(length))) == evidence(Check.LENGTH, "encryptedData", length=length)


@pytest.mark.parametrize(
    "tail",
    [b"0123456789abcdef", b"0123456789abcd\x00\x00", b"0123456789abcd\x01\x02", b"\x11" * 16, b"\x00" * 16],
)
def test_every_padding_byte_is_checked(tail: bytes) -> None:
    """No padding, zeros, one wrong byte, more than a block: each keeps the decrypted blocks."""
    padded = b'{"phoneNumber":1' + tail

    assert fault(encrypted_raw(padded)) == evidence(Check.PADDING, "encryptedData", padded=padded)


def test_bytes_that_are_no_utf8_are_located() -> None:
    """GBK under UTF-8: 小 happens to be UTF-8 too, so 明 is the first that is none."""
    plaintext = '{"nickName":"小明"}'.encode("gbk")
    padded = plaintext + bytes([32 - len(plaintext)]) * (32 - len(plaintext))

    assert fault(encrypted_raw(padded)) == evidence(
        Check.UTF8, "encryptedData", positions=(15,), padded=padded
    )


@pytest.mark.parametrize(
    ("plaintext", "positions"),
    [(b'{"a":1', (6,)), (b'{"a":1}x', (7,)), (b"", (0,)), (b"[" * 100_000, ())],
)
def test_text_that_is_no_json_is_located(plaintext: bytes, positions: tuple[int, ...]) -> None:
    """Cut, followed by more, empty, or nested too deep for a parser."""
    with pytest.raises(DecryptError) as raised:
        parse_plaintext(plaintext)

    error = raised.value
    assert (error.check, error.positions, error.padded) == (Check.JSON, positions, plaintext)


@pytest.mark.parametrize("plaintext", ["[]", "1", "null", '"text"'])
def test_json_must_be_an_object(plaintext: str) -> None:
    """WeChat encrypts objects only; the blocks with padding are kept."""
    fill = 16 - len(plaintext)
    padded = plaintext.encode() + bytes([fill]) * fill

    with pytest.raises(DecryptError) as raised:
        parse_padded(padded)

    assert (raised.value.check, raised.value.padded) == (Check.OBJECT, padded)


def test_checks_are_made_in_their_order() -> None:
    """The key comes first, then the iv, then the data: one fault is told, the first."""
    assert fault("*", "*", "") == evidence(Check.PRESENT, "session_key")
    assert fault("*", "", KEY) == evidence(Check.PRESENT, "iv")
    assert fault("*", IV, KEY) == evidence(Check.BASE64, "encryptedData", positions=(0,))


def test_error_names_check_and_field_but_no_value() -> None:
    """Its text can be logged."""
    error = DecryptError(Check.PADDING, "encryptedData", padded=b"13812345678")

    assert str(error) == "padding check failed for encryptedData"


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        ({"phoneNumber": "1"}, Kind.PHONE),
        ({"purePhoneNumber": "1"}, Kind.PHONE),
        ({"stepInfoList": []}, Kind.WE_RUN),
        ({"openGId": "t"}, Kind.SHARE),
        ({"opengid": "t"}, Kind.SHARE),
        ({"nickName": "Li"}, Kind.USER_INFO),
        ({"openId": "o"}, Kind.USER_INFO),
        ({"watermark": {}}, Kind.OTHER),
    ],
)
def test_kind_is_told_by_the_keys(document: dict[str, Any], kind: Kind) -> None:
    """Each client call has keys of its own."""
    assert kind_of(document) is kind


@pytest.mark.parametrize(
    "mark",
    [
        None,
        "wx",
        {},
        {"appid": "wx"},
        {"appid": 1, "timestamp": 1},
        {"appid": "wx", "timestamp": "1"},
        {"appid": "wx", "timestamp": True},
    ],
)
def test_watermark_of_another_form_is_none(mark: Any) -> None:
    """Half a watermark proves nothing."""
    assert parse_plaintext(json.dumps({"watermark": mark}).encode()).watermark is None


def test_data_round_trips_through_its_own_encoding() -> None:
    """The helper above makes what WeChat makes."""
    padded = TEXT.encode() + bytes([fill := 16 - len(TEXT) % 16]) * fill

    assert encrypted_raw(padded) == DATA
    assert len(decode(DATA)) % 16 == 0
