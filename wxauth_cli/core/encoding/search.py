"""Undo damages, alone and stacked, until the value has the form of a healthy one."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from wxauth_cli.core.encoding.catalogue import DAMAGES, ESCAPES
from wxauth_cli.core.encoding.damage import Damage, Undo
from wxauth_cli.core.encoding.health import is_healthy
from wxauth_cli.core.encoding.traced import Traced
from wxauth_cli.core.message import Message

__all__ = ["Step", "Undone", "cleaned", "undo_all"]

_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_DEEPEST = 4  # damages on one value; more were never seen
_LONGEST = 32_768  # characters; 31 days of steps, the longest payload seen, have 2,000
_MOST_STATES = 400
_MOST_CHARACTERS = 2_000_000  # over all states, so that a huge value ends as soon as a small one


@dataclass(frozen=True, slots=True)
class Step:
    """One damage that was undone; ``positions`` are offsets in the value as given."""

    id: str
    evidence: Message
    positions: tuple[int, ...]
    layout: bool
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Undone:
    """A healthy value and the damages that lead from it to the value as given, outermost first."""

    text: str
    steps: tuple[Step, ...]

    @property
    def is_layout(self) -> bool:
        """Tell whether nothing but layout was removed."""
        return all(step.layout for step in self.steps)


def undo_all(text: str, field: str) -> Iterator[Undone]:
    """Yield the healthy values that undoing damages leads to, fewest damages first, each once.

    More than one means that the value alone does not tell; decryption can.
    """
    return _search(text, field, DAMAGES, lambda undone: is_healthy(undone, field) is True)


def cleaned(text: str, field: str) -> Undone | None:
    """Return the nearest text of base64 characters only, healthy or not; None where there is none.

    For values that lost characters besides: the escapes can be undone all the same.
    """
    if _BASE64.fullmatch(text):
        return None
    return next(_search(text, field, ESCAPES, lambda undone: _BASE64.fullmatch(undone) is not None), None)


def _search(
    text: str, field: str, damages: tuple[Damage, ...], accepted: Callable[[str], bool]
) -> Iterator[Undone]:
    if len(text) > _LONGEST:
        return
    level: list[tuple[Traced, tuple[Step, ...]]] = [(Traced(text), ())]
    seen = {text}
    most_states = max(24, min(_MOST_STATES, _MOST_CHARACTERS // max(1, len(text))))
    for _depth in range(_DEEPEST):
        following: list[tuple[Traced, tuple[Step, ...]]] = []
        for state, steps in level:
            for damage in damages:
                for undo in damage.undo(state.text, field):
                    undone = state.apply(undo.edits)
                    if undone.text in seen or not undone.text:
                        continue
                    seen.add(undone.text)
                    taken = (*steps, _step(damage.id, undo, state))
                    if accepted(undone.text):
                        yield Undone(undone.text, taken)
                    following.append((undone, taken))
                    if len(seen) > most_states:
                        return
        level = following


def _step(damage_id: str, undo: Undo, state: Traced) -> Step:
    positions = tuple(dict.fromkeys(state.original(edit.start) for edit in undo.edits))
    return Step(undo.id or damage_id, undo.evidence, positions, undo.layout, undo.also)
