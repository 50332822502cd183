"""``wxauth decrypt``: verdicts, exit codes, sources of the values, and what no output shows."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.cli.payloads import APPID, IV, KEY, MARK, OTHER_KEY, PHONE, given, payload
from tests.conftest import NOW, Run
from tests.vectors import vectors
from wxauth_cli.core.aes import encrypt
from wxauth_cli.core.base64_text import decode, encode
from wxauth_cli.core.signature import sign_raw_data

KINDS = {
    "getUserInfo": "user-info",
    "getPhoneNumber": "phone",
    "getWeRunData": "we-run",
    "getShareInfo": "share",
    "getGroupEnterInfo": "share",
}


def of_vector(vector: Any) -> dict[str, str]:
    names = {"encrypted_data": "encryptedData", "iv": "iv", "session_key": "session_key", "appid": "appid"}
    return {field: vector[name] for name, field in names.items() if name in vector}


def negative(name: str) -> Any:
    return next(vector for vector in vectors("opendata_negative") if vector["name"] == name)


@pytest.mark.parametrize("vector", vectors("opendata_decrypt"), ids=lambda vector: str(vector["name"]))
def test_every_vector_decrypts(vector: Any, run: Run) -> None:
    """The whole result of each payload of the reference; only information may be said of it."""
    ran = run("decrypt", "-", "--json", stdin=given(of_vector(vector)))

    plaintext = json.loads(vector["expected_plaintext"])
    assert ran.json["result"] == {
        "verdict": "ok",
        "cause": None,
        "kind": KINDS[vector["payload"]],
        "plaintext": plaintext,
        "watermark": {name: plaintext["watermark"][name] for name in ("appid", "timestamp")},
    }
    assert {finding["severity"] for finding in ran.json["findings"]} <= {"info"}
    assert (ran.exit_code, ran.json["ok"], ran.json["error"]) == (0, True, None)


@pytest.mark.parametrize("name", ["wrong-session-key-bad-padding", "wrong-session-key-padding-passes"])
def test_a_wrong_key_decrypts_nothing_even_when_the_padding_passes(name: str, run: Run) -> None:
    """Lucky padding is no proof."""
    ran = run("decrypt", "-", "--json", stdin=given(of_vector(negative(name))))

    nothing = {"kind": None, "plaintext": None, "watermark": None}
    assert ran.json["result"] == {"verdict": "failed", "cause": "wrong-session-key", **nothing}
    assert ran.exit_code == 1


def test_a_wrong_iv_is_recovered(run: Run) -> None:
    """The first 16 bytes of a phone payload are known, so the iv follows."""
    vector = negative("wrong-iv-first-block-garbled")

    ran = run("decrypt", "-", "--json", stdin=given(of_vector(vector)))

    result = ran.json["result"]
    assert (ran.exit_code, result["verdict"], result["cause"]) == (1, "repaired", "wrong-iv")
    assert result["repaired"] == {"iv": vector["recovered_iv"]}
    assert vector["expected_tail_utf8"] in json.dumps(result["plaintext"], separators=(",", ":"))


def test_spaces_become_pluses_again(run: Run) -> None:
    """The repaired value is the reference's, and --accept-repair counts the proof as success."""
    vector = negative("plus-turned-into-space")

    ran = run("decrypt", "-", "--json", stdin=given(of_vector(vector)))
    accepted = run("decrypt", "-", "--accept-repair", stdin=given(of_vector(vector)))

    data = vector["encrypted_data"]
    assert (ran.exit_code, ran.json["result"]["verdict"], ran.json["result"]["cause"]) == (
        1,
        "repaired",
        "plus-to-space",
    )
    assert ran.json["result"]["repaired"] == {"encryptedData": vector["repaired_encrypted_data"]}
    assert ran.json["findings"][0]["positions"] == [p for p in range(len(data)) if data[p] == " "]
    assert accepted.exit_code == 0


def test_a_cut_ciphertext_is_not_taken_for_whole(run: Run) -> None:
    """Whole blocks before the cut are read; that is all."""
    ran = run("decrypt", "-", "--json", stdin=given(of_vector(negative("ciphertext-not-multiple-of-16"))))

    assert (ran.exit_code, ran.json["result"]["verdict"]) == (1, "partial")
    assert ran.json["result"]["plaintext_partial"]["phoneNumber"] == "13800138000"


def test_a_foreign_watermark_is_ok_and_a_problem(run: Run) -> None:
    """It decrypts, and it belongs to another app."""
    ran = run("decrypt", "-", "--json", stdin=given(of_vector(negative("watermark-appid-mismatch"))))

    assert (ran.exit_code, ran.json["result"]["verdict"], ran.json["result"]["cause"]) == (1, "ok", None)
    assert ran.json["findings"][0]["id"] == "watermark-mismatch"


def test_a_key_copied_from_raw_json_is_unescaped(run: Run) -> None:
    """``\\/`` in a session_key is undone; the key is shown to nobody who did not ask."""
    vector = negative("session-key-copied-from-raw-json")
    key = vector["repaired_session_key"]
    data = encode(encrypt(json.dumps(PHONE).encode(), decode(key), decode(IV)))
    stdin = given({"encryptedData": data, "iv": IV, "session_key": vector["copied_value"]})

    masked = run("decrypt", "-", "--json", stdin=stdin)
    shown = run("decrypt", "-", "--json", "--show-secrets", stdin=stdin)

    assert (masked.exit_code, masked.json["result"]["cause"]) == (1, "json-escaped")
    assert masked.json["result"]["repaired"]["session_key"].startswith("<24 chars #")
    assert key not in masked.stdout and vector["copied_value"] not in masked.stdout
    assert shown.json["result"]["repaired"] == {"session_key": key}


DAMAGED_KEYS = {
    "percent": quote(KEY, safe=""),
    "percent twice": quote(quote(KEY, safe=""), safe=""),
    "spaces": KEY.replace("+", " "),
    "quoted": f'"{KEY}"',
    "cut": KEY[:-2],
    "padded": KEY + "=",
    "twice": KEY * 2,
    "hex": decode(KEY).hex(),
    "url-safe": KEY.replace("+", "-").replace("/", "_"),
}


@pytest.mark.parametrize("command", ["decrypt", "check-encoding"])
@pytest.mark.parametrize("form", DAMAGED_KEYS)
def test_a_damaged_session_key_is_shown_nowhere(form: str, command: str, run: Run) -> None:
    """Neither as given nor as restored, nor most of it, in text, JSON or annotations."""
    stdin = given(payload() | {"session_key": DAMAGED_KEYS[form]})
    formats = [(), ("--json",)] + ([("--format", "github")] if command == "check-encoding" else [])

    for more in formats:
        for terminal in (False, True):
            ran = run(command, "-", *more, stdin=stdin, terminal=terminal)

            for secret in (KEY[:-2], KEY[:12], KEY[8:20], DAMAGED_KEYS[form], quote(KEY, safe="")[:14]):
                assert secret not in ran.stdout + ran.stderr, (more, ran.stdout)
            assert ran.exit_code == 1


def test_a_key_ring_says_which_key_opens(run: Run, tmp_path: Path) -> None:
    """Comments and empty lines of the file are no keys; a repeated option counts in order."""
    ring = tmp_path / "keys.txt"
    ring.write_text(f"# old keys\n\n{OTHER_KEY}\n  {KEY}  \n")
    values = payload()
    del values["session_key"]

    from_file = run("decrypt", "-", "--session-keys", str(ring), "--json", stdin=given(values))
    from_options = run(
        "decrypt", "-", "--session-key", OTHER_KEY, "--session-key", KEY, "--json", stdin=given(values)
    )

    for ran in (from_file, from_options):
        assert (ran.exit_code, ran.json["result"]["verdict"]) == (0, "ok")
        assert ran.json["result"]["key"] == {"number": 2, "of": 2}


def test_values_may_come_from_options_and_the_environment(run: Run) -> None:
    """No file at all: three options, or two and WXAUTH_SESSION_KEY."""
    values = payload()
    parts = ("--iv", values["iv"], "--encrypted-data", values["encryptedData"], "--json")

    by_option = run("decrypt", "--session-key", KEY, *parts)
    by_variable = run("decrypt", *parts, variables={"WXAUTH_SESSION_KEY": KEY})

    assert by_option.json == by_variable.json
    assert (by_option.exit_code, by_option.json["result"]["plaintext"]) == (0, PHONE)


def test_the_expected_appid_comes_from_option_payload_or_profile(run: Run) -> None:
    """--appid, then -p, then the payload's own; without any nothing is compared."""
    foreign = "wxffffffffffffffff"

    def ids(*arguments: str, **named: str) -> list[str]:
        ran = run("decrypt", "-", "--json", *arguments, stdin=given(payload() | named))
        return [finding["id"] for finding in ran.json["findings"]]

    assert ids() == []
    assert ids("--appid", foreign) == ["watermark-mismatch"]
    assert ids(appid=foreign) == ["watermark-mismatch"]
    assert ids("--appid", APPID, appid=foreign) == []
    assert ids("-p", "sandbox") == ["watermark-mismatch"]
    assert ids("-p", "sandbox", appid=APPID) == ["watermark-mismatch"]
    assert ids("-p", "sandbox", "--appid", APPID) == []


def test_a_signature_that_does_not_match_is_ok_and_a_problem(run: Run) -> None:
    """The payload decrypts, so rawData was altered."""
    raw = '{"nickName":"A"}'
    fields = {"openId": "oInvented0000000000000000001", "nickName": "A", "gender": 1, "watermark": MARK}

    good = run(
        "decrypt", "-", "--json", stdin=given(payload(fields, rawData=raw, signature=sign_raw_data(raw, KEY)))
    )
    bad = run("decrypt", "-", "--json", stdin=given(payload(fields, rawData=raw, signature="0" * 40)))

    assert (good.exit_code, good.json["findings"]) == (0, [])
    assert (bad.exit_code, bad.json["result"]["verdict"]) == (1, "ok")
    assert [finding["id"] for finding in bad.json["findings"]] == ["signature-mismatch"]


def test_an_old_payload_is_an_information(run: Run) -> None:
    """Age never changes the exit code."""
    ran = run("decrypt", "-", "--json", stdin=given(payload()), clock=lambda: NOW + 3600)

    assert (ran.exit_code, [(f["id"], f["severity"]) for f in ran.json["findings"]]) == (
        0,
        [("replayed-payload", "info")],
    )


@pytest.mark.parametrize(
    ("missing", "cause"),
    [("session_key", "session-key-missing"), ("encryptedData", "field-missing")],
)
def test_a_missing_field_is_named(missing: str, cause: str, run: Run) -> None:
    """Without a key or the data nothing decrypts, and that is the answer."""
    values = payload()
    del values[missing]

    ran = run("decrypt", "-", "--json", stdin=given(values))

    assert (ran.exit_code, ran.json["result"]["verdict"], ran.json["result"]["cause"]) == (1, "failed", cause)
    assert ran.json["findings"][0]["field"] == missing


@pytest.mark.parametrize("letter", "abcXYZ789")
def test_slip_in_the_iv_that_leaves_json_is_undone(letter: str, run: Run) -> None:
    """A wrong byte of the iv makes phoxeNumber of phoneNumber, and that is JSON too."""
    given_iv = IV[:7] + letter + IV[8:]

    ran = run("decrypt", "-", "--json", stdin=given(payload() | {"iv": given_iv}))

    assert ran.json["result"]["cause"] == "one-character-wrong"
    assert ran.json["result"]["repaired"] == {"iv": IV}
    assert ran.json["findings"][0]["positions"] == [7]
    assert ran.exit_code == 1
