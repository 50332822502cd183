"""What everything in the sandbox lives on: its memory, its clock and its dice, all exchangeable."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from wxauth_cli.sandbox.store import Store

__all__ = ["World"]


@dataclass(frozen=True)
class World:
    """Hold the store, the machine's clock (Unix seconds) and the machine's source of randomness.

    What the sandbox lives by is ``clock`` and ``random``: both obey what the store says, so every
    process on the same state has the same time and throws the same dice.
    """

    store: Store
    real_clock: Callable[[], float]
    dice: Random

    def clock(self) -> float:
        """Return the virtual time: the machine's, and as many seconds more as were skipped."""
        return self.real_clock() + self.ahead

    @property
    def ahead(self) -> float:
        """The seconds that were skipped so far."""
        return float(self._setting("ahead") or 0)

    @property
    def random(self) -> Random:
        """Dice for one value; with a seed in the store the n-th ones are always the same."""
        seed = self._setting("seed")
        if seed is None:
            return self.dice
        with self.store.transaction() as database:
            draws = int(self._setting("draws") or 0) + 1
            database.execute("INSERT OR REPLACE INTO settings VALUES ('draws', ?)", (draws,))
        return Random(f"{seed}:{draws}")  # noqa: S311 - invented values that are to be the same again

    def skip(self, seconds: float) -> None:
        """Move the virtual time on; the store keeps it."""
        with self.store.transaction() as database:
            database.execute("INSERT OR REPLACE INTO settings VALUES ('ahead', ?)", (self.ahead + seconds,))

    def seed(self, seed: int) -> None:
        """Throw the same dice from now on as after every other call with this seed."""
        with self.store.transaction() as database:
            database.executemany(
                "INSERT OR REPLACE INTO settings VALUES (?, ?)", [("seed", seed), ("draws", 0)]
            )

    def _setting(self, name: str) -> Any:
        with self.store.reading() as database:
            row = database.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return None if row is None else row["value"]
