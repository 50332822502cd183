"""``wxauth decrypt`` and ``check-encoding`` on what is no payload, or none they can read."""

import json

import pytest

from tests.cli.payloads import PHONE, given, payload
from tests.conftest import Run

BAD_INPUT = {
    "empty": b"",
    "a byte order mark alone": b"\xef\xbb\xbf",
    "binary": bytes(range(256)),
    "NUL bytes": b'{"iv": "\0"}',
    "JSON of the wrong shape": b'[{"a": 1}]',
    "JSON without our names": b'{"hello": "world"}',
    "prose": b"this is not a payload",
    "a zip": b"PK\x03\x04rest",
}


@pytest.mark.parametrize("command", ["decrypt", "check-encoding"])
@pytest.mark.parametrize("name", BAD_INPUT)
def test_unusable_input_is_answered_with_what_and_what_next(name: str, command: str, run: Run) -> None:
    """Exit code 2, one document with --json, a sentence and the next step otherwise."""
    document = run(command, "-", "--json", stdin=BAD_INPUT[name])
    text = run(command, "-", stdin=BAD_INPUT[name])

    assert (document.exit_code, text.exit_code) == (2, 2)
    assert document.json["error"]["type"] == "usage"
    assert document.json["error"]["message"] and document.json["error"]["hint"]
    assert text.stdout == ""
    assert text.stderr.startswith("✗ ") and "\n→ " in text.stderr


@pytest.mark.parametrize(
    "arguments", [(), ("missing.json",), (".",), ("a\0b",), ("-", "--session-keys", "no.txt")]
)
def test_a_source_that_cannot_be_read_is_a_usage_error(arguments: tuple[str, ...], run: Run) -> None:
    """No file, no such file, a directory, a name no file can have, no key ring."""
    ran = run("decrypt", *arguments, "--json", stdin=given(payload()))

    assert (ran.exit_code, ran.json["error"]["type"]) == (2, "usage")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "gb18030"])
def test_other_encodings_of_the_file_are_read(encoding: str, run: Run) -> None:
    """What Windows editors write is no damage."""
    text = json.dumps(payload() | {"note": "小明"}, ensure_ascii=False)

    ran = run("decrypt", "-", "--json", stdin=text.encode(encoding))

    assert (ran.exit_code, ran.json["result"]["plaintext"]) == (0, PHONE)


def test_several_payloads_are_refused_with_the_command_that_takes_them(run: Run) -> None:
    """decrypt takes one."""
    ran = run(
        "decrypt", "-", "--json", stdin=json.dumps([payload(), payload(appid="wx" + "0" * 16)]).encode()
    )

    assert (ran.exit_code, ran.json["error"]["message"]) == (2, "- holds 2 payloads; decrypt takes one.")
    assert "wxauth check-encoding" in ran.json["error"]["hint"]
