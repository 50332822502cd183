"""What a start imports: the list is guarded here, the time is measured in benchmarks/startup.py."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SAMPLE = str(ROOT / "sample_payloads" / "phone.json")

# runs the command line that follows and writes the names of all loaded modules to the file before it
_PROBE = """
import sys
listing = sys.argv.pop(1)
from wxauth_cli.cli import run
try:
    run()
finally:
    with open(listing, "w") as stream:
        stream.write("\\n".join(name for name, module in sys.modules.items() if module is not None))
"""

TYPER = {"typer", "click", "annotated_doc", "shellingham"}  # Typer itself, and what it always brings
EXPENSIVE = {
    *(
        "httpx",
        "httpcore",
        "starlette",
        "anyio",
        "uvicorn",
        "sqlite3",
        "jinja2",
        "filelock",
        "cffi",
        "pycparser",
    ),
    *("asyncio", "ssl", "email", "http", "tomli_w", "pydantic", "logging", "concurrent", "hashlib"),
    *("importlib.resources", "importlib.metadata"),
}


def modules_of(folder: Path, *arguments: str) -> set[str]:
    """Return the modules that a run of wxauth has loaded when it ends."""
    listing = folder / "modules.txt"
    variables = {name: value for name, value in os.environ.items() if name not in ("LANG", "LC_ALL")}

    subprocess.run(
        [sys.executable, "-c", _PROBE, str(listing), *arguments],
        env={**variables, "WXAUTH_LANG": "en"},
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return set(listing.read_text().split())


def third_party(modules: set[str]) -> set[str]:
    """Return the top-level packages that are neither Python's nor ours nor the environment's own."""
    tops = {name.partition(".")[0] for name in modules}
    ours = {"wxauth_cli", "__main__", "_distutils_hack", "sitecustomize", "usercustomize"}
    return {
        name
        for name in tops - ours - sys.stdlib_module_names
        if not name.startswith(("_editable", "__editable", "_virtualenv"))
    }


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (("decrypt", SAMPLE, "--json"), TYPER | {"Crypto"}),
        (("decrypt", SAMPLE), TYPER | {"Crypto", "rich"}),
        (("check-encoding", SAMPLE, "--json"), TYPER),
        (("--version",), TYPER),
        (("profile", "list", "--json"), TYPER),
    ],
)
def test_a_command_loads_only_the_packages_it_uses(
    tmp_path: Path, arguments: tuple[str, ...], allowed: set[str]
) -> None:
    """No package enters the start of a light command unnoticed."""
    modules = modules_of(tmp_path, *arguments)

    assert third_party(modules) - allowed == set()


@pytest.mark.parametrize(
    "arguments", [("decrypt", SAMPLE, "--json"), ("decrypt", SAMPLE), ("check-encoding", SAMPLE, "--json")]
)
def test_reading_a_payload_loads_nothing_expensive(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Neither the network nor the sandbox nor OpenSSL is loaded to decrypt a file."""
    modules = modules_of(tmp_path, *arguments)

    assert modules & EXPENSIVE == set()


def test_text_for_a_pipe_takes_only_the_width_table_from_rich(tmp_path: Path) -> None:
    """rich.console costs more than the whole rest of a start, and a pipe needs none of it."""
    modules = modules_of(tmp_path, "decrypt", SAMPLE)

    rich = {name for name in modules if name.startswith("rich")}
    heavy = {name for name in rich if not name.startswith(("rich._unicode_data", "rich._cell_widths"))}
    assert heavy - {"rich._extension"} == {"rich", "rich.cells"}


@pytest.mark.parametrize("arguments", [("--version",), ("--help",)])
def test_version_and_help_load_neither_cipher_nor_network(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """The root's help imports every command's module, and those import nothing heavy at the top."""
    modules = modules_of(tmp_path, *arguments)

    heavy = {"Crypto", "httpx", "ssl", "asyncio", "sqlite3", "starlette", "uvicorn", "jinja2", "rich"}
    assert modules & heavy == set()


def test_an_english_run_opens_no_catalogue(tmp_path: Path) -> None:
    """English sentences are the message ids themselves; importlib.resources finds the Chinese ones."""
    english = modules_of(tmp_path, "decrypt", SAMPLE, "--json")
    chinese = modules_of(tmp_path, "decrypt", SAMPLE, "--json", "--lang", "zh")

    assert "importlib.resources" not in english
    assert "importlib.resources" in chinese
