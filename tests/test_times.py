"""Points in time as people read them."""

import time
from collections.abc import Iterator

import pytest

from wxauth_cli.times import local_time, utc_time


@pytest.fixture
def shanghai(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put this process into China's time zone for one test."""
    if not hasattr(time, "tzset"):
        pytest.skip("the time zone of a process cannot be changed here")
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "CST-8")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("shanghai")
def test_local_time_names_its_offset() -> None:
    """The same moment on a clock in China."""
    assert local_time(1_718_940_240) == "2024-06-21 11:24:00 +0800"


def test_utc() -> None:
    """Unix seconds in UTC, to the second."""
    assert utc_time(1_718_940_240) == "2024-06-21 03:24:00 UTC"


@pytest.mark.parametrize("moment", [10.0**30, -(10.0**30), float("inf")])
def test_moment_outside_of_every_calendar_stays_a_number(moment: float) -> None:
    """A watermark can claim any timestamp."""
    assert utc_time(moment) == str(moment)
    assert local_time(moment) == str(moment)
