"""JSON in any spelling and nesting."""

from typing import Any

import pytest

from tests.core.reading.samples import APPID, CODE, DATA, IV, KEY, payload
from wxauth_cli.core.message import message
from wxauth_cli.core.payload import Carrier, Payload
from wxauth_cli.core.reading import read_payloads

BOTH: dict[str, Any] = {"encryptedData": DATA, "iv": IV}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f'{{"encryptedData": "{DATA}", "iv": "{IV}", "session_key": "{KEY}", "appid": "{APPID}"}}',
            payload(Carrier.JSON, "json", **BOTH, session_key=KEY, appid=APPID),
            id="wechat-names",
        ),
        pytest.param(
            f'{{"encrypted_data": "{DATA}", "ivStr": "{IV}", "SessionKey": "{KEY}", "app-id": "{APPID}"}}',
            payload(
                Carrier.JSON,
                "json",
                **BOTH,
                session_key=KEY,
                appid=APPID,
                clues=(
                    "spelling: encrypted_data",
                    "spelling: ivStr",
                    "spelling: SessionKey",
                    "spelling: app-id",
                ),
            ),
            id="spellings",
        ),
        pytest.param(
            f'{{"code": 0, "data": {{"detail": {{"encryptedData": "{DATA}", "iv": "{IV}"}}}}}}',
            payload(Carrier.JSON, "json", **BOTH),
            id="envelope-with-a-status-code",
        ),
        pytest.param(
            f'{{"js_code": "{CODE}", "e": {{"detail": {{"cloudId": "50_abc"}}}}}}',
            payload(Carrier.JSON, "json", code=CODE, cloudID="50_abc", clues=("spelling: cloudId",)),
            id="codes",
        ),
        pytest.param(
            '{"iv": "a\\/b\\u002b"}',
            payload(Carrier.JSON, "json", iv="a/b+", raw={"iv": "a\\/b\\u002b"}),
            id="escapes-undone-once",
        ),
        pytest.param(
            '{"body": "{\\"data\\": \\"{\\\\\\"iv\\\\\\": \\\\\\"xyz\\\\\\"}\\"}"}',
            payload(Carrier.JSON, "json", iv="xyz"),
            id="json-in-json-in-json",
        ),
        pytest.param(
            f'{{"body": "encryptedData={DATA}&iv=x"}}',
            payload(Carrier.QUERY, "json", encryptedData=DATA, iv="x"),
            id="form-in-json",
        ),
        pytest.param(
            '{"encryptedData": "line one\n   line two", "iv": " x "}',
            payload(Carrier.JSON, "json", encryptedData="line one\n   line two", iv=" x "),
            id="raw-line-breaks-and-spaces-stay",
        ),
        pytest.param(
            f"{{encryptedData: '{DATA[:20]}' +\n  '{DATA[20:]}', iv: `{IV}`,}};",
            payload(Carrier.JSON, "json", **BOTH),
            id="javascript",
        ),
        pytest.param(
            f"{{'encryptedData': u'{DATA}', 'iv': None, 'session_key': b'{KEY}'}}",
            payload(Carrier.JSON, "json", encryptedData=DATA, iv="null", session_key=f"b'{KEY}'"),
            id="python",
        ),
        pytest.param(
            '{"session_key": {"type": "Buffer", "data": [98, 61]}, "iv": [98, -61]}',
            payload(Carrier.JSON, "json", session_key="[98,61]", iv="[98,-61]"),
            id="bytes-as-numbers",
        ),
        pytest.param(
            f'[{{"key": "iv", "value": "{IV}"}}, {{"key": "encryptedData", "value": "{DATA}"}}]',
            payload(Carrier.JSON, "json", **BOTH),
            id="postman",
        ),
    ],
)
def test_one_record_is_read(text: str, expected: Payload) -> None:
    """Each way to write one record gives the same fields, kept to the letter."""
    assert read_payloads(text, "input") == [expected]


def test_an_array_gives_one_payload_per_element_with_the_shared_key() -> None:
    """A key beside the array belongs to each of its payloads."""
    text = (
        f'{{"sessionKey": "{KEY}", "list": [{{"iv": "a", "encryptedData": "x"}}, {{"encryptedData": "y"}}]}}'
    )

    assert read_payloads(text, "input") == [
        payload(
            Carrier.JSON, "json", "input#1", iv="a", encryptedData="x", session_key=KEY,
            clues=("spelling: sessionKey",),
        ),
        payload(
            Carrier.JSON, "json", "input#2", encryptedData="y", session_key=KEY,
            clues=("spelling: sessionKey",),
        ),
    ]  # fmt: skip


def test_json_lines_are_told_apart_by_line() -> None:
    """Documents one after the other need no array around them."""
    text = '{"iv": "a"}\n\n{"iv": "b\\/"}\n'

    assert read_payloads(text, "input") == [
        payload(Carrier.JSON, "json", "input:1", iv="a"),
        payload(Carrier.JSON, "json", "input:3", iv="b/", raw={"iv": "b\\/"}),
    ]


def test_the_exact_name_wins_and_the_contradiction_is_noted() -> None:
    """Two spellings with two values: nobody should have to guess which one was read."""
    text = '{"ivStr": "a", "iv": "b", "encryptedData": "c"}'

    note = message(
        "{field} stands there more than once with different values ({used}, {other}): "
        "the value of the {used} that was found first is used",
        field="iv",
        used="iv",
        other="ivStr",
    )
    assert read_payloads(text, "input") == [
        payload(Carrier.JSON, "json", iv="b", encryptedData="c", notes=(note,))
    ]


def test_rawdata_as_an_object_is_written_again_compactly() -> None:
    """The signature is made over text; the object is put back as WeChat writes it, with a note."""
    text = '{"rawData": {"nickName": "测试", "gender": 1}, "signature": "00"}'

    [found] = read_payloads(text, "input")

    assert found.text("rawData") == '{"nickName":"测试","gender":1}'
    assert len(found.notes) == 1


def test_broken_json_is_read_value_by_value() -> None:
    """A cut line of JSON still gives what stands in it, and says where it breaks."""
    text = f'{{"encryptedData":"{DATA}","iv":"aGVsbG8\\/d29'

    note = message(
        "the JSON is broken at line {line}, column {column}: the values were read one by one",
        line=1,
        column=82,
    )
    assert read_payloads(text, "input") == [
        payload(
            Carrier.JSON,
            "json",
            encryptedData=DATA,
            iv="aGVsbG8/d29",
            raw={"iv": "aGVsbG8\\/d29"},
            notes=(note,),
        )
    ]
