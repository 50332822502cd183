"""What several messages mean together: causes that many of them name early come first."""

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Clue", "kinds_of", "ranked_causes"]

WRAPPER = "wrapper"
# what tells most first: a length that is wrong explains the bad padding and the broken JSON behind it
_ORDER = ("transport", "padding", "json", "code", "answer", WRAPPER)


class Clue(NamedTuple):
    """A message's class and its causes, likeliest first."""

    kind: str
    causes: tuple[str, ...]


def kinds_of(clues: Sequence[Clue]) -> list[str]:
    """Return the classes that were met; a wrapper only where nothing inside it was seen."""
    met = {clue.kind for clue in _telling(clues)}
    return [kind for kind in _ORDER if kind in met]


def ranked_causes(clues: Sequence[Clue]) -> list[str]:
    """Return all causes, best first: a first place counts one, a second a half, a third a third."""
    scores: dict[str, float] = {}
    for clue in _telling(clues):
        for place, name in enumerate(clue.causes, start=1):
            scores[name] = scores.get(name, 0.0) + 1 / place
    return sorted(scores, key=lambda name: -scores[name])


def _telling(clues: Sequence[Clue]) -> Sequence[Clue]:
    inside = [clue for clue in clues if clue.kind != WRAPPER]
    return inside or clues
