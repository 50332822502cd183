"""``wxauth decrypt`` on every kind of stream: encodings, colour, alignment, hostile data."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from scripts.make_samples import samples
from tests.cli.payloads import MARK, given, payload
from tests.conftest import Run

EVIL = "A\x1b]0;owned\x07\x9b2J\x7f\u202e小明🚀\nB"


@pytest.mark.parametrize("terminal", [False, True])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "ascii"])
def test_no_control_character_of_the_data_reaches_the_stream(encoding: str, terminal: bool, run: Run) -> None:
    """A nickname cannot drive the terminal, and no stream's encoding makes the answer crash."""
    fields = {"openId": "o" + EVIL, "nickName": EVIL, "gender": 1, "watermark": MARK}

    ran = run(
        "decrypt",
        "-",
        stdin=given(payload(fields)),
        terminal=terminal,
        encoding=encoding,
        variables={"NO_COLOR": "1"},
    )

    assert ran.exit_code == 0
    assert not set(ran.stdout) & set("\x1b\x07\x9b\x7f\u202e")
    assert "A\\x1b]0;owned\\x07\\x9b2J\\x7f\\u202e" in ran.stdout


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_json_is_the_same_document_on_every_stream(encoding: str, run: Run) -> None:
    """What the stream cannot write is escaped as JSON escapes; DEL and C1 always are."""
    fields = {"openId": "oX", "nickName": EVIL, "gender": 1, "watermark": MARK}

    plain = run("decrypt", "-", "--json", stdin=given(payload(fields)))
    other = run("decrypt", "-", "--json", stdin=given(payload(fields)), encoding=encoding)

    assert other.json == plain.json
    assert plain.json["result"]["plaintext"]["nickName"] == EVIL
    assert not set(plain.stdout) & set("\x1b\x9b\x7f\u202e")


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colour_can_be_switched_off(variables: dict[str, str], run: Run) -> None:
    """NO_COLOR and dumb terminals get no escape sequence; a terminal does."""
    assert (
        "\x1b[" not in run("decrypt", "-", stdin=given(payload()), terminal=True, variables=variables).stdout
    )
    assert "\x1b[" in run("decrypt", "-", stdin=given(payload()), terminal=True).stdout


@pytest.mark.parametrize("terminal", [False, True])
def test_values_line_up_whatever_is_in_them(terminal: bool, run: Run) -> None:
    """Columns are counted as the terminal shows them: Chinese names and emoji take two."""
    fields = {"昵称🚀": "one", "nickName": "小明🚀", "city": "深圳", "watermark": MARK}
    stdin = given(payload(fields))

    lines = run(
        "decrypt", "-", stdin=stdin, terminal=terminal, variables={"NO_COLOR": "1"}
    ).stdout.splitlines()

    starts = {
        cell_len(line.partition(value)[0])
        for line in lines
        for value in ("one", "小明", "深圳")
        if value in line
    }
    assert len(starts) == 1


def test_the_text_answer_of_a_repair(run: Run, tmp_path: Path) -> None:
    """Verdict, evidence, repair with its proof, what to change: in this order."""
    sample = tmp_path / "customer.json"
    sample.write_text(samples()["phone-plus-to-space.json"])

    ran = run("decrypt", str(sample), clock=lambda: 1718940300.0)

    marks = [line[:1] for line in ran.stdout.splitlines() if line[:1] in "✗✓→"]
    assert (ran.exit_code, ran.stderr) == (1, "")
    assert marks[:3] == ["✗", "✓", "→"]
    assert "␣" in ran.stdout
    assert "    phoneNumber      13812345678\n" in ran.stdout
