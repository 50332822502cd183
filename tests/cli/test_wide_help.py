"""Chinese help is wrapped by what the terminal shows."""

from unicodedata import east_asian_width

import pytest

from tests.conftest import Run
from wxauth_cli.cli.wide_help import wrap_cells


def cells(text: str) -> int:
    """Return the terminal cells of a line."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def test_lines_break_between_wide_characters_and_around_words() -> None:
    """A word stays whole and punctuation does not begin a line."""
    lines = wrap_cells("用登录凭证 code 换取 openid、session_key，只发送一次。", 16)

    assert lines == ["用登录凭证 code", "换取 openid、", "session_key，只", "发送一次。"]


@pytest.mark.parametrize("command", ["profile add", "sandbox payload", "token", "session"])
def test_no_line_of_help_is_wider_than_the_terminal(
    run: Run, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """But for examples, which are literal."""
    run(*command.split(), "--help", "--lang", "zh")

    lines = [line for line in capsys.readouterr().out.splitlines() if "wxauth " not in line]
    assert [line for line in lines if cells(line) > 80] == []


def test_examples_stay_as_they_are(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """A literal paragraph is neither joined nor wrapped."""
    run("profile", "add", "--help", "--lang", "zh")

    assert "    pass show wx/dev | wxauth profile add dev --appid wx0123456789abcdef --secret-stdin\n" in (
        capsys.readouterr().out
    )
