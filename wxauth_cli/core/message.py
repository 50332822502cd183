"""Sentences that a person reads, kept apart from the language they are read in.

The core states facts; it does not know who reads them. A :class:`Message` holds the English text
with named places and the values for them; ``i18n.translate`` gives the sentence in the reader's
language. ``scripts/messages.py`` collects every text handed to :func:`message` and :func:`plural`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["Bilingual", "Message", "joined", "message", "plural"]


class Message:
    """Hold one translatable sentence and its values; ``str()`` gives the English one."""

    __slots__ = ("count", "many", "text", "values")

    def __init__(self, text: str, values: Mapping[str, Any], many: str | None = None, count: int = 1) -> None:
        self.text = text
        self.values = values
        self.many = many
        self.count = count

    def __str__(self) -> str:
        template = self.many if self.many is not None and self.count != 1 else self.text
        return template.format_map({"count": self.count, **self.values})

    def __repr__(self) -> str:
        return f"Message({self.text!r}, {dict(self.values)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))


class Bilingual(Message):
    """Hold a sentence that a catalogue file has in every language already; nothing is filled in."""

    __slots__ = ("texts",)

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__(texts["en"], {})
        self.texts = texts

    def __str__(self) -> str:
        return self.text


def message(text: str, /, **values: Any) -> Message:
    """Return a sentence whose ``{name}`` places are filled when it is shown."""
    return Message(text, values)


def plural(one: str, many: str, count: int, /, **values: Any) -> Message:
    """Return a sentence that depends on a number; ``{count}`` stands for it."""
    return Message(one, values, many, count)


def joined(parts: Sequence[Message]) -> Message:
    """Return several sentence parts (at least one) as a list in one sentence."""
    first, *rest = parts
    return message("{first}; {rest}", first=first, rest=joined(rest)) if rest else first
