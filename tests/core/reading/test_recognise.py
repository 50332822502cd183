"""The whole of "paste anything": refusals, round trips, hostile texts."""

import contextlib
import json
import time
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.reading.samples import DATA, IV
from wxauth_cli.core.errors import InputError
from wxauth_cli.core.reading import read_payloads

WANTED = (
    'Give {"encryptedData": "…", "iv": "…", "session_key": "…"} in any spelling, or the values with '
    "--encrypted-data, --iv and --session-key"
)
BASE64 = st.text("ABCxyz0189+/", min_size=8, max_size=60).map(lambda text: text + "==")
DAMAGED = BASE64.map(lambda text: text.replace("+", " "))
FORMS: dict[str, Callable[[str, str], str]] = {
    "json": lambda data, iv: json.dumps({"encryptedData": data, "iv": iv}),
    "json-escaped": lambda data, iv: json.dumps({"encryptedData": data, "iv": iv}).replace("/", "\\/"),
    "json-in-json": lambda data, iv: json.dumps({"body": json.dumps({"encryptedData": data, "iv": iv})}),
    "python": lambda data, iv: repr({"encryptedData": data, "iv": iv}),
    "query": lambda data, iv: f"encryptedData={data}&iv={iv}",
    "encoded-query": lambda data, iv: f"?encryptedData={quote(data, safe='')}&iv={quote(iv, safe='')}",
    "url": lambda data, iv: f"https://a.example/x?encryptedData={data}&iv={iv}#top",
    "curl": lambda data, iv: f"curl https://a.example/ -d 'encryptedData={data}&iv={iv}'",
    "http": lambda data, iv: f"POST / HTTP/1.1\r\nHost: a.example\r\n\r\nencryptedData={data}&iv={iv}",
    "har": lambda data, iv: json.dumps(
        {"log": {"entries": [{"request": {"url": f"https://a.example/?iv={iv}&encryptedData={data}"}}]}}
    ),
    "java": lambda data, iv: f"INFO Payload(encryptedData={data}, iv={iv})",
    "map": lambda data, iv: f"INFO {{encryptedData={data}, iv={iv}}}",
    "log": lambda data, iv: f"12:00 encryptedData={data} iv={iv} took=3ms",
    "settings": lambda data, iv: f"ENCRYPTED_DATA={data}\nIV={iv}\n",
    "print_r": lambda data, iv: f"[encryptedData] => {data}\n[iv] => {iv}\n",
}
PIECES = [*"{}[]\"'\\=:,&?%+#()<> \n\t`^$;", "iv", "encryptedData", "code", "curl ", "GET /", "\ud800", "\0"]


@pytest.mark.parametrize("form", FORMS)
@given(data=BASE64 | DAMAGED, iv=BASE64)
def test_a_value_written_in_any_form_reads_back_exactly(form: str, data: str, iv: str) -> None:
    """Plus, slash, padding and the spaces of a damaged value survive every reader."""
    found = read_payloads(FORMS[form](data, iv), "input")

    assert [(payload.text("encryptedData"), payload.text("iv")) for payload in found] == [(data, iv)]


@pytest.mark.parametrize(
    ("text", "sentence", "hint"),
    [
        ("", "input is empty", "Save the request body or the log line there, or pipe it: wxauth decrypt -"),
        (
            "\ufeff\n ",
            "input is empty",
            "Save the request body or the log line there, or pipe it: wxauth decrypt -",
        ),
        (
            '{"foo": 1, "code": 0}',
            "input is JSON, but none of its names is one of WeChat's (it has: foo, code)",
            WANTED,
        ),
        ("{}", "input is JSON, but holds no object with WeChat's names", WANTED),
        ("[[], 7]", "input is JSON, but holds no object with WeChat's names", WANTED),
        (
            '{"foo": }',
            "input begins like JSON but is broken at line 1, column 9, and names none of WeChat's fields",
            WANTED,
        ),
        (
            '{"log": {"entries": [{}]}}',
            "input is a HAR with 1 entries, and none carries encryptedData, iv or a code",
            'Record again while the login runs, with bodies included ("save all as HAR with content")',
        ),
        (
            "curl https://a.example/ -d @body.json",
            "the curl command sends the file body.json, which is not part of it",
            "Give that file instead: wxauth decrypt body.json",
        ),
        ("https://a.example/?a=b", "input is a URL, but it carries none of WeChat's fields", WANTED),
        ("a=b&c=d", "input is a query string, but it carries none of WeChat's fields", WANTED),
        ("GET /x HTTP/1.1\n\n",
         "input is a raw HTTP message, but it carries none of WeChat's fields", WANTED),
        (
            "the iv: must be 16 bytes long",
            "input is text in which neither a payload nor a single base64 value was found",
            WANTED,
        ),
    ],
)  # fmt: skip
def test_a_text_without_payload_is_refused_with_reason_and_advice(
    text: str, sentence: str, hint: str
) -> None:
    """The refusal says what the text was taken for and what to give instead."""
    with pytest.raises(InputError) as caught:
        read_payloads(text, "input")

    assert (str(caught.value), str(caught.value.hint)) == (sentence, hint)


@pytest.mark.parametrize(
    "unit",
    [
        " ", "{", "[", '"', "\\", '\\"', "'", "`", "%", "%25", "+", ",", "&", "&amp;", "#", ")", "^", "$",
        "/*", "\t", "iv", "iv ", "iv=", 'iv="', 'iv=\\"', "iv=>", "iv=<<<A\n", "iv=a, ", "iv=a b\n",
        "iv=a(", '{"a":', '{"iv":"x",',
        "{iv'`", '{a:[1,[2,{"iv" ', "encryptedData=QUJD iv=x\n", "ab cd ", "a:b\n",
    ],
)  # fmt: skip
@pytest.mark.parametrize("prefix", ["", "iv=", '{"iv":"', "curl -d '", "GET / HTTP/1.1\n", "https://a/?"])
def test_hostile_repetition_takes_linear_time(prefix: str, unit: str) -> None:
    """No text of 60 kB may keep a reader busy: quadratic work would take minutes."""
    text = prefix + unit * (60_000 // len(unit)) + "iv=aGVsbG8rd29ybGQ="

    started = time.process_time()
    with contextlib.suppress(InputError):
        read_payloads(text, "input")

    assert time.process_time() - started < 3


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing that can be pasted raises another error."""
    try:
        found = read_payloads(text, "input")
    except InputError:
        return

    assert all(payload.values or payload.secrets for payload in found)


def test_a_long_document_is_read() -> None:
    """Five thousand records are five thousand payloads."""
    text = "\n".join(json.dumps({"encryptedData": DATA, "iv": IV}) for _ in range(5_000))

    assert len(read_payloads(text, "input")) == 5_000
