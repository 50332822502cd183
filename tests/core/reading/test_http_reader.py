"""Raw HTTP requests and replies."""

from typing import Any

import pytest

from tests.core.reading.samples import CODE, DATA, IV, KEY, SPACED, payload
from wxauth_cli.core.payload import Carrier, Payload
from wxauth_cli.core.reading import read_payloads

BOTH: dict[str, Any] = {"encryptedData": DATA, "iv": IV}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"GET /login?encryptedData={SPACED}&iv=x HTTP/1.1\r\nHost: a.example\r\n"
            "Referer: https://servicewechat.com/wx9a1b2c3d4e5f6071/12/page-frame.html\r\n\r\n",
            payload(
                Carrier.QUERY, "http", encryptedData=SPACED, iv="x",
                clues=(
                    "referer: https://servicewechat.com/wx9a1b2c3d4e5f6071/12/page-frame.html",
                    "referer-appid: wx9a1b2c3d4e5f6071",
                ),
            ),
            id="query-with-damage",
        ),
        pytest.param(
            "POST /login HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n"
            f"encryptedData={DATA}&iv={IV}\r\n",
            payload(
                Carrier.FORM, "http", **BOTH, clues=("content-type: application/x-www-form-urlencoded",)
            ),
            id="form",
        ),
        pytest.param(
            "POST /login HTTP/1.1\nUser-Agent: python-requests/2.31\n\n"
            f'{{\n "encryptedData": "{DATA}",\n "iv": "{IV}"}}\n',
            payload(Carrier.JSON, "http", **BOTH, clues=("user-agent: python-requests/2.31",)),
            id="json",
        ),
        pytest.param(
            "POST / HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=XX\r\n\r\n--XX\r\n"
            f'Content-Disposition: form-data; name="iv"\r\n\r\n{IV}\r\n--XX\r\n'
            f'Content-Disposition: form-data; name="encryptedData"\r\n\r\n{DATA}\r\n--XX--\r\n',
            payload(
                Carrier.TEXT, "http", **BOTH, clues=("content-type: multipart/form-data; boundary=XX",)
            ),
            id="multipart",
        ),
        pytest.param(
            f"POST /login HTTP/1.1\r\nX-WX-Code: {CODE}\r\nX-WX-IV: {IV}\r\n"
            f"X-WX-Encrypted-Data: {DATA}\r\n\r\n",
            payload(
                Carrier.TEXT, "http", code=CODE, iv=IV, encryptedData=DATA,
                clues=("spelling: X-WX-Code", "spelling: X-WX-IV", "spelling: X-WX-Encrypted-Data"),
            ),
            id="headers",
        ),
        pytest.param(
            f'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{{"session_key":"{KEY}"}}',
            payload(Carrier.JSON, "http", session_key=KEY, clues=("content-type: text/plain",)),
            id="reply",
        ),
    ],
)  # fmt: skip
def test_a_raw_message_is_read(text: str, expected: Payload) -> None:
    """Address, headers and body are all looked at."""
    assert read_payloads(text, "input") == [expected]
