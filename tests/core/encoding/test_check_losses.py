"""Values that cannot be restored, values that are something else, and values with nothing wrong."""

from urllib.parse import quote

import pytest

from tests.core.encoding.damages import value_of
from wxauth_cli.core.encoding.check import Checked, Verdict, check_payload, check_value
from wxauth_cli.core.payload import Carrier, Payload, Value

PHONE = value_of(160, 7)
KEY = value_of(16, 7)
LOGIN_CODE = "0f3Abc0w3XyZinvented000000000000"
OPENID = "oInvented0000000000000000001"
TOKEN = "68_" + "Invented-token_" * 9

LOSSES = {
    "cut at 255": ("encryptedData", value_of(400, 1)[:255], "truncated"),
    "cut at 200": ("encryptedData", PHONE[:200], "truncated"),
    "cut anywhere": ("encryptedData", PHONE[:133], "truncated"),
    "a plus dropped": ("encryptedData", PHONE.replace("+", ""), "plus-dropped"),
    "shortened by a log": ("encryptedData", PHONE[:60] + "...", "ellipsis-or-mask"),
    "shortened by a log, one sign": ("encryptedData", PHONE[:60] + "\u2026", "ellipsis-or-mask"),
    "masked": ("session_key", KEY[:4] + "****************" + KEY[-4:], "ellipsis-or-mask"),
    "null": ("encryptedData", "null", "missing-value-text"),
    "undefined": ("iv", "undefined", "missing-value-text"),
    "None": ("session_key", "None", "missing-value-text"),
    "nothing": ("session_key", "", "missing-value-text"),
    "an object": ("encryptedData", "[object Object]", "missing-value-text"),
    "a phone code": ("encryptedData", "3f" * 31 + "a7", "wrong-thing-as-data"),
    "a login code": ("encryptedData", LOGIN_CODE, "wrong-thing-as-data"),
    "a cloudID": ("encryptedData", "50_Invented_cloud-id_000000000000", "wrong-thing-as-data"),
    "plain JSON": ("encryptedData", '{"nickName":"A"}', "wrong-thing-as-data"),
    "a signature": ("encryptedData", "ab" * 20, "wrong-thing-as-data"),
    "message push XML": ("encryptedData", "<xml><Encrypt>x</Encrypt></xml>", "wrong-thing-as-data"),
    "an AppSecret as key": ("session_key", "0123456789abcdef" * 2, "hex-instead-of-base64"),
    "an EncodingAESKey as key": ("session_key", "aB3" * 14 + "z", "encoding-aes-key-confused"),
    "an openid as key": ("session_key", OPENID, "wrong-thing-as-key"),
    "an access_token as key": ("session_key", TOKEN, "wrong-thing-as-key"),
    "a login code as key": ("session_key", LOGIN_CODE, "wrong-thing-as-key"),
    "a key cut at 20": ("session_key", KEY[:20], "key-truncated"),
    "a key cut at 16": ("session_key", KEY[:16], "key-truncated"),
    "an iv cut at 20": ("iv", KEY[:20], "iv-damaged"),
    "a key in lower case": ("session_key", "abcdefghijklmnopqrstug==", "case-folded"),
    "data in upper case": ("encryptedData", PHONE.upper(), "case-folded"),
    "a key filled with zeros": ("session_key", "EjRWeJq83v8SNFZ4AAAAAA==", "key-padded"),
    "the name of a Java array": ("encryptedData", "[B@1f2e3d4c", "language-repr"),
    "the name of a .NET array": ("iv", "System.Byte[]", "language-repr"),
}


def check(text: str, field: str) -> Checked:
    return check_value(Value(text, text), field)


@pytest.mark.parametrize(("text", "said"), [("x", "1 character;"), ("xyz", "3 characters;")])
def test_the_length_of_an_iv_is_said_in_good_english(text: str, said: str) -> None:
    """One character, three characters."""
    (finding,) = check(text, "iv").findings

    assert str(finding.message) == f"{said} iv has 24, the last two of them ==."


@pytest.mark.parametrize("name", LOSSES)
def test_a_loss_is_named_and_nothing_is_invented(name: str) -> None:
    """The right id, verdict damaged, and no repaired value."""
    field, text, expected = LOSSES[name]

    checked = check(text, field)

    assert [found.id for found in checked.findings][:1] == [expected]
    assert (checked.verdict, checked.repaired) == (Verdict.DAMAGED, None)


def test_a_missing_plus_is_counted() -> None:
    """How many characters are missing follows from the length alone."""
    value = value_of(160, 7)
    lost = value.count("+")

    (finding,) = check(value.replace("+", ""), "encryptedData").findings

    assert f"{lost} characters are missing before the padding" in str(finding.message)


def test_intact_values_are_never_flagged() -> None:
    """20,000 random values: intact, without a finding (but the hint at widths that columns have)."""
    for seed in range(4000):
        for size, field in ((16, "session_key"), (16, "iv"), (160, "encryptedData"), (368, "encryptedData")):
            checked = check(value_of(size, seed), field)
            assert (checked.verdict, checked.findings, checked.repaired) == (Verdict.INTACT, (), None)
        width = check(value_of(384, seed), "encryptedData")
        assert width.verdict is Verdict.INTACT
        assert [(found.id, found.severity.value) for found in width.findings] == [("truncated", "info")]


@pytest.mark.parametrize("carrier", [Carrier.QUERY, Carrier.FORM])
def test_a_raw_plus_is_at_risk_where_forms_are_decoded(carrier: Carrier) -> None:
    """The value is whole still; the places are those in the raw text."""
    value = PHONE
    raw = quote(value, safe="+")

    checked = check_value(Value(value, raw, carrier), "encryptedData")

    (finding,) = checked.findings
    assert (checked.verdict, finding.id, finding.severity.value) == (
        Verdict.AT_RISK,
        "plus-unencoded",
        "warning",
    )
    assert finding.positions == tuple(place for place, character in enumerate(raw) if character == "+")


@pytest.mark.parametrize("carrier", [Carrier.JSON, Carrier.TEXT, Carrier.OPTION])
def test_a_raw_plus_is_safe_elsewhere(carrier: Carrier) -> None:
    """JSON keeps a plus as it is."""
    assert check_value(Value(PHONE, PHONE, carrier), "encryptedData") == Checked(
        "encryptedData", Verdict.INTACT
    )


def test_an_encoded_plus_in_a_query_is_safe() -> None:
    """What the sender encoded needs no warning."""
    value = Value(PHONE, quote(PHONE, safe=""), Carrier.QUERY)

    assert check_value(value, "encryptedData").verdict is Verdict.INTACT


def test_swapped_fields_are_one_finding() -> None:
    """iv and encryptedData in each other's place are not two damages."""
    values = {"encryptedData": Value(KEY, KEY), "iv": Value(PHONE, PHONE), "session_key": Value(KEY, KEY)}

    checked = check_payload(Payload(values))

    assert [(one.field, one.verdict.value, [f.id for f in one.findings]) for one in checked] == [
        ("encryptedData", "damaged", ["fields-swapped"]),
        ("session_key", "intact", []),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{&quot;nickName&quot;:&quot;A B&quot;}", "rawdata-html"),
        (quote('{"nickName":"A B"}'), "rawdata-percent"),
    ],
)
def test_raw_data_is_named_but_never_repaired(text: str, expected: str) -> None:
    """A space in a nickname may be a space, and the signature covers every byte."""
    checked = check(text, "rawData")

    assert ([found.id for found in checked.findings], checked.repaired) == ([expected], None)
