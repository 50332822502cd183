"""Every command of the README is run, and prints what the README says."""

import re
from pathlib import Path

from scripts.readme import differences

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_every_console_command_prints_what_the_readme_shows() -> None:
    """The outputs shown are real; ``python scripts/readme.py --write README.md`` renews them."""
    assert differences(README) == []


def test_the_remaining_commands_are_what_ci_runs() -> None:
    """What stands in ``sh`` blocks installs or tests everything; CI itself runs those lines."""
    commands = [line for block in re.findall(r"```sh\n(.*?)```", README, re.S) for line in block.splitlines()]
    ci = (ROOT / ".ci" / "run").read_text("utf-8") + (ROOT / "scripts" / "check_wheel.sh").read_text("utf-8")

    missing = [command for command in commands if command not in ci]

    assert missing == []


def test_every_sample_is_shown() -> None:
    """A sample that the README does not mention helps nobody."""
    mentioned = set(re.findall(r"[\w.-]+", README))

    missing = [
        path.name
        for path in (ROOT / "sample_payloads").iterdir()
        if path.name not in mentioned and path.stem not in mentioned
    ]

    assert missing == []
