"""Seeded payloads, their damaged cases, and the one check that every repair must pass."""

from dataclasses import replace
from random import Random
from typing import Any

from benchmarks.diagnosis import case_of
from benchmarks.payloads import Sample, sample
from wxauth_cli.core.base64_text import ALPHABET
from wxauth_cli.core.diagnosis import Case, Diagnosis, Outcome

__all__ = ["ALPHABET", "assert_repaired", "case", "deep", "opened_by", "seeded", "whole"]


def seeded(seed: int | str) -> Random:
    """Return the same chance for the same ``seed``."""
    return Random(seed)  # noqa: S311 - invented data


def whole(kind: str = "phone", seed: int | str = 1) -> Sample:
    """Return the healthy payload of ``kind`` that ``seed`` makes."""
    return sample(kind, seeded(f"{kind} {seed}"))


def case(payload: Sample, **changed: Any) -> Case:
    """Return the case of ``payload`` with some of its values replaced; ``None`` leaves one out."""
    absent = {name for name in ("encryptedData", "iv", "session_key") if changed.get(name, "") is None}
    made = case_of(replace(payload, **{name: text for name, text in changed.items() if name not in absent}))
    return replace(made, texts={name: text for name, text in made.texts.items() if name not in absent})


def deep(shallow: Case) -> Case:
    """Return the same case, searched as with ``--deep``."""
    return replace(shallow, deep=True)


def assert_repaired(said: Diagnosis, original: Sample, cause: str, field: str, *fields: str) -> None:
    """Assert cause, field, evidence, plaintext and that every value is back as WeChat wrote it."""
    found = said.findings[0]

    assert (said.outcome, said.cause, found.field) == (Outcome.REPAIRED, cause, field)
    assert str(found.message)
    assert said.data is not None
    assert said.data.text == original.plaintext
    assert dict(said.repaired) == {name: getattr(original, name) for name in (field, *fields)}


def opened_by(said: Diagnosis) -> list[str]:
    """Return the ids of the findings in their order."""
    return [finding.id for finding in said.findings]
