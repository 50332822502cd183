"""The catalogue: what every finding id means and what to change, in English and Chinese.

One TOML file a cause, ``causes/<id>.toml``, so that a person can edit one without touching another
and a run reads only those it shows.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

__all__ = ["Cause", "cause", "cause_ids"]


@dataclass(frozen=True)
class Cause:
    """Texts of one finding id: ``title``, ``meaning``, ``fix`` in each language."""

    id: str
    texts: Mapping[str, Mapping[str, str]]

    def text(self, name: str, language: str) -> str:
        """Return the text ``name`` in ``language``; every cause has all of them (tests see to it)."""
        return self.texts[language][name]


@cache
def cause(finding_id: str) -> Cause:
    """Return the catalogue's entry of a finding id. Raises KeyError for an id nobody described."""
    file = resources.files("wxauth_cli.catalog") / "causes" / f"{finding_id}.toml"
    try:
        texts = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise KeyError(finding_id) from None
    return Cause(finding_id, texts)


def cause_ids() -> list[str]:
    """Return every finding id of the catalogue, sorted."""
    folder = resources.files("wxauth_cli.catalog") / "causes"
    return sorted(
        entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")
    )
