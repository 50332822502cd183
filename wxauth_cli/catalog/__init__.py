"""The catalogue: what every finding id means and what to change, in English and Chinese.

One TOML file a cause, ``causes/<id>.toml``, so that a person can edit one without touching another
and a run reads only those it shows.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

__all__ = ["Cause", "cause", "cause_ids"]


_CAUSES = Path(__file__).parent / "causes"


class Cause(NamedTuple):
    """Texts of one finding id: ``title``, ``meaning``, ``fix`` in each language."""

    id: str
    texts: Mapping[str, Mapping[str, str]]

    def text(self, name: str, language: str) -> str:
        """Return the text ``name`` in ``language``; every cause has all of them (tests see to it)."""
        return self.texts[language][name]


@cache
def cause(finding_id: str) -> Cause:
    """Return the catalogue's entry of a finding id. Raises KeyError for an id nobody described."""
    import tomllib

    try:
        texts = tomllib.loads((_CAUSES / f"{finding_id}.toml").read_text("utf-8"))
    except FileNotFoundError:
        raise KeyError(finding_id) from None
    return Cause(finding_id, texts)


def cause_ids() -> list[str]:
    """Return every finding id of the catalogue, sorted."""
    return sorted(file.stem for file in _CAUSES.glob("*.toml"))
