"""Reading files and pipes."""

import io
import os
from pathlib import Path
from typing import Any

import pytest

from wxauth_cli.core.errors import InputError
from wxauth_cli.environment import Environment, Stream
from wxauth_cli.i18n import Translator
from wxauth_cli.input import InputText, read_input
from wxauth_cli.redaction import Redactor
from wxauth_cli.runtime import Preferences, Runtime


class Endless(io.RawIOBase):
    """A pipe that never ends, and counts what was taken from it."""

    taken = 0

    def read(self, size: int = -1) -> bytes:
        assert size >= 0
        self.taken += size
        return b"a" * size


def runtime_with(stdin: Any, *, terminal: bool = False) -> tuple[Runtime, io.StringIO]:
    """Return a runtime with this standard input, and what it says on stderr."""
    said = io.StringIO()
    environment = Environment(
        variables={},
        stdin=stdin,
        stdout=Stream(io.StringIO()),
        stderr=Stream(said),
        stdin_is_terminal=terminal,
    )
    preferences = Preferences(json=False, language="en", verbosity=0, show_secrets=False)
    return Runtime(environment, preferences, Translator("en"), Redactor(lambda: b"key")), said


@pytest.fixture
def runtime() -> Runtime:
    """Return a runtime whose standard input is empty."""
    return runtime_with(io.BytesIO())[0]


def refusal(name: str, runtime: Runtime) -> str:
    """Return what is said of an input that cannot be used."""
    with pytest.raises(InputError) as caught:
        read_input(name, runtime)
    return str(caught.value)


def test_a_file_is_read_to_the_letter(tmp_path: Path, runtime: Runtime) -> None:
    """White space at the ends may be damage and stays."""
    file = tmp_path / "payload.json"
    file.write_bytes(b" a+b \r\n")

    assert read_input(str(file), runtime) == InputText(" a+b \r\n", str(file))


def test_a_pipe_is_read_without_a_word() -> None:
    """Only a person at a terminal needs to be told that input is awaited."""
    runtime, said = runtime_with(io.BytesIO(b"iv=x"))

    assert (read_input("-", runtime), said.getvalue()) == (InputText("iv=x", "<stdin>"), "")


def test_a_terminal_is_told_what_is_awaited() -> None:
    """A silent cursor looks like a hang."""
    runtime, said = runtime_with(io.BytesIO(b"iv=x"), terminal=True)

    read_input("-", runtime)

    assert said.getvalue() == (
        "· Paste the payload, then press Enter and Ctrl-D (on Windows: Enter, Ctrl-Z, Enter).\n"
    )


@pytest.mark.parametrize("data", [b"", b" \r\n", b"\xef\xbb\xbf\n", b"\xff\xfe"])
def test_an_empty_input_is_refused(data: bytes, tmp_path: Path, runtime: Runtime) -> None:
    """An empty file and an empty pipe say so alike."""
    file = tmp_path / "empty"
    file.write_bytes(data)

    assert refusal(str(file), runtime) == f"{file} is empty"
    assert refusal("-", runtime_with(io.BytesIO(data))[0]) == "<stdin> is empty"


def test_a_huge_file_is_refused_by_its_size(tmp_path: Path, runtime: Runtime) -> None:
    """A sparse gigabyte costs nothing to make, and must cost nothing to refuse."""
    file = tmp_path / "huge.log"
    with file.open("wb") as stream:
        stream.truncate(1024**3)

    assert (
        refusal(str(file), runtime) == f"{file} is larger than 64 MiB, and a payload has a few hundred bytes"
    )


def test_an_endless_pipe_stops_at_the_limit() -> None:
    """`yes | wxauth decrypt -` must end."""
    endless = Endless()
    runtime, _ = runtime_with(endless)

    with pytest.raises(InputError):
        read_input("-", runtime, limit=3_000_000)

    assert endless.taken == 3_000_001


def test_a_directory_and_a_missing_file_are_named(tmp_path: Path, runtime: Runtime) -> None:
    """The two commonest slips."""
    assert refusal(str(tmp_path), runtime) == f"{tmp_path} is a directory"
    assert refusal(str(tmp_path / "none"), runtime) == f"there is no file {tmp_path / 'none'}"


def test_a_name_that_no_file_can_have_is_refused(runtime: Runtime) -> None:
    """A NUL in a name is a ValueError in Python and still no traceback."""
    assert refusal("a\0b", runtime) == "a\0b cannot be read (embedded null byte)"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_named_pipe_is_refused(tmp_path: Path, runtime: Runtime) -> None:
    """Opening it would wait for a writer that may never come."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    assert (
        refusal(str(pipe), runtime) == f"{pipe} is a device, pipe or socket and not a file: it may never end"
    )


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no /dev/fd on this system")
def test_process_substitution_is_read(runtime: Runtime) -> None:
    """`wxauth decrypt <(kubectl logs …)` hands over a pipe by name."""
    reading, writing = os.pipe()
    os.write(writing, b"iv=x")
    os.close(writing)

    read = read_input(f"/dev/fd/{reading}", runtime)
    os.close(reading)

    assert read == InputText("iv=x", f"/dev/fd/{reading}")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_of_somebody_else_is_named(tmp_path: Path, runtime: Runtime) -> None:
    """A mode that forbids reading is told from a file that is not there."""
    file = tmp_path / "locked"
    file.write_text("iv=x")
    file.chmod(0)

    assert refusal(str(file), runtime) == (
        f"{file} cannot be read: it belongs to somebody else or its mode forbids it"
    )


def test_a_closed_standard_input_is_refused() -> None:
    """`wxauth decrypt - <&-` has nothing to read from."""
    closed = io.BytesIO()
    closed.close()

    assert refusal("-", runtime_with(closed)[0]) == (
        "standard input cannot be read (I/O operation on closed file.)"
    )
