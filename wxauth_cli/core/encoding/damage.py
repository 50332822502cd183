"""The shape of a damage: an id, and a function that finds it in a text and says how to undo it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from wxauth_cli.core.encoding.traced import Edit
from wxauth_cli.core.message import Message

__all__ = ["Damage", "Undo", "edit_each", "places"]


@dataclass(frozen=True, slots=True)
class Undo:
    """One way to undo a damage in a text.

    ``evidence`` is the observation in one sentence. ``layout`` marks what is no damage at all (line
    breaks); ``also`` names other causes of the same trace. ``id`` overrides the damage's own where
    a family tells its members apart.
    """

    edits: tuple[Edit, ...]
    evidence: Message
    layout: bool = False
    also: tuple[str, ...] = ()
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Damage:
    """One kind of transport damage. ``undo(text, field)`` yields the ways to undo it, likeliest first."""

    id: str
    undo: Callable[[str, str], Iterator[Undo]]


def edit_each(positions: list[int], replacement: str, length: int = 1) -> tuple[Edit, ...]:
    """Return edits that replace ``length`` characters at each position."""
    return tuple(Edit(position, position + length, replacement) for position in positions)


def places(positions: list[int]) -> str:
    """Return positions for a sentence: the first eight, then how many more there are."""
    shown = ", ".join(str(position) for position in positions[:8])
    return shown + (f", … (+{len(positions) - 8})" if len(positions) > 8 else "")
