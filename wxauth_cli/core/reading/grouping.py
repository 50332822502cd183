"""Which of the fields found one after the other belong together."""

from wxauth_cli.core.reading.record import Record, inherit

__all__ = ["assemble"]

_NEAR = 2  # lines between two fields of one block (print_r, settings, hand-written notes)


def assemble(found: list[tuple[int, Record]]) -> list[Record]:
    """Return the records of a log: partial ones, given with their line, are joined where that is safe.

    With one ciphertext in the text, everything that does not contradict it belongs to it, the
    nearest earlier line first. With several, only fields that stand line by line are joined, and a
    key or identifier that the whole text has once is shared: two users are never mixed.
    """
    anchored = [index for index, (_, record) in enumerate(found) if record.is_anchored]
    if len(anchored) == 1:
        records = _around(found, anchored[0])
    else:
        records = _by_block(found, loose=not anchored)
        _share(records)
    essential = [record for record in records if record.is_essential]
    return essential or records


def _around(found: list[tuple[int, Record]], anchor: int) -> list[Record]:
    centre = found[anchor][1]
    apart: list[Record] = []
    for _, record in [*reversed(found[:anchor]), *found[anchor + 1 :]]:
        if _contradicts(centre, record):
            apart.append(record)
        else:
            place = centre.place
            centre.absorb(record)
            centre.place = place
    return [centre, *apart]


def _by_block(found: list[tuple[int, Record]], *, loose: bool) -> list[Record]:
    records: list[Record] = []
    last_line = -_NEAR
    single = False
    for line, record in found:
        joins = records and not _overlaps(records[-1], record)
        near = single and len(record.values) <= 1 and line - last_line <= _NEAR
        if joins and (loose or near):
            records[-1].absorb(record)
        else:
            records.append(record)
            single = len(record.values) <= 1
        last_line = line
    return records


def _share(records: list[Record]) -> None:
    shared = Record()
    for field in ("session_key", "appid", "openid"):
        holders = sorted(
            (record for record in records if field in record.values),
            key=lambda record: not record.is_anchored,
        )
        # a value inside one payload is that payload's own; sharing it could mix two users
        if len({record.values[field].text for record in holders}) == 1 and not holders[0].is_anchored:
            shared.values[field] = holders[0].values[field]
            shared.names[field] = holders[0].names[field]
    key_holder = next((record for record in records if "session_key" in record.values), shared)
    for record in records:
        if record.is_anchored and not _differs(record, key_holder, "openid"):
            inherit(record, shared)


def _overlaps(first: Record, second: Record) -> bool:
    return not first.values.keys().isdisjoint(second.values)


def _contradicts(first: Record, second: Record) -> bool:
    return any(_differs(first, second, field) for field in second.values)


def _differs(first: Record, second: Record, field: str) -> bool:
    one, other = first.values.get(field), second.values.get(field)
    return one is not None and other is not None and one.text != other.text
