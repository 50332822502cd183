"""Time one small command on several release lines of Typer, to choose the range in pyproject.toml.

    python benchmarks/typer_lines.py 0.24 0.25 0.26 0.27 0.28

Each line gets a virtual environment of its own, with nothing in it but Typer.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

LINES = ("0.16", "0.20", "0.24", "0.25", "0.26", "0.27", "0.28")

_COMMAND = """
from typing import Annotated
import typer
app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
@app.command()
def main(name: Annotated[str, typer.Option("--name", help="A name.")] = "x") -> None:
    print(name)
app()
"""


def install(line: str, folder: Path) -> tuple[Path, str] | None:
    """Return the Python of a new environment with the last Typer of ``line``, and its exact version."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    words = [
        str(python),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        f"typer=={line}.*",
    ]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"typer {line}: not installed ({done.stderr.strip().splitlines()[-1:]})", file=sys.stderr)
        return None
    script = "from importlib.metadata import version; print(version('typer'))"
    found = subprocess.run([str(python), "-c", script], capture_output=True, text=True, check=True)
    return python, found.stdout.strip()


def median_seconds(pythons: dict[str, Path], program: Path, runs: int) -> dict[str, float]:
    """Return the median wall time of each, the environments taking turns; the first round is not counted."""
    seconds: dict[str, list[float]] = {version: [] for version in pythons}
    for number in range(runs + 1):
        for version, python in pythons.items():
            start = time.perf_counter()
            subprocess.run([str(python), str(program), "--name", "y"], capture_output=True, check=True)
            if number:
                seconds[version].append(time.perf_counter() - start)
    return {version: statistics.median(found) for version, found in seconds.items()}


def main() -> None:
    """Install, measure and print; without a package index there is nothing to compare, which is said."""
    parser = argparse.ArgumentParser(description="Time one small command on release lines of Typer.")
    parser.add_argument("lines", nargs="*", default=LINES, metavar="LINE", help="release lines, such as 0.25")
    parser.add_argument("--runs", type=int, default=15, metavar="N", help="rounds (default 15)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        program = folder / "command.py"
        program.write_text(_COMMAND, "utf-8")
        pythons: dict[str, Path] = {}
        for line in asked.lines:
            if installed := install(line, folder / line):
                pythons[installed[1]] = installed[0]
        if not pythons:
            print("No release line could be installed: is the package index reachable?")
            return
        for version, seconds in median_seconds(pythons, program, max(1, asked.runs)).items():
            print(f"typer {version:10} {seconds * 1000:7.1f} ms")


if __name__ == "__main__":
    main()
