"""Read the fields of a control request one by one; what is left over at the end is a mistake too."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from wxauth_cli.core.shapes import SANDBOX_APPID
from wxauth_cli.sandbox.durations import seconds_of

__all__ = ["FieldError", "Fields"]

_Choice = TypeVar("_Choice", bound=StrEnum)
_MISSING: Any = object()
_LARGEST = 1 << 53  # what every JSON reader takes as it is


class FieldError(ValueError):
    """A field is missing, unknown, or not of its type; the text names it."""


class Fields:
    """The fields of one request; those of a query are texts, which numbers and flags are read from."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = dict(values)

    def finish(self) -> None:
        """Raise FieldError when a field was given that nobody asked for."""
        if self._values:
            raise FieldError(f"unknown field: {next(iter(self._values))[:40]}")

    def has(self, name: str) -> bool:
        """Tell whether the field is there and not null."""
        return self._values.get(name) is not None

    def text(self, name: str, default: str = _MISSING) -> str:
        """Return a text; without ``default`` it must be there."""
        value = self._take(name)
        if value is None:
            value = default
        if not isinstance(value, str):
            raise FieldError(f"{name} must be a text")
        return value

    def optional_text(self, name: str) -> str | None:
        """Return a text, or None when it is not there."""
        return self.text(name) if self.has(name) else self._take(name)

    def appid(self) -> str:
        """Return the AppID, which is that of the profile 'sandbox' when none is named."""
        return self.text("appid", SANDBOX_APPID)

    def name(self) -> str:
        """Return the name of a trouble, which may be an errcode written as a number."""
        value = self._values.get("name")
        if isinstance(value, int) and not isinstance(value, bool):
            return str(self._take("name"))
        return self.text("name")

    def texts(self, name: str) -> list[str]:
        """Return a list of texts; it must be there."""
        value = self._take(name)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise FieldError(f"{name} must be a list of texts")
        return value

    def number(self, name: str, default: int | None = None) -> int | None:
        """Return a whole number; a null that is there is None whatever the default."""
        if name not in self._values:
            return default
        value = self._take(name)
        if isinstance(value, str) and value.isascii() and value.removeprefix("-").isdigit():
            value = int(value[:20])
        if value is not None and (type(value) is not int or abs(value) > _LARGEST):
            raise FieldError(f"{name} must be a whole number")
        return value

    def seconds(self, name: str) -> float:
        """Return seconds, given as a number or as a text like ``5m``. Raises UsageError for another text."""
        value = self._take(name)
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _LARGEST:
            return float(value)
        if not isinstance(value, str):
            raise FieldError(f"{name} must be seconds or a text like 5m")
        return seconds_of(value)

    def flag(self, name: str, default: bool | None = None) -> bool | None:
        """Return true or false."""
        value = self._take(name)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise FieldError(f"{name} must be true or false")
        return value

    def choice(self, name: str, choices: type[_Choice], default: _Choice) -> _Choice:
        """Return one of ``choices``."""
        value = self._take(name)
        if value is None:
            return default
        try:
            return choices(value)
        except ValueError as error:
            raise FieldError(f"{name} must be one of: {', '.join(choices)}") from error

    def _take(self, name: str) -> Any:
        return self._values.pop(name, None)
