"""From the command line to the exit code, whatever goes wrong on the way."""

import errno
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.payloads import given, payload
from tests.conftest import NOW, Run
from wxauth_cli import __version__
from wxauth_cli.cli import decrypt as decrypt_command
from wxauth_cli.cli import main
from wxauth_cli.environment import Environment, Stream

APPSECRET = "5ec4e7ca4a4170feedface0badf00d42"


def failure(command: str, message: str, hint: str | None, kind: str = "usage", exit_code: int = 2) -> Any:
    """Return the whole JSON document of a command that gave no result."""
    return {
        "schema": 1,
        "command": command,
        "ok": False,
        "exit_code": exit_code,
        "result": None,
        "findings": [],
        "error": {"type": kind, "code": None, "message": message, "hint": hint, "rid": None},
    }


@pytest.mark.parametrize(
    ("arguments", "command", "message", "hint"),
    [
        ("session --json", "session", "Missing argument 'CODE'.", "See: wxauth session --help"),
        ("session x --nope --json", "session", "No such option '--nope'.", "See: wxauth session --help"),
        (
            "decrypt --json --lang fr",
            "decrypt",
            "Invalid value for '--lang': 'fr' is not one of 'en', 'zh'.",
            "See: wxauth decrypt --help",
        ),
        (
            "sandbox code more --json",
            "sandbox code",
            "Got unexpected extra argument (more)",
            "See: wxauth sandbox code --help",
        ),
        (
            "check-encoding a --format xml --json",
            "check-encoding",
            "Invalid value for '--format': 'xml' is not one of 'text', 'json', 'github'.",
            "See: wxauth check-encoding --help",
        ),
        ("nonsense --json", "", "No such command 'nonsense'.", "See: wxauth --help"),
    ],
)
def test_bad_command_line_is_answered_in_json(
    run: Run, arguments: str, command: str, message: str, hint: str
) -> None:
    """Although parsing never came to --json."""
    ran = run(*arguments.split())

    assert (ran.exit_code, ran.stderr) == (2, "")
    assert ran.json == failure(command, message, hint)


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        ("sesion", "No such command 'sesion'. Did you mean 'session'?", "wxauth"),
        ("decrpyt file.json", "No such command 'decrpyt'. Did you mean 'decrypt'?", "wxauth"),
        ("check_encoding", "No such command 'check_encoding'. Did you mean 'check-encoding'?", "wxauth"),
        ("token chek", "No such command 'chek'. Did you mean 'check'?", "wxauth token"),
        ("profile sho", "No such command 'sho'. Did you mean 'show'?", "wxauth profile"),
        (
            "decrypt --acept-repair",
            "No such option '--acept-repair'. Did you mean '--accept-repair'?",
            "wxauth decrypt",
        ),
    ],
)
def test_slip_of_the_finger_gets_a_suggestion(run: Run, arguments: str, message: str, hint: str) -> None:
    """Once, for commands at both levels and for options."""
    ran = run(*arguments.split())

    assert (ran.exit_code, ran.stdout, ran.stderr) == (2, "", f"✗ {message}\n→ See: {hint} --help\n")


@pytest.mark.parametrize("arguments", ["--lang zh sesion", "sesion --lang zh", "sesion --lang=zh"])
def test_language_is_heard_wherever_it_stands(run: Run, arguments: str) -> None:
    """Before the command, after it, with a space or an equals sign, and in click's own sentences."""
    ran = run(*arguments.split())

    assert ran.exit_code == 2
    assert "命令" in ran.stderr
    assert "No such" not in ran.stderr


def test_language_of_one_run_is_forgotten_in_the_next(run: Run) -> None:
    """Click's language is a setting of the process; it is put back."""
    before = run("sesion").stderr
    run("sesion", "--lang", "zh")

    assert run("sesion").stderr == before


@pytest.mark.parametrize("arguments", ["--lang zh session --json", "-v session --json"])
def test_options_in_front_are_no_command(run: Run, arguments: str) -> None:
    """The envelope names the command, not a value that stands before it."""
    assert run(*arguments.split()).json["command"] == "session"


@pytest.mark.parametrize("option", ["--json", "--lang=zh", "--show-secrets"])
def test_words_after_two_dashes_are_no_options(run: Run, option: str) -> None:
    """``wxauth decrypt -- --json`` reads a file of that name."""
    ran = run("decrypt", "--", option)

    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr == (
        f"✗ there is no file {option}\n→ Check the name, or pipe the payload: wxauth decrypt -\n"
    )


@pytest.mark.parametrize("arguments", [(), ("profile",), ("sandbox",)])
def test_no_arguments_show_the_help_on_stderr(run: Run, arguments: tuple[str, ...]) -> None:
    """It is a usage error: stdout stays empty for the pipe behind it."""
    ran = run(*arguments)

    assert (ran.exit_code, ran.stdout) == (2, "")
    usage = f"Usage: {' '.join(('wxauth', *arguments))} [OPTIONS] COMMAND [ARGS]..."
    assert ran.stderr.startswith(f"{usage}\n")


@pytest.mark.parametrize("arguments", ["--help", "-h", "session --help", "token check -h", "--help nonsense"])
def test_help_exits_with_success(run: Run, arguments: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Help that was asked for is an answer."""
    ran = run(*arguments.split())

    assert (ran.exit_code, ran.stderr) == (0, "")
    assert capsys.readouterr().out.startswith("Usage: wxauth")


def test_version_is_an_answer(run: Run) -> None:
    """On stdout, one line."""
    ran = run("--version")

    assert (ran.exit_code, ran.stdout, ran.stderr) == (0, f"wxauth {__version__}\n", "")


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_interrupt_exits_with_130_and_says_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    """Who pressed Ctrl-C knows what happened."""

    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(decrypt_command, "one_payload", interrupted)

    ran = run("decrypt", "-", *options)

    assert (ran.exit_code, ran.stdout, ran.stderr) == (130, "", "")


def broken(*_: Any) -> None:
    """Fail as only a bug does, with a secret in the text."""
    raise ZeroDivisionError(f"secret {APPSECRET}")


def test_bug_of_ours_is_named_without_its_text(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Type and place, no traceback: the text of an exception may hold a secret."""
    monkeypatch.setattr(decrypt_command, "one_payload", broken)

    ran = run("decrypt", "-", "-vv")

    first, second = ran.stderr.splitlines()
    assert (ran.exit_code, ran.stdout) == (70, "")
    assert first.startswith("✗ wxauth itself failed: ZeroDivisionError at test_runner.py:")
    assert second == (
        "→ This is a bug in wxauth, not in your data. Please report it with the command and this line."
    )
    assert APPSECRET not in ran.stderr


def test_bug_of_ours_is_told_in_json_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The document keeps its form."""
    monkeypatch.setattr(decrypt_command, "one_payload", broken)

    ran = run("decrypt", "-", "--json")

    document = ran.json
    place = document["error"]["message"]
    assert document == failure(
        "decrypt",
        place,
        "This is a bug in wxauth, not in your data. Please report it with the command and this line.",
        kind="internal",
        exit_code=70,
    )
    assert (ran.exit_code, APPSECRET in ran.stdout) == (70, False)


class _Failing(io.StringIO):
    """A stdout that cannot be written; its descriptor may be replaced, and is."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error
        self.file = open(os.devnull, "w")  # noqa: SIM115, PTH123

    def write(self, text: str) -> int:
        raise self.error

    def fileno(self) -> int:
        return self.file.fileno()


def written_to(error: OSError, tmp_path: Path, *options: str) -> tuple[int, str]:
    """Decrypt onto a stdout that fails with ``error``; return exit code and stderr."""
    target, stderr = _Failing(error), io.StringIO()
    environment = Environment(
        {"WXAUTH_STATE_DIR": str(tmp_path), "WXAUTH_CONFIG_DIR": str(tmp_path)},
        io.BytesIO(given(payload())),
        Stream(target),
        Stream(stderr),
        clock=lambda: NOW,
    )
    with target.file:
        return main(["decrypt", "-", *options], environment), stderr.getvalue()


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_reader_that_left_is_no_error(tmp_path: Path, options: tuple[str, ...]) -> None:
    """``wxauth decrypt … | head -1`` keeps the exit code of the answer."""
    assert written_to(BrokenPipeError(), tmp_path, *options) == (0, "")


def test_full_disk_is_said(tmp_path: Path) -> None:
    """Behind ``> file`` nobody would notice that the answer is missing."""
    exit_code, stderr = written_to(OSError(errno.ENOSPC, "No space left on device"), tmp_path)

    assert exit_code == 2
    assert stderr == (
        "✗ The answer could not be written: No space left on device.\n"
        "→ Make room or choose another file, then run the command again.\n"
    )


def wxauth(*arguments: str, **settings: Any) -> subprocess.CompletedProcess[bytes]:
    """Run a process, with a stdout of its own."""
    return subprocess.run(
        [sys.executable, "-m", "wxauth_cli", *arguments],
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
        **settings,
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_process_on_a_full_disk_ends_without_a_traceback() -> None:
    """Python flushes stdout once more at its exit."""
    with Path("/dev/full").open("wb") as full:
        ran = wxauth("decrypt", "-", input=given(payload()), stdout=full)

    assert ran.returncode == 2
    assert b"Traceback" not in ran.stderr
    assert ran.stderr.startswith("✗ The answer could not be written".encode())


@pytest.mark.skipif(os.name == "nt", reason="pipes report a reader that left otherwise")
def test_process_whose_reader_left_ends_quietly() -> None:
    """No "Exception ignored" at the exit."""
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        ran = wxauth("decrypt", "-", "--json", input=given(payload()), stdout=write_end)
    finally:
        os.close(write_end)

    assert ran.stderr == b""


def test_failure_document_is_one_line(run: Run) -> None:
    """So that `tail -1 | jq` works on it."""
    stdout = run("session", "--json").stdout

    assert stdout.endswith("\n")
    assert json.loads(stdout.rstrip("\n"))
    assert stdout.count("\n") == 1
