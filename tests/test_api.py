"""The public Python API: every name is there, and none costs anything until it is used."""

import subprocess
import sys
from pathlib import Path

import pytest

import wxauth_cli
from benchmarks.payloads import NOW
from wxauth_cli.core.diagnosis import Outcome

SAMPLES = Path(__file__).parent.parent / "sample_payloads"


@pytest.mark.parametrize("name", wxauth_cli.__all__)
def test_every_public_name_is_there(name: str) -> None:
    """What ``__all__`` promises can be imported."""
    assert getattr(wxauth_cli, name) is not None
    assert name in dir(wxauth_cli)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """As in any module."""
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = wxauth_cli.nonsense


def test_the_package_alone_imports_nothing_of_its_own() -> None:
    """``import wxauth_cli`` is how tools ask for the version."""
    script = "import sys, wxauth_cli; print([m for m in sys.modules if m.startswith('wxauth_cli.')])"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


def test_a_damaged_payload_is_diagnosed_in_three_lines() -> None:
    """The example of the module's docstring, on a sample."""
    text = (SAMPLES / "phone-plus-to-space.json").read_text("utf-8")

    payload = wxauth_cli.read_payloads(text, "sample")[0]
    said = wxauth_cli.diagnose(wxauth_cli.Case.of(payload, now=NOW + 86_400 * 365))

    assert (said.outcome, said.cause) == (Outcome.REPAIRED, "plus-to-space")
    assert said.data is not None
    assert said.data.plaintext["phoneNumber"] == "13812345678"
