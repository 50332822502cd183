"""HAR files."""

import base64
import json
from typing import Any

from tests.core.reading.samples import DATA, IV, KEY, payload
from wxauth_cli.core.payload import Carrier, Payload, Value
from wxauth_cli.core.reading import read_payloads


def _har(*entries: dict[str, Any]) -> str:
    return json.dumps({"log": {"version": "1.2", "entries": entries}})


def test_login_and_data_of_one_recording_belong_together() -> None:
    """The reply of the login holds the key, a later request the data."""
    reply = base64.b64encode(f'{{"session_key":"{KEY}"}}'.encode()).decode()
    text = _har(
        {
            "request": {"url": "https://a.example/x"},
            "response": {"content": {"text": reply, "encoding": "base64"}},
        },
        {
            "request": {
                "url": "https://a.example/phone",
                "headers": [{"name": "User-Agent", "value": "wechatdevtools"}],
                "postData": {
                    "mimeType": "application/json",
                    "text": f'{{"encryptedData":"{DATA}","iv":"{IV}"}}',
                },
            }
        },
    )

    assert read_payloads(text, "input") == [
        payload(
            Carrier.JSON, "har", encryptedData=DATA, iv=IV, session_key=KEY,
            clues=("user-agent: wechatdevtools",),
        )
    ]  # fmt: skip


def test_each_request_with_data_is_a_record() -> None:
    """The index counts the entries, so that the record is found again in the browser."""
    text = _har(
        {"request": {"url": f"https://a.example/?encryptedData={DATA}&iv=a"}},
        {"request": {"url": "https://a.example/style.css"}},
        {
            "request": {
                "url": "https://a.example/",
                "postData": {"params": [{"name": "encryptedData", "value": "b"}]},
            }
        },
    )

    assert read_payloads(text, "input") == [
        Payload(
            {"encryptedData": Value(DATA, DATA, Carrier.QUERY), "iv": Value("a", "a", Carrier.QUERY)},
            "input#1",
            "har",
        ),
        payload(Carrier.JSON, "har", "input#3", encryptedData="b"),
    ]
