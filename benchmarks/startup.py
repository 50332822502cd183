"""Time whole processes side by side: wxauth, the bare interpreter, Typer, and httpie.

    python benchmarks/startup.py --runs 30

Every round starts each command once, so that a busy moment of the machine hits all of them; the
median of the rounds is shown. Wall is what a person waits; CPU (user and system) is what the process
took, and hardly moves when the machine is busy.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "sample_payloads" / "phone.json"
DECRYPT, PASS, HTTPIE = "wxauth decrypt --json", "python -c pass", "http --version"
GOALS = ((PASS, 8.0), (HTTPIE, 0.6))  # decrypt takes at most so many times the time of this


class Cost(NamedTuple):
    """Seconds of one process."""

    wall: float
    cpu: float


def commands() -> dict[str, list[str]]:
    """Return what is measured; programs that are not installed beside this Python are left out."""
    beside = Path(sys.executable).parent
    wxauth = beside / "wxauth"
    start = [str(wxauth)] if wxauth.exists() else [sys.executable, "-m", "wxauth_cli"]
    measured = {
        PASS: [sys.executable, "-c", "pass"],
        'python -c "import typer"': [sys.executable, "-c", "import typer"],
        "wxauth --version": [*start, "--version"],
        DECRYPT: [*start, "decrypt", str(SAMPLE), "--json"],
        "wxauth decrypt (text)": [*start, "decrypt", str(SAMPLE)],
        "wxauth check-encoding": [*start, "check-encoding", str(SAMPLE), "--json"],
    }
    if (beside / "http").exists():
        measured[HTTPIE] = [str(beside / "http"), "--version"]
    return measured


def measure(measured: dict[str, list[str]], runs: int, variables: dict[str, str]) -> dict[str, Cost]:
    """Return the median cost of each command over ``runs`` rounds, after one round to warm the disk."""
    costs: dict[str, list[Cost]] = {name: [] for name in measured}
    for number in range(runs + 1):
        for name, words in measured.items():
            cost = _once(words, variables)
            if number:
                costs[name].append(cost)
    return {
        name: Cost(*(statistics.median(side) for side in zip(*found, strict=True)))
        for name, found in costs.items()
    }


def _once(words: Sequence[str], variables: dict[str, str]) -> Cost:
    before, start = _children_cpu(), time.perf_counter()
    done = subprocess.run(words, env=variables, capture_output=True, check=False)
    wall, after = time.perf_counter() - start, _children_cpu()
    if done.returncode:
        sys.exit(f"{' '.join(words)} ended with {done.returncode}:\n{done.stderr.decode()}")
    return Cost(wall, after - before)


def _children_cpu() -> float:
    try:
        import resource
    except ImportError:  # Windows has no figure for child processes: the column stays empty there
        return 0.0
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def table(costs: dict[str, Cost]) -> str:
    """Return one line a command: milliseconds, and how many times the first command's."""
    bare = costs[PASS]
    lines = [f"{'':26}{'wall':>9}{'':>7}{'CPU':>9}"]
    for name, cost in costs.items():
        lines.append(
            f"{name:26}{cost.wall * 1000:6.1f} ms{cost.wall / bare.wall:6.2f}x"
            f"{cost.cpu * 1000:6.1f} ms{cost.cpu / (bare.cpu or 1):6.2f}x"
        )
    return "\n".join(lines)


def verdicts(costs: dict[str, Cost]) -> str:
    """Return one line a goal, and whether it is met (by wall time)."""
    lines = []
    for name, limit in GOALS:
        if name not in costs:
            lines.append(f"{name} is not installed beside this Python: no comparison")
            continue
        ratio = costs[DECRYPT].wall / costs[name].wall
        word = "met" if ratio <= limit else "MISSED"
        lines.append(f"goal {word}: {DECRYPT} takes {ratio:.2f} of {name}; at most {limit:g}")
    return "\n".join(lines)


def main() -> None:
    """Measure and print; the exit code is 0 whatever the figures say."""
    parser = argparse.ArgumentParser(description="Time wxauth's start beside other programs.")
    parser.add_argument("--runs", type=int, default=20, metavar="N", help="rounds (default 20)")
    runs = max(1, parser.parse_args().runs)
    with tempfile.TemporaryDirectory() as folder:  # no profile of the developer's may be looked up
        settings = {"WXAUTH_CONFIG_DIR": folder, "WXAUTH_STATE_DIR": folder, "HTTPIE_CONFIG_DIR": folder}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("WXAUTH_")}
        costs = measure(commands(), runs, {**kept, **settings, "WXAUTH_LANG": "en"})
    print(table(costs))
    print(verdicts(costs))


if __name__ == "__main__":
    main()
