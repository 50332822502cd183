"""No input makes the engine raise, loop, claim something wrong, or use more than its time and memory."""

import json
import time
import tracemalloc
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.diagnosis import _agrees
from benchmarks.payloads import KINDS, NOW
from tests.core.diagnosis.cases import ALPHABET, case, deep, whole
from wxauth_cli.core.diagnosis import Case, Outcome, diagnose

FIELDS = ("encryptedData", "iv", "session_key")
_MEGABYTES = 1 << 20
_LOOKS = 400.0  # how often a search may look at a clock that advances one second a look

_base64 = st.text(alphabet=ALPHABET + "=", max_size=300)
_odd = st.text(max_size=80)
_texts = st.dictionaries(st.sampled_from(FIELDS), _base64 | _odd, max_size=3)
_edit = st.tuples(
    st.sampled_from(FIELDS),
    st.sampled_from(("wrong", "missing", "extra", "swapped", "cut")),
    st.floats(0, 1, exclude_max=True),
    st.sampled_from(ALPHABET + " =%\n…"),
)
_few = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def _ticking(shallow: Case) -> Case:
    """Return the case with a clock that advances by one second whenever it is looked at."""
    now = iter(range(1_000_000))
    return replace(shallow, clock=lambda: float(next(now)), deadline=_LOOKS)


def _edited(text: str, kind: str, where: float, sign: str) -> str:
    place = int(where * len(text))
    match kind:
        case "wrong":
            return text[:place] + sign + text[place + 1 :]
        case "missing":
            return text[:place] + text[place + 1 :]
        case "extra":
            return text[:place] + sign + text[place:]
        case "swapped":
            return text[:place] + text[place + 1 : place + 2] + text[place : place + 1] + text[place + 2 :]
        case _:
            return text[:place]


@given(_texts, _odd, _odd)
@_few
def test_no_texts_make_the_engine_raise(texts: dict[str, str], raw_data: str, signature: str) -> None:
    """Any text in any field: a verdict, and nothing claimed."""
    said = diagnose(_ticking(Case(texts, NOW, raw_data, signature, openid=signature, keys=(raw_data,))))

    assert (said.outcome, said.data, said.partial, said.repaired) == (Outcome.FAILED, None, None, {})
    assert said.findings or not texts


@given(st.sampled_from(KINDS), st.integers(0, 5), st.lists(_edit, min_size=1, max_size=3))
@_few
def test_mutated_payloads_are_never_read_wrongly(
    kind: str, seed: int, edits: list[tuple[str, str, float, str]]
) -> None:
    """Up to three edits anywhere: what is claimed is what WeChat wrote, or nothing."""
    original = whole(kind, seed)
    texts = {field: getattr(original, field) for field in FIELDS}
    for field, how, where, sign in edits:
        texts[field] = _edited(texts[field], how, where, sign)

    said = diagnose(_ticking(case(original, **texts)))

    assert said.data is None or said.data.text == original.plaintext
    plain = json.loads(original.plaintext)
    assert all(_agrees(value, plain.get(name)) for name, value in (said.partial or {}).items())
    assert all(trial.name for trial in said.trials)


@pytest.mark.parametrize("kind", ["user-info", "we-run"])
@pytest.mark.parametrize("damage", ["folded", "pluses", "two slips", "key"])
def test_every_search_looks_at_its_deadline(kind: str, damage: str) -> None:
    """Past the deadline the clock is looked at a few times more, by the records of the trials."""
    original = whole(kind)
    data = original.encryptedData
    changed = {
        "folded": {"encryptedData": data.lower()},
        "pluses": {"encryptedData": data.replace("+", "")[:-9] + data[-8:]},
        "two slips": {"encryptedData": data[:40] + "zz" + data[42:90] + "zz" + data[92:]},
        "key": {"session_key": original.session_key[:18]},
    }[damage]
    looks = 0

    def clock() -> float:
        nonlocal looks
        looks += 1
        return float(looks)

    diagnose(replace(deep(case(original, **changed)), clock=clock, deadline=10.0))

    assert looks < 150


def test_a_time_limit_holds_in_real_time() -> None:
    """A search of half a minute ends soon after one second."""
    original = whole("we-run")
    folded = deep(case(original, encryptedData=original.encryptedData.lower()))
    started = time.perf_counter()

    said = diagnose(replace(folded, clock=time.perf_counter, deadline=started + 1.0))

    assert time.perf_counter() - started < 10.0  # a batch that has begun is finished
    assert (said.outcome, said.cause, said.data) == (Outcome.FAILED, "case-folded", None)


def test_the_deep_search_stays_within_its_memory() -> None:
    """Less than 200 MB, however many patterns a block has."""
    original = whole("share")
    folded = deep(case(original, encryptedData=original.encryptedData.lower()))
    tracemalloc.start()

    said = diagnose(folded)

    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert said.outcome is Outcome.REPAIRED
    assert most < 200 * _MEGABYTES


@pytest.mark.parametrize("length", [50_000, 1_000_000])
def test_huge_values_end_soon(length: int) -> None:
    """A pasted log file in a field is answered, not searched."""
    started = time.perf_counter()

    said = diagnose(case(whole(), encryptedData="Ab+/" * (length // 4)))

    assert said.outcome is Outcome.FAILED
    assert time.perf_counter() - started < 30.0


def test_slips_of_a_huge_value_stay_within_the_memory() -> None:
    """Each of the 1,400 slips of one block holds a whole text of its own."""
    tracemalloc.start()

    diagnose(case(whole(), encryptedData="Ab+/" * 62_500))

    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 100 * _MEGABYTES


@pytest.mark.parametrize("text", ["A!" * 1000, "abc!" * 300, "ABCDE-" * 200])
def test_letters_of_one_case_among_foreign_signs_do_not_raise(text: str) -> None:
    """The deep search for their case can decode nothing around a sign that is not base64."""
    said = diagnose(deep(case(whole(), encryptedData=text)))

    assert (said.outcome, said.data, said.repaired) == (Outcome.FAILED, None, {})
