"""What a hostile or broken surrounding does to a whole process: streams, folders, odd values."""

import json
import os
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from tests.cli.payloads import given, payload
from tests.conftest import Run
from wxauth_cli.core.encoding.losses import case_folded

needs_full_device = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")


def wxauth(*arguments: str, **settings: Any) -> subprocess.CompletedProcess[bytes]:
    """Run a process, its streams given by ``settings``."""
    return subprocess.run(
        [sys.executable, "-m", "wxauth_cli", *arguments],
        timeout=60,
        check=False,
        **{"stderr": subprocess.PIPE, **settings},
    )


@needs_full_device
@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_on_a_full_disk_is_no_bug_of_ours(option: str) -> None:
    """Help and version are printed while the command line is read, before there is an answer."""
    with Path("/dev/full").open("wb") as full:
        ran = wxauth(option, stdout=full)

    assert (ran.returncode, ran.stderr.decode()) == (
        2,
        "✗ The answer could not be written: No space left on device.\n"
        "→ Make room or choose another file, then run the command again.\n",
    )


@needs_full_device
def test_failure_that_cannot_be_written_keeps_its_exit_code() -> None:
    """The document is lost, the number is not."""
    with Path("/dev/full").open("wb") as full:
        ran = wxauth("session", "x", "--json", stdout=full)

    assert (ran.returncode, ran.stderr) == (3, b"")


@needs_full_device
def test_stderr_that_cannot_be_written_changes_no_answer() -> None:
    """A warning is lost, the answer and its exit code are not."""
    odd = given(payload()).decode().encode("utf-8-sig") + b"\n"
    with Path("/dev/full").open("wb") as full:
        ran = wxauth("decrypt", "-", "-vv", "--json", input=odd, stdout=subprocess.PIPE, stderr=full)

    assert (ran.returncode, json.loads(ran.stdout)["ok"]) == (0, True)


@needs_full_device
def test_both_streams_on_a_full_disk_end_with_the_exit_code_of_the_answer() -> None:
    """Python itself answers 120 when its last flush fails."""
    with Path("/dev/full").open("wb") as full:
        ran = wxauth("decrypt", "no-such-file", stdout=full, stderr=full)

    assert ran.returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="pipes report a reader that left otherwise")
@pytest.mark.parametrize(
    ("arguments", "exit_code"), [(["--help"], 0), (["--version"], 0), (["session", "x", "--json"], 3)]
)
def test_reader_that_left_changes_no_exit_code(arguments: list[str], exit_code: int) -> None:
    """Of help, version, and a failure in JSON."""
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        ran = wxauth(*arguments, stdout=write_end)
    finally:
        os.close(write_end)

    assert (ran.returncode, ran.stderr) == (exit_code, b"")


@pytest.mark.skipif(os.name == "nt", reason="descriptors have no direction of their own there")
@pytest.mark.parametrize(
    "arguments",
    [
        "session - -p sandbox",
        "token check - -p sandbox",
        "profile add dev --appid wx0123456789abcdef --secret-stdin",
        "decrypt -",
    ],
)
def test_standard_input_that_cannot_be_read_is_named(arguments: str, tmp_path: Path) -> None:
    """A descriptor that is open for writing only."""
    with (tmp_path / "written").open("wb") as written:
        ran = wxauth(*arguments.split(), stdin=written, stdout=subprocess.PIPE)

    assert (ran.returncode, ran.stdout) == (2, b"")
    assert ran.stderr.splitlines()[0].decode() == "✗ standard input cannot be read (Bad file descriptor)"


def test_deep_nesting_is_answered_soon(run: Run) -> None:
    """Text of 100 kB that opens an object behind every name; it took half a minute."""
    started = time.perf_counter()

    ran = run("decrypt", "-", stdin=b'{"encryptedData":' * 5000 + b"1" + b"}" * 5000)

    assert (ran.exit_code, ran.stdout) == (2, "")
    assert time.perf_counter() - started < 5.0


def test_case_of_a_huge_value_needs_no_memory_of_its_own() -> None:
    """Eight megabytes of capitals are counted, not listed."""
    text = "A" * 8_000_000
    tracemalloc.start()

    found = case_folded(text, "encryptedData")

    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found is not None
    assert found.id == "case-folded"
    assert most < 1_000_000
