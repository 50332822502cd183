"""What ``wxauth explain`` knows beyond causes, errcodes and messages: what belongs to what."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from wxauth_cli.core.message import Bilingual

__all__ = ["CLASSES", "causes_of_code", "class_text", "members"]

_FOLDER = Path(__file__).parent
CLASSES = ("transport", "padding", "json", "code", "answer", "wrapper")


def class_text(kind: str, name: str) -> Bilingual:
    """Return what the class ``kind`` of a message tells: ``says``, ``rules_out`` or ``collect``."""
    texts = _read("explain_classes.toml")[kind]
    return Bilingual({language: texts[language][name] for language in ("en", "zh")})


def causes_of_code(code: int, scope: str) -> list[str]:
    """Return the finding ids that may stand behind an errcode, likeliest first."""
    codes = _read("explain_causes.toml")["codes"]
    return list(codes.get(f"{code} {scope}") or codes.get(str(code)) or ())


def members(finding_id: str) -> list[str]:
    """Return the causes that a group's id stands for, likeliest first; none for another id."""
    return list(_read("explain_causes.toml")["groups"].get(finding_id, ()))


@cache
def _read(name: str) -> Mapping[str, Any]:
    import tomllib

    return tomllib.loads((_FOLDER / name).read_text("utf-8"))
