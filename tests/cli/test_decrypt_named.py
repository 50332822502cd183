"""What decrypt says of keys and values that newcomers really hand in."""

import json
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.conftest import Run

PHONE = json.loads((Path(__file__).parents[2] / "sample_payloads" / "phone.json").read_text("utf-8"))
NOW = 1_720_000_000.0


def decrypted(run: Run, *options: str, **changed: str) -> dict[str, object]:
    """Return the JSON document for the phone sample with some fields changed."""
    text = json.dumps({**PHONE, **changed}).encode()
    return dict(run("decrypt", "-", "--json", *options, stdin=text, clock=lambda: NOW).json)


def causes(document: dict[str, object]) -> tuple[object, list[tuple[str, str]]]:
    """Return the cause, and id and field of every finding that is no mere remark."""
    result, findings = document["result"], document["findings"]
    assert isinstance(result, dict)
    assert isinstance(findings, list)
    told = [(found["id"], found["field"]) for found in findings if found["severity"] == "error"]
    return result["cause"], told


def test_a_lower_cased_key_is_named_and_points_to_the_deep_search(run: Run) -> None:
    """To say that no repair exists would be untrue: --deep has one."""
    document = decrypted(run, session_key=PHONE["session_key"].lower())

    assert causes(document) == ("case-folded", [("case-folded", "session_key")])
    assert "--deep" in str(document["findings"])


def test_32_hex_digits_that_open_nothing_are_an_appsecret(run: Run) -> None:
    """Read as hexadecimal they might have been a key; the decryption says no."""
    document = decrypted(run, session_key="0123456789abcdef" * 2)

    assert causes(document) == ("appsecret-as-key", [("appsecret-as-key", "session_key")])


def test_escapes_are_undone_even_where_a_character_is_lost_too(run: Run) -> None:
    """Two damages of different kinds in one value: both are named, and the value is restored."""
    data = PHONE["encryptedData"]

    document = decrypted(run, encryptedData=quote(data[:50] + data[51:], safe=""))

    assert causes(document) == (
        "whole-percent-encoded",
        [("whole-percent-encoded", "encryptedData"), ("one-character-missing", "encryptedData")],
    )
    assert isinstance(document["result"], dict)
    assert document["result"]["repaired"] == {"encryptedData": data}


@pytest.mark.parametrize("word", ["undefined", "[object Object]"])
def test_a_word_in_place_of_the_key_is_shown(run: Run, word: str) -> None:
    """Masked, it would hide the one thing that matters."""
    document = decrypted(run, session_key=word)

    assert document["findings"][0]["message"] == f"{word} stands where the value belongs."  # type: ignore[index]


def test_a_url_given_as_a_file_name_is_told_from_a_missing_file(run: Run) -> None:
    """People paste what they have; the hint says how to hand it in."""
    ran = run("decrypt", "https://api.example.com/phone?iv=abc&encryptedData=def")

    assert (ran.exit_code, ran.stdout) == (2, "")
    assert "pipe it, as in pbpaste | wxauth decrypt -" in ran.stderr
