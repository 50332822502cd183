"""curl commands as terminals and browsers write them."""

from typing import Any

import pytest

from tests.core.reading.samples import CODE, DATA, IV, KEY, payload
from wxauth_cli.core.payload import Carrier, Payload, Value
from wxauth_cli.core.reading import read_payloads

BOTH: dict[str, Any] = {"encryptedData": DATA, "iv": IV}
JSON_CLUE = ("content-type: application/json",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"curl -X POST https://a.example/login -H 'Content-Type: application/json' \\\n"
            f'  --data-raw \'{{"encryptedData": "{DATA}", "iv": "{IV}"}}\'',
            payload(Carrier.JSON, "curl", **BOTH, clues=JSON_CLUE),
            id="json-over-two-lines",
        ),
        pytest.param(
            f'$ curl --json "{{\\"iv\\": \\"{IV}\\"}}" https://a.example/',
            payload(Carrier.JSON, "curl", iv=IV, clues=JSON_CLUE),
            id="double-quotes-and-prompt",
        ),
        pytest.param(
            'curl "https://a.example/" ^\r\n  -H "Content-Type: application/json" ^\r\n'
            f'  --data-raw ^"^{{^\\^"iv^\\^":^\\^"{IV}^\\^"^}}^"',
            payload(Carrier.JSON, "curl", iv=IV, clues=JSON_CLUE),
            id="windows-carets",
        ),
        pytest.param(
            f'curl https://a.example/ --data $\'{{"iv": "{IV}", "openid": "it\\\'s"}}\'',
            payload(Carrier.JSON, "curl", iv=IV, openid="it's"),
            id="ansi-quotes",
        ),
        pytest.param(
            f"curl https://a.example/ -d encryptedData={DATA} -d iv={IV} -A okhttp/4.9",
            payload(Carrier.FORM, "curl", **BOTH, clues=("user-agent: okhttp/4.9",)),
            id="form",
        ),
        pytest.param(
            f"curl -G https://a.example/ --data-urlencode iv=a+b -d encryptedData={DATA}",
            payload(Carrier.QUERY, "curl", iv="a+b", encryptedData=DATA, raw={"iv": "a%2Bb"}),
            id="get-with-encoded-data",
        ),
        pytest.param(
            f"curl -F 'iv={IV}' -F encryptedData={DATA} https://a.example/",
            payload(Carrier.TEXT, "curl", **BOTH),
            id="multipart",
        ),
        pytest.param(
            f"curl https://a.example/?iv={IV}&encryptedData={DATA}",
            payload(Carrier.QUERY, "curl", **BOTH),
            id="url-without-quotes",
        ),
    ],
)
def test_a_curl_command_is_read(text: str, expected: Payload) -> None:
    """Quotes, line ends and options are undone, the values are not touched."""
    assert read_payloads(text, "input") == [expected]


def test_address_and_body_are_one_request() -> None:
    """The code in the address and the data in the body belong together."""
    text = f"curl 'https://a.example/?code={CODE}' --data 'session_key={KEY}'"

    assert read_payloads(text, "input") == [
        Payload(
            {"code": Value(CODE, CODE, Carrier.QUERY), "session_key": Value(KEY, KEY, Carrier.FORM)},
            "input",
            "curl",
        )
    ]


def test_two_commands_are_two_records() -> None:
    """Each record names the line its command begins at."""
    text = "curl https://a.example/?iv=abc\ncurl https://a.example/?iv=def\n"

    assert read_payloads(text, "input") == [
        payload(Carrier.QUERY, "curl", "input:1", iv="abc"),
        payload(Carrier.QUERY, "curl", "input:2", iv="def"),
    ]
