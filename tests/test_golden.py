"""The screens people see, whole: ``tests/golden/NAME.txt`` holds what each command prints.

A changed sentence shows as a changed screen. To accept it, write the screens anew and read the diff::

    python -m pytest tests/test_golden.py --write-golden
"""

import re
import shlex
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import copy, rmtree

import pytest

from tests.conftest import Ran, Run
from tests.golden.cases import CASES, HELP, Case

FOLDER = Path(__file__).parent / "golden"
SAMPLES = Path(__file__).parent.parent / "sample_payloads"
# relative, so that a path's length cannot move a line break
SETTINGS = {"WXAUTH_CONFIG_DIR": "config", "WXAUTH_STATE_DIR": "state", "NO_COLOR": "1"}
RANDOM = (
    (re.compile(r"(?<= chars #)[0-9a-f]{8}(?=>)"), "fingerpr"),
    (re.compile(r"(?<= 字符 #)[0-9a-f]{8}(?=>)"), "fingerpr"),
    (re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}\b"), "<rid>"),
    (re.compile(r"\b0[0-9A-Za-z]{31,32}\b"), "<login code>"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "<phone code>"),
)
NOW = 1_718_940_600.0  # six minutes after the samples were made
SEALED = re.compile(r'(?<=")[A-Za-z0-9+/]{20,}=*(?=")')


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stand among the samples, in Shanghai, before a terminal of 100 columns."""
    for sample in SAMPLES.iterdir():
        copy(sample, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    if not hasattr(time, "tzset"):
        pytest.skip("the time zone of a running process cannot be set here")
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def screen(case: Case, language: str, terminal: bool, run: Run) -> str:
    """Run ``case`` on a machine without state and return what it prints."""
    for folder in ("config", "state"):
        rmtree(folder, ignore_errors=True)
    settings = {**SETTINGS, "WXAUTH_LANG": language}
    if "127.0.0.1" in " ".join(case.before):
        settings["WX_SECRET"] = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
    printed = ""
    for line in case.before:
        before = run(*shlex.split(line.replace("{}", printed)), variables=settings, clock=lambda: NOW)
        assert before.exit_code == 0, before
        printed = before.stdout.strip() if line.startswith("sandbox") else printed
    line = case.line.replace("{}", printed)
    ran = run(
        *shlex.split(line),
        variables=settings,
        clock=lambda: NOW,
        terminal=terminal,
        stdin=case.stdin.replace("{}", printed).encode(),
    )
    return written(line, ran, language, "terminal" if terminal else "pipe", sealed=case.sealed)


def written(line: str, ran: Ran, language: str, where: str, *, sealed: bool = False) -> str:
    """Return one section of a golden file."""
    text = (
        f"=== {language}, {where}\n$ wxauth {line}\n{ran.stdout}"
        + (f"--- stderr\n{ran.stderr}" if ran.stderr else "")
        + f"--- exit code {ran.exit_code}\n"
    )
    for pattern, place in RANDOM:
        text = pattern.sub(place, text)
    text = SEALED.sub("<base64>", text) if sealed else text
    return re.sub(" +$", "", text, flags=re.M)  # rich fills its lines up


def compare(name: str, text: str, request: pytest.FixtureRequest) -> None:
    """Compare ``text`` with the golden file, or write it."""
    file = FOLDER / f"{name}.txt"
    if request.config.getoption("--write-golden"):
        file.write_text(text, "utf-8", newline="\n")
    assert file.exists(), "run: python -m pytest tests/test_golden.py --write-golden"
    assert text == file.read_text("utf-8")


@pytest.mark.parametrize("name", CASES)
def test_screen_is_as_it_was(name: str, run: Run, request: pytest.FixtureRequest) -> None:
    """In English and Chinese, in a pipe and on a terminal."""
    case = CASES[name]

    screens = [
        screen(case, language, terminal, run)
        for language in ("en", "zh")
        for terminal in ((False, True) if case.both else (False,))
    ]

    compare(name, "\n".join(screens), request)


@pytest.mark.parametrize("command", HELP)
def test_help_is_as_it_was(
    command: str, run: Run, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every command's own, in both languages."""
    line = f"{command} --help".strip()
    screens = []
    for language in ("en", "zh"):
        ran = run(*line.split(), variables={**SETTINGS, "WXAUTH_LANG": language})
        screens.append(
            written(line, Ran(ran.exit_code, capsys.readouterr().out, ran.stderr), language, "pipe")
        )

    compare("help" + "-".join(("", *command.split())), "\n".join(screens), request)


def test_no_screen_is_left_over() -> None:
    """A file without a case is compared with nothing."""
    expected = {*CASES, *("help" + "-".join(("", *command.split())) for command in HELP)}

    assert {file.stem for file in FOLDER.glob("*.txt")} == expected
