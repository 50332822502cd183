"""Codes that this machine has sent."""

import stat
import sys
from pathlib import Path

import pytest

from wxauth_cli.core.message import Message
from wxauth_cli.wechat.ledger import Ledger, Spent

NOW = 1_700_000_600.0
CODE = "083tjT000WK8kM17Dw000FdPPi4tjT0F"


class Desk:
    """A ledger with a clock that a test sets and warnings that it reads."""

    def __init__(self, folder: Path) -> None:
        self.now = NOW
        self.warnings: list[str] = []
        self.path = folder / "codes.json"
        self.ledger = Ledger(folder, key=lambda: b"k" * 32, clock=lambda: self.now, warn=self._warn)

    def spend(self, code: str = CODE, endpoint: str = "code2Session") -> Spent | None:
        """Spend a code for the invented app."""
        return self.ledger.spend(code, endpoint, "wx9a1b2c3d4e5f6071")

    def _warn(self, warning: Message) -> None:
        self.warnings.append(str(warning))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a ledger in a folder that is not there yet."""
    return Desk(tmp_path / "state")


def test_second_use_is_told_with_the_time_of_the_first(desk: Desk) -> None:
    """The first time stays, however often the code is tried."""
    assert desk.spend() is None
    desk.now = NOW + 60

    assert desk.spend() == Spent(NOW, "code2Session", "wx9a1b2c3d4e5f6071")
    assert desk.spend() == Spent(NOW, "code2Session", "wx9a1b2c3d4e5f6071")


def test_the_other_call_does_not_spend_it(desk: Desk) -> None:
    """A phone code that went to code2Session by mistake is still good for the right call."""
    desk.spend(endpoint="code2Session")

    assert desk.spend(endpoint="getuserphonenumber") is None


def test_code_is_forgotten_on_request_and_after_a_day(desk: Desk) -> None:
    """A request that never left spends nothing; and a day later no code lives any more."""
    desk.spend()
    desk.ledger.forget(CODE, "code2Session")
    assert desk.spend() is None

    desk.now = NOW + 86_401
    assert desk.spend() is None


def test_file_is_private_and_does_not_hold_the_code(desk: Desk) -> None:
    """Only a keyed hash is written, mode 0600."""
    desk.spend()

    assert CODE not in desk.path.read_text()
    if sys.platform != "win32":
        assert stat.S_IMODE(desk.path.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"codes": 5}', b"\xff"])
def test_damaged_ledger_is_begun_anew(desk: Desk, content: bytes) -> None:
    """A bad file costs the memory, not the call."""
    desk.spend()
    desk.path.write_bytes(content)

    assert desk.spend() is None
    assert desk.spend() is not None
    assert desk.warnings == ["The ledger of spent codes was damaged; a new one is begun."]


def test_odd_entries_are_left_out(desk: Desk) -> None:
    """One entry of a wrong shape does not cost the others."""
    desk.spend()
    desk.path.write_bytes(
        desk.path.read_bytes().replace(b'{"codes": {', b'{"codes": {"odd": {"time": "x"}, ')
    )

    assert desk.spend() is not None
    assert desk.warnings == []


def test_unusable_folder_warns_and_never_stops_a_call(tmp_path: Path) -> None:
    """A read-only or impossible state folder costs the memory only."""
    (tmp_path / "file").write_text("a file where the folder should be")
    desk = Desk(tmp_path / "file")

    assert desk.spend() is None
    desk.ledger.forget(CODE, "code2Session")

    assert desk.warnings == ["The ledger of spent codes cannot be written; this code is not remembered."]
