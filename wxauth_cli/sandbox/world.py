"""What everything in the sandbox lives on: its memory, its clock and its dice, all exchangeable."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from wxauth_cli.sandbox.store import Store

__all__ = ["World"]


@dataclass(frozen=True)
class World:
    """Hold the store, the clock (Unix seconds) and the source of randomness."""

    store: Store
    clock: Callable[[], float]
    random: Random
