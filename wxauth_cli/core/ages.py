"""How long ago, in words."""

from wxauth_cli.core.message import Message, message, plural

__all__ = ["age"]


def age(seconds: float) -> Message:
    """Return ``seconds`` as "2 years ago", "3 minutes ago", "in 40 seconds" (negative: the future)."""
    length = _length(abs(seconds))
    return message("{length} ago", length=length) if seconds >= 0 else message("in {length}", length=length)


def _length(seconds: float) -> Message:
    if seconds < 90:
        return plural("{count} second", "{count} seconds", round(seconds))
    if seconds < 90 * 60:
        return plural("{count} minute", "{count} minutes", round(seconds / 60))
    if seconds < 36 * 3600:
        return plural("{count} hour", "{count} hours", round(seconds / 3600))
    if seconds < 700 * 86400:
        return plural("{count} day", "{count} days", round(seconds / 86400))
    return plural("{count} year", "{count} years", round(seconds / 86400 / 365.2425))
