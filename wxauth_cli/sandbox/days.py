"""Minutes, days and months as WeChat counts them: quotas start anew at midnight in Beijing."""

from datetime import UTC, datetime, timedelta, timezone

__all__ = ["day_start", "minute_start", "month_start"]

_DAY, _BEIJING = 86400, 8 * 3600


def minute_start(now: float) -> int:
    """Return the Unix second at which the minute of ``now`` began."""
    return int(now // 60 * 60)


def day_start(now: float) -> int:
    """Return the Unix second at which the day of ``now`` began in Beijing."""
    return int((now + _BEIJING) // _DAY * _DAY - _BEIJING)


def month_start(now: float) -> int:
    """Return the Unix second at which the month of ``now`` began in Beijing."""
    beijing = datetime.fromtimestamp(now, UTC).astimezone(timezone(timedelta(seconds=_BEIJING)))
    return int(beijing.replace(day=1, hour=0, minute=0, second=0, microsecond=0).timestamp())
