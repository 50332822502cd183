"""Free text: logs, settings, printed maps, source code."""

from typing import Any

import pytest

from tests.core.reading.samples import DATA, IV, KEY, SPACED, payload
from wxauth_cli.core.payload import Carrier, Payload
from wxauth_cli.core.reading import read_payloads
from wxauth_cli.core.reading.notation import notation_of

BOTH: dict[str, Any] = {"encryptedData": SPACED, "iv": IV}
ACCESS = '203.0.113.9 - - [21/Jun/2024:11:24:00 +0800] "GET /api?x=1&encryptedData={} HTTP/1.1" 200 12'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"2024-06-21 11:24:00 INFO encryptedData={SPACED} iv={IV} took=3ms",
            payload(Carrier.TEXT, "log", **BOTH),
            id="key-value-with-damage",
        ),
        pytest.param(
            f"WARN c.e.Login - Payload(encryptedData={SPACED}, iv={IV}, sessionKey={KEY})",
            payload(Carrier.TEXT, "log", **BOTH, session_key=KEY, clues=("spelling: sessionKey",)),
            id="lombok",
        ),
        pytest.param(
            f"{{encryptedData={SPACED}, iv={IV}}}", payload(Carrier.TEXT, "log", **BOTH), id="java-map"
        ),
        pytest.param(
            f"encryptedData: {SPACED}\niv： {IV}\r\n", payload(Carrier.TEXT, "log", **BOTH), id="colons"
        ),
        pytest.param(
            f"Array\n(\n    [encryptedData] => {SPACED}\n    [iv] => {IV}\n)\n",
            payload(Carrier.TEXT, "log", **BOTH),
            id="print_r",
        ),
        pytest.param(
            f'array(2) {{\n  ["encryptedData"]=>\n  string(56) "{SPACED}"\n'
            f'  ["iv"]=>\n  string(24) "{IV}"\n}}\n',
            payload(Carrier.TEXT, "log", **BOTH),
            id="var_dump",
        ),
        pytest.param(
            f'a:2:{{s:13:"encryptedData";s:56:"{SPACED}";s:2:"iv";s:24:"{IV}";}}',
            payload(Carrier.TEXT, "log", **BOTH),
            id="php-serialize",
        ),
        pytest.param(
            f'export WX_SESSION_KEY={KEY}\nIV="{IV}"\n',
            payload(
                Carrier.TEXT, "log", session_key=KEY, iv=IV,
                clues=("spelling: WX_SESSION_KEY", "spelling: IV"),
            ),
            id="settings",
        ),
        pytest.param(
            ACCESS.format(f"{DATA}&iv=a%3D"),
            payload(Carrier.QUERY, "log", encryptedData=DATA, iv="a=", raw={"iv": "a%3D"}),
            id="access-log",
        ),
        pytest.param(
            ACCESS.format(SPACED), payload(Carrier.QUERY, "log", encryptedData=SPACED), id="access-log-spaces"
        ),
        pytest.param(
            f"INFO body: encryptedData={DATA}&iv={IV}",
            payload(Carrier.FORM, "log", encryptedData=DATA, iv=IV),
            id="form-in-a-line",
        ),
        pytest.param(
            f'INFO {{"ok": 1}} body={{"encryptedData":"{SPACED}",\n "iv":"{IV}"}} done',
            payload(Carrier.JSON, "log", **BOTH),
            id="json-behind-a-prefix",
        ),
        pytest.param(
            'INFO body="{\\"encryptedData\\":\\"ab\\\\\\/cd\\",\\"iv\\":\\"xyz+\\"}"',
            payload(
                Carrier.TEXT, "log", encryptedData="ab/cd", iv="xyz+",
                raw={"encryptedData": "ab\\\\\\/cd"},
            ),
            id="escaped-json",
        ),
        pytest.param(
            f"$encryptedData=\"abcd+\n      efgh==\";\n$iv = '{IV}';",
            payload(Carrier.TEXT, "log", encryptedData="abcd+\n      efgh==", iv=IV),
            id="vendor-sample-layout",
        ),
        pytest.param(
            f"$encryptedData = <<<EOT\nabcd\n  efgh==\nEOT;\n$iv = '{IV}';",
            payload(Carrier.TEXT, "log", encryptedData="abcd\n  efgh==", iv=IV),
            id="heredoc",
        ),
        pytest.param(
            f'String encryptedData = "{DATA[:30]}"\n    + "{DATA[30:]}";',
            payload(Carrier.TEXT, "log", encryptedData=DATA),
            id="java-concatenation",
        ),
        pytest.param(
            "session_key=b'abc' iv=<Buffer 62 c3> encryptedData=abc...",
            payload(Carrier.TEXT, "log", session_key="b'abc'", iv="<Buffer 62 c3>", encryptedData="abc..."),
            id="wrappers-stay",
        ),
        pytest.param(
            f"payload:\n  encryptedData: >-\n    {SPACED}\n  iv: {IV}\n",
            payload(Carrier.TEXT, "log", **BOTH),
            id="yaml-block",
        ),
        pytest.param(
            f"<xml><encryptedData>{SPACED}</encryptedData><iv><![CDATA[{IV}]]></iv></xml>",
            payload(Carrier.TEXT, "log", **BOTH),
            id="xml",
        ),
        pytest.param(
            '"POST /l HTTP/1.1" 200 '
            f'"{{\\x22encryptedData\\x22:\\x22{SPACED}\\x22,\\x22iv\\x22:\\x22{IV}\\x22}}"',
            payload(Carrier.JSON, "log", **BOTH),
            id="nginx-body",
        ),
        pytest.param(
            'INFO "GET /x?data=%7B%22iv%22%3A%22a%2Bb%22%7D HTTP/1.1"',
            payload(Carrier.JSON, "log", iv="a+b"),
            id="json-in-an-access-log",
        ),
        pytest.param(
            f"map[encryptedData:{SPACED} iv:{IV}]", payload(Carrier.TEXT, "log", **BOTH), id="go-map"
        ),
        pytest.param(
            f"encryptedData：“{SPACED}”，iv：“{IV}”",
            payload(Carrier.TEXT, "log", encryptedData=f"“{SPACED}”", iv=f"“{IV}”"),
            id="typographic-quotes-stay",
        ),
        pytest.param(
            f"iv,openid,encryptedData\r\n{IV},,{SPACED}\r\n",
            payload(Carrier.TEXT, "log", iv=IV, encryptedData=SPACED),
            id="csv",
        ),
        pytest.param(
            "iv= abc encryptedData=a,b== ua=x",
            payload(Carrier.TEXT, "log", iv=" abc", encryptedData="a,b=="),
            id="leading-space-and-comma-stay",
        ),
        pytest.param(
            'rawData={"nickName":"a, b=c","gender":1} signature=00ff',
            payload(Carrier.TEXT, "log", rawData='{"nickName":"a, b=c","gender":1}', signature="00ff"),
            id="rawdata-is-taken-whole",
        ),
    ],
)  # fmt: skip
def test_one_record_is_read(text: str, expected: Payload) -> None:
    """Values are read whole, with their spaces, up to what cannot belong to them."""
    notation = notation_of(text)
    clues = (f"notation: {notation}",) if notation else ()

    assert read_payloads(text, "input") == [expected._replace(clues=clues + expected.clues)]


def test_two_users_are_never_mixed() -> None:
    """A key that stands beside one openid is not lent to another."""
    text = (
        f"openid=A session_key={KEY}\n"
        f"openid=B encryptedData={DATA} iv={IV}\n"
        "status_code=200\n"
        f"openid=C encryptedData={SPACED} iv={IV}\n"
    )

    assert read_payloads(text, "app.log") == [
        payload(Carrier.TEXT, "log", "app.log:1", openid="A", session_key=KEY),
        payload(Carrier.TEXT, "log", "app.log:2", openid="B", encryptedData=DATA, iv=IV),
        payload(Carrier.TEXT, "log", "app.log:4", openid="C", encryptedData=SPACED, iv=IV),
    ]


def test_the_nearest_earlier_key_belongs_to_the_only_ciphertext() -> None:
    """Of two keys the later one before the data is the likelier; the other is kept apart."""
    text = f"session_key=older+Key\nsession_key={KEY}\nencryptedData={DATA} iv={IV}\n"

    assert read_payloads(text, "app.log") == [
        payload(Carrier.TEXT, "log", "app.log:3", encryptedData=DATA, iv=IV, session_key=KEY),
        payload(Carrier.TEXT, "log", "app.log:1", session_key="older+Key"),
    ]
