"""Points in time as people read them."""

from datetime import UTC, datetime

__all__ = ["local_time", "utc_time"]


def utc_time(moment: float) -> str:
    """Return Unix seconds as ``2024-06-21 03:24:00 UTC``; as a number when no calendar holds them."""
    return _written(moment, local=False)


def local_time(moment: float) -> str:
    """Return Unix seconds in this machine's time zone: ``2024-06-21 11:24:00 +0800``."""
    return _written(moment, local=True)


def _written(moment: float, *, local: bool) -> str:
    try:
        time = datetime.fromtimestamp(moment, UTC)
        if local:
            return time.astimezone().strftime("%Y-%m-%d %H:%M:%S %z")
    except (ValueError, OverflowError, OSError):
        return str(moment)
    return time.strftime("%Y-%m-%d %H:%M:%S UTC")
