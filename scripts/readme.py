"""Run every command of the README and compare, or write, what it prints.

    python scripts/readme.py README.md            show what differs, exit 1 if anything does
    python scripts/readme.py --write README.md    put the real output into the file

A ``console`` block holds ``$ command`` lines, each followed by its output. Blocks of one file run in
order in one scratch folder with their own profiles and state. Times, fingerprints, codes and other
values that differ on every run are compared by their shape.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

__all__ = ["differences", "rewritten"]

ROOT = Path(__file__).parent.parent
_BLOCK = re.compile(r"(?P<open>^```console\n)(?P<body>.*?)(?P<close>^```$)", re.M | re.S)
_VARIABLE_PARTS = (
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d (?:[+-]\d{4}|UTC)"), "TIME"),
    (re.compile(r"#[0-9a-f]{8}>"), "#FINGERPRINT>"),
    (re.compile(r"\((?:\d+ [a-z]+ ago|in \d+ [a-z]+|\d+ ?[^\x00-\x7f]+)\)"), "(AGE)"),
    (re.compile(r"\b\d+ (?:second|minute|hour|day|year)s? ago\b|\d+ (?:秒|分钟|小时|天|年)前"), "AGE"),
    # --explain-steps: the milliseconds, and the column that is as wide as they are
    (re.compile(r"^([a-z-]+) +(\d+) +\d+\.\d +"), r"\1 \2 MS "),
    (re.compile(r"^(hypothesis) +(candidates) +(ms) +"), r"\1 \2 \3 "),
    (re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}\b"), "RID"),
    (re.compile(r"127\.0\.0\.1:\d+"), "127.0.0.1:PORT"),
)


def rewritten(text: str) -> str:
    """Return the README with the output of its commands as it is now."""
    with tempfile.TemporaryDirectory() as scratch:
        environment = _environment(Path(scratch))
        return _BLOCK.sub(
            lambda block: block["open"] + _run(block["body"], environment) + block["close"], text
        )


def differences(text: str) -> list[str]:
    """Return the lines of the README that the commands no longer print, and those they print instead."""
    old = [_shape(line) for line in text.split("\n")]
    new = [_shape(line) for line in rewritten(text).split("\n")]
    return [f"- {a}\n+ {b}" for a, b in zip(old, new, strict=False) if a != b] + (
        [f"{len(old)} lines became {len(new)}"] if len(old) != len(new) else []
    )


def _run(body: str, environment: dict[str, str]) -> str:
    output = ""
    for command in re.findall(r"^\$ (.*(?:\\\n.*)*)", body, re.M):
        ran = subprocess.run(  # noqa: S602 - the README's own commands, as a reader would type them
            command,
            shell=True,
            cwd=ROOT,
            env=environment,
            text=True,
            encoding="utf-8",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=60,
            check=False,
        )
        shown = ran.stdout.replace(environment["HOME"], "~")
        output += f"$ {command}\n{shown}"
        output += "" if not ran.stdout or ran.stdout.endswith("\n") else "\n"
    return output


def _environment(scratch: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return {
        **kept,
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), kept.get("PATH", ""))),
        "HOME": str(scratch),
        "XDG_CONFIG_HOME": str(scratch / ".config"),
        "XDG_STATE_HOME": str(scratch / ".local" / "state"),
        "TZ": "Asia/Shanghai",
        "LANG": "C.UTF-8",
        "PYTHONUTF8": "1",
    }


def _shape(line: str) -> str:
    for pattern, name in _VARIABLE_PARTS:
        line = pattern.sub(name, line)
    return line


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    text = arguments.file.read_text("utf-8")
    if arguments.write:
        arguments.file.write_text(rewritten(text), "utf-8")
        return 0
    found = differences(text)
    print("\n".join(found) or f"{arguments.file}: every command prints what it says")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
