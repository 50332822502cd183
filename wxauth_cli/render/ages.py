"""How long ago, in words."""

from wxauth_cli.core.message import message, plural
from wxauth_cli.runtime import Runtime

__all__ = ["age"]


def age(seconds: float, runtime: Runtime) -> str:
    """Return ``seconds`` as "2 years ago", "3 minutes ago", "in 40 seconds"."""
    size = abs(seconds)
    if size < 90:
        length = plural("{count} second", "{count} seconds", round(size))
    elif size < 90 * 60:
        length = plural("{count} minute", "{count} minutes", round(size / 60))
    elif size < 36 * 3600:
        length = plural("{count} hour", "{count} hours", round(size / 3600))
    elif size < 700 * 86400:
        length = plural("{count} day", "{count} days", round(size / 86400))
    else:
        length = plural("{count} year", "{count} years", round(size / 365.2425 / 86400))
    sentence = (
        message("{length} ago", length=length) if seconds >= 0 else message("in {length}", length=length)
    )
    return runtime.translate(sentence)
