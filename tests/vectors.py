"""The shared test vectors, by kind; each carries its origin in ``source``."""

import json
from pathlib import Path
from typing import Any

__all__ = ["vectors"]

_FILE = Path(__file__).parent / "data" / "vectors.json"


def vectors(kind: str) -> list[Any]:
    """Return every vector of ``kind``, each a mapping with ``name`` and ``source``."""
    return [vector for vector in json.loads(_FILE.read_text("utf-8")) if vector["kind"] == kind]
