"""How many session_keys a key ring tries in a second; the goal is more than 1,000 in 0.1 s.

    python benchmarks/key_ring.py
    python benchmarks/key_ring.py --keys 20000 --rounds 9

Each round gives the diagnosis a ring in which only the last key opens the payload, and takes the
whole time from values to verdict.
"""

import argparse
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent))  # run as a script from anywhere

from benchmarks.diagnosis import case_of
from benchmarks.payloads import KINDS, Sample, sample
from wxauth_cli.core.base64_text import encode
from wxauth_cli.core.diagnosis import diagnose

__all__ = ["GOAL", "keys_for", "keys_per_second"]

GOAL = 10_000.0  # keys a second


def keys_for(payload: Sample, count: int, place: int | None) -> tuple[str, ...]:
    """Return ``count`` seeded keys, the right one of ``payload`` at ``place`` (None: nowhere)."""
    random = Random(count)
    keys = [encode(random.randbytes(16)) for _ in range(count)]
    if place is not None:
        keys[place] = payload.session_key
    return tuple(keys)


def keys_per_second(kind: str, count: int, rounds: int) -> float:
    """Return the median rate over ``rounds`` payloads of ``kind``, the right key last."""
    random, rates = Random(kind), []
    for _ in range(rounds):
        whole = sample(kind, random)
        keys = keys_for(whole, count, count - 1)
        case = replace(case_of(replace(whole, session_key=keys[0])), keys=keys)
        started = time.perf_counter()
        said = diagnose(case)
        rates.append(count / (time.perf_counter() - started))
        assert said.repaired == {"session_key": whole.session_key}
    return statistics.median(rates)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--keys", type=int, default=1500, help="keys in the ring")
    parser.add_argument("--rounds", type=int, default=5, help="payloads of each kind")
    arguments = parser.parse_args()
    print("kind             keys a second   in 0.1 s")
    for kind in KINDS:
        rate = keys_per_second(kind, arguments.keys, arguments.rounds)
        print(f"{kind:16} {rate:13,.0f} {rate / 10:10,.0f}   {'met' if rate > GOAL else 'NOT MET'}")


if __name__ == "__main__":
    main()
