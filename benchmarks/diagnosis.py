"""How often the diagnosis finds the right cause and the original data, how fast, and never wrongly.

    python benchmarks/diagnosis.py                     200 payloads a group, the whole table
    python benchmarks/diagnosis.py --count 20 --only iv --misses

Prints, for each group of damage: right cause, proven repair (or, where the goal says so, at least a
partial reading), wrong claims, median and 95th percentile time, and whether the goal is met.
"""

import argparse
import json
import statistics
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent))  # run as a script from anywhere

from benchmarks.damages import GROUPS, Group
from benchmarks.payloads import KINDS, NOW, Sample, sample
from wxauth_cli.core.base64_text import encode
from wxauth_cli.core.diagnosis import Case, Diagnosis, diagnose
from wxauth_cli.core.diagnosis.verdict import Outcome
from wxauth_cli.core.opendata import DecryptError, decrypt

__all__ = ["Row", "case_of", "measure", "random_triples"]

TIME_LIMIT = 60.0
_SHARE = 500  # triples a process takes at a time
_HEADER = "group                          cause  repaired  wrong median ms    p95 ms  goal ms"


@dataclass(frozen=True)
class Row:
    """What one group gave, over ``count`` payloads."""

    count: int
    right: int
    repaired: int
    wrong_claims: int
    seconds: list[float]
    misses: list[str]


def case_of(damaged: Sample, *, deep: bool = False) -> Case:
    """Return the case as ``decrypt`` would build it from a payload file with everything in it."""
    texts = {"encryptedData": damaged.encryptedData, "iv": damaged.iv, "session_key": damaged.session_key}
    return Case(
        texts, NOW, damaged.raw_data, damaged.signature, damaged.appid, damaged.openid,
        deep=deep, clock=time.perf_counter, deadline=time.perf_counter() + TIME_LIMIT,
    )  # fmt: skip


def measure(group: Group, count: int, seed: int) -> Row:
    """Damage ``count`` seeded payloads in the group's way and diagnose each."""
    random = Random(f"{group.name} {seed}")
    row = Row(0, 0, 0, 0, [], [])
    number = right = repaired = wrong = 0
    while number < count:
        whole = sample(group.kinds[number % len(group.kinds)], random)
        made = group.make(whole, random)
        if made is None or _opens(made[0]):
            continue
        number += 1
        case = case_of(made[0], deep=group.deep)
        started = time.perf_counter()
        said = diagnose(case)
        row.seconds.append(time.perf_counter() - started)
        found, is_right, is_wrong = _judged(said, made[1], whole, group)
        right, repaired, wrong = right + is_right, repaired + found, wrong + is_wrong
        if (not (found and is_right) and group.repaired) or is_wrong:
            row.misses.append(
                f"{whole.kind}: wanted {sorted(made[1])}, said {said.outcome.value} {said.cause}"
            )
    return Row(count, right, repaired, wrong, row.seconds, row.misses)


def _judged(said: Diagnosis, causes: set[str], whole: Sample, group: Group) -> tuple[bool, bool, bool]:
    found = said.data is not None and said.data.text == whole.plaintext
    is_wrong = said.data is not None and not found
    plain = json.loads(whole.plaintext)
    if said.partial is not None:
        for name, value in said.partial.items():
            is_wrong |= not _agrees(value, plain.get(name))
    if group.partial_is_enough and said.partial is not None:
        found = found or not is_wrong
    is_right = said.cause in causes or any(finding.id in causes for finding in said.findings[:1])
    return found, is_right, is_wrong


def _agrees(read: object, real: object) -> bool:
    """Tell whether what was read is part of the real value; ``?`` stands for a character not known."""
    if isinstance(read, dict) and isinstance(real, dict):
        return all(_agrees(value, real.get(name)) for name, value in read.items())
    if isinstance(read, list) and isinstance(real, list):
        return all(value in real for value in read)
    if isinstance(read, str) and isinstance(real, str) and len(read) == len(real):
        return all(a in ("?", b) for a, b in zip(read, real, strict=True))
    return read == real


def _opens(damaged: Sample) -> bool:
    try:
        decrypt(damaged.encryptedData, damaged.iv, damaged.session_key)
    except DecryptError:
        return False
    return True


def random_triples(count: int, seed: int) -> int:
    """Return how many of ``count`` random triples were claimed to decrypt; each claim would be wrong."""
    shares = [(start, min(start + _SHARE, count), seed) for start in range(0, count, _SHARE)]
    claims = 0
    with ProcessPoolExecutor() as pool:
        for share, found in zip(shares, pool.map(_claims, shares), strict=True):
            claims += found
            print(f"\r{share[1]} of {count} random triples, {claims} claims", end="", file=sys.stderr)
    print(file=sys.stderr)
    return claims


def _claims(share: tuple[int, int, int]) -> int:
    claims = 0
    for number in range(*share[:2]):
        random = Random(f"{share[2]} {number}")
        key, iv = encode(random.randbytes(16)), encode(random.randbytes(16))
        data = encode(random.randbytes(16 * random.randint(4, 30)))
        said = diagnose(Case({"encryptedData": data, "iv": iv, "session_key": key}, NOW))
        claims += said.data is not None or said.partial is not None
    return claims


def intact_payloads(count: int, seed: int) -> int:
    """Return how many of ``count`` intact payloads were called anything but fine."""
    random = Random(seed)
    wrong = 0
    for number in range(count):
        whole = sample(KINDS[number % len(KINDS)], random)
        wrong += decrypt(whole.encryptedData, whole.iv, whole.session_key).text != whole.plaintext
        said = diagnose(case_of(whole))
        wrong += said.outcome is not Outcome.OK
    return wrong


def _print_row(group: Group, row: Row, misses: bool) -> None:
    ordered = sorted(row.seconds)
    median, late = statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    right, repaired = row.right / row.count, row.repaired / row.count
    met = right >= group.right and row.wrong_claims == 0 and late <= group.seconds
    met = met and (repaired >= (group.repaired or 0) if group.repaired else repaired == 0)
    print(
        f"{group.name:28} {right:7.1%} {repaired:9.1%} {row.wrong_claims:6} {median * 1000:9.1f} "
        f"{late * 1000:9.1f} {group.seconds * 1000:8.0f}   {'met' if met else 'NOT MET'}",
        flush=True,
    )
    for miss in row.misses if misses else ():
        print("    " + miss)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=200, help="payloads a group")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="groups whose name holds this text, or: claims")
    parser.add_argument("--misses", action="store_true", help="name each payload that was missed")
    parser.add_argument("--triples", type=int, default=100_000)
    parser.add_argument("--intact", type=int, default=10_000)
    arguments = parser.parse_args()
    print(_HEADER)
    for group in GROUPS:
        if arguments.only in group.name:
            _print_row(group, measure(group, arguments.count, arguments.seed), arguments.misses)
    if not arguments.only or arguments.only == "claims":
        claims = random_triples(arguments.triples, arguments.seed)
        print(f"{arguments.triples} random triples: {claims} wrong claims")
        wrong = intact_payloads(arguments.intact, arguments.seed)
        print(f"{arguments.intact} intact payloads: {wrong} wrong claims")


if __name__ == "__main__":
    main()
