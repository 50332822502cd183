"""Stretches of time as a person writes them."""

import pytest

from wxauth_cli.core.errors import UsageError
from wxauth_cli.sandbox.durations import seconds_of


@pytest.mark.parametrize(
    ("text", "seconds"), [("90", 90), ("5m", 300), ("2h30m", 9000), (" 3D ", 259200), ("1.5s", 1.5), ("0", 0)]
)
def test_times_are_read_as_written(text: str, seconds: float) -> None:
    """Days, hours, minutes, seconds, and several of them."""
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "m", "5 m", "5x", "-5m", "5m!", "٥m", "1e9", "9" * 50, "4000d", "nan"])
def test_what_is_no_time_is_refused(text: str) -> None:
    """A sentence with an example, no traceback."""
    with pytest.raises(UsageError):
        seconds_of(text)
