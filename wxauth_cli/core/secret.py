"""Values that must not be seen by accident."""

__all__ = ["Secret"]


class Secret:
    """Hold an AppSecret, session_key or access_token; only :meth:`reveal` gives the text.

    ``str()``, ``repr()`` and f-strings show stars, so that a traceback or a log line that names the
    object tells nothing. The redactor at the output edge turns it into length and fingerprint.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Return the text itself; call it only where the value is used."""
        return self._value

    def __str__(self) -> str:
        return "***"

    def __repr__(self) -> str:
        return "Secret('***')"

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(("Secret", self._value))
