"""Records out of a parsed document: nested objects, arrays, JSON strings inside JSON."""

import json
from typing import Any

from wxauth_cli.core.message import message
from wxauth_cli.core.payload import Carrier
from wxauth_cli.core.reading.documents import Number, Pairs
from wxauth_cli.core.reading.names import field_of, known_name
from wxauth_cli.core.reading.record import Descend, Record, combine

__all__ = ["member", "names_in", "records_in"]

_DEEPEST = 60
_NAME_KEYS = ("name", "key")  # HAR and Postman write {"name": "iv", "value": "…"}


def records_in(node: Any, descend: Descend, depth: int = 0) -> list[Record]:
    """Return the records of a document; each element of an array stays apart, with its ``#INDEX``."""
    if depth > _DEEPEST:
        return []
    if isinstance(node, Pairs):
        return _object(node, descend, depth)
    if isinstance(node, list):
        pairs = _as_pairs(node)
        return _object(pairs, descend, depth) if pairs else _array(node, descend, depth)
    return _inside(node, descend)


def member(node: Any, *path: str) -> Any:
    """Return what stands under the names of ``path``, or None."""
    for name in path:
        if not isinstance(node, Pairs):
            return None
        node = next((value for key, value in node if key == name), None)
    return node


def names_in(node: Any) -> list[str]:
    """Return the names of an object, or of an array's first one, for an error message."""
    if isinstance(node, list) and not isinstance(node, Pairs):
        node = next((item for item in node if isinstance(item, Pairs)), None)
    return [name for name, _ in node] if isinstance(node, Pairs) else []


def _array(items: list[Any], descend: Descend, depth: int) -> list[Record]:
    found: list[Record] = []
    for index, item in enumerate(items, 1):
        records = records_in(item, descend, depth + 1)
        for record in records:
            record.place = f"#{index}{record.place}"
        found += records
    return found


def _object(members: Pairs, descend: Descend, depth: int) -> list[Record]:
    own = Record()
    children: list[list[Record]] = []
    for name, node in members:
        if not _take(own, name, node):
            children.append(records_in(node, descend, depth + 1))
    return combine(own, children)


def _take(record: Record, name: str, node: Any) -> bool:
    if isinstance(node, str):
        return record.add(name, str(node), getattr(node, "raw", str(node)), Carrier.JSON)
    field = field_of(name)
    if field is None or isinstance(node, bool):
        return False
    if node is None:
        missing = field in ("encryptedData", "iv", "session_key")
        return missing and record.add(name, "null", "null", Carrier.JSON)
    data = member(node, "data") if member(node, "type") == "Buffer" else node
    if _is_bytes(data):
        text = f"[{','.join(data)}]"
        return record.add(name, text, text, Carrier.JSON)
    if field == "rawData" and isinstance(node, Pairs):
        text = json.dumps(_plain(node), ensure_ascii=False, separators=(",", ":"))
        record.notes.append(
            message(
                "rawData is an object here, while the signature is made over its exact text: "
                "it was written again without spaces, as WeChat writes it"
            )
        )
        return record.add(name, text, text, Carrier.JSON)
    return False


def _inside(node: Any, descend: Descend) -> list[Record]:
    if not isinstance(node, str) or isinstance(node, Number) or not known_name().search(node):
        return []
    return descend(str(node))


def _is_bytes(node: Any) -> bool:
    return isinstance(node, list) and len(node) > 1 and all(isinstance(item, Number) for item in node)


def _as_pairs(items: list[Any]) -> Pairs | None:
    pairs = Pairs()
    for item in items:
        name = next((member(item, key) for key in _NAME_KEYS if member(item, key) is not None), None)
        value = member(item, "value")
        if not isinstance(name, str) or not isinstance(value, str):
            return None
        pairs.append((name, value))
    return pairs or None


def _plain(node: Any, depth: int = 0) -> Any:
    if isinstance(node, Pairs):
        return {name: _plain(value) for name, value in node}
    if isinstance(node, Number):
        return json.loads(node) if node.lstrip("-").isdigit() and len(node) < 20 else node
    return [_plain(item) for item in node] if isinstance(node, list) else node
