"""One record while it is being read: fields, secrets, clues and what had to be decided."""

from collections.abc import Callable, Iterable

from wxauth_cli.core.message import Message, message
from wxauth_cli.core.payload import Carrier, Payload, Value
from wxauth_cli.core.reading.names import ESSENTIAL, field_of, is_exact, secret_kind, usable
from wxauth_cli.core.secret import Secret

__all__ = ["Descend", "Record", "combine", "inherit"]

_INHERITED = ("session_key", "appid", "openid")


class Record:
    """Collect fields by WeChat's names; an exact name wins over a spelling, else the first stays.

    ``place`` is what tells several records of one source apart: ``:LINE`` or ``#INDEX``.
    """

    __slots__ = ("clues", "form", "names", "notes", "place", "secrets", "values")

    def __init__(self, form: str = "", place: str = "") -> None:
        self.values: dict[str, Value] = {}
        self.names: dict[str, str] = {}
        self.secrets: list[Secret] = []
        self.clues: list[str] = []
        self.notes: list[Message] = []
        self.form = form
        self.place = place

    def __bool__(self) -> bool:
        return bool(self.values or self.secrets)

    @property
    def is_essential(self) -> bool:
        """Tell whether there is something to examine, and not only an appid or openid."""
        return not ESSENTIAL.isdisjoint(self.values) or bool(self.secrets)

    @property
    def is_anchored(self) -> bool:
        """Tell whether the record holds a ciphertext, so that another one must be another record."""
        return "encryptedData" in self.values

    def add(self, name: str, text: str, raw: str, carrier: Carrier) -> bool:
        """Take the value if ``name`` is known and the value can be one of that name."""
        field = field_of(name)
        if field is not None and usable(field, text):
            self._put(field, name, Value(text, raw, carrier))
            return True
        kind = secret_kind(name)
        if kind is not None and len(text) >= 8:
            self._learn(kind, Secret(text))
            return True
        return False

    def put(self, field: str, text: str) -> None:
        """Take a text that stood there without any name."""
        self._put(field, field, Value(text, text, Carrier.TEXT))

    def clue(self, kind: str, text: str) -> None:
        """Remember what may name the framework, once."""
        line = f"{kind}: {text}"
        if line not in self.clues:
            self.clues.append(line)

    def absorb(self, other: "Record") -> None:
        """Take from ``other`` what is missing here; a contradiction is noted."""
        for field, value in other.values.items():
            self._put(field, other.names[field], value)
        self.secrets += [secret for secret in other.secrets if secret not in self.secrets]
        self.notes += [note for note in other.notes if note not in self.notes]
        self.clues += [clue for clue in other.clues if clue not in self.clues]
        self.form = self.form or other.form
        self.place = self.place or other.place

    def payload(self, source: str, form: str) -> Payload:
        """Return the finished payload."""
        spellings = [
            f"spelling: {name}"
            for field, name in self.names.items()
            if not is_exact(name) and field != "value"
        ]
        return Payload(
            values=self.values,
            source=source,
            form=self.form or form,
            clues=tuple(dict.fromkeys(self.clues + spellings)),
            secrets=tuple(self.secrets),
            notes=tuple(self.notes),
        )

    def _put(self, field: str, name: str, value: Value) -> None:
        present = self.values.get(field)
        if present is None:
            self.values[field] = value
            self.names[field] = name
            return
        wins = is_exact(name) and not is_exact(self.names[field])
        if present.text != value.text:
            used, other = (name, self.names[field]) if wins else (self.names[field], name)
            self.notes.append(
                message(
                    "{field} stands there more than once with different values ({used}, {other}): "
                    "the value of the {used} that was found first is used",
                    field=field,
                    used=used,
                    other=other,
                )
            )
        if wins:
            self.values[field] = value
            self.names[field] = name

    def _learn(self, kind: str, secret: Secret) -> None:
        if secret in self.secrets:
            return
        self.secrets.append(secret)
        if kind == "AppSecret":
            note = message(
                "an AppSecret stands in the input: whoever has seen it can act as your Mini Program; "
                "reset it in the WeChat console"
            )
        else:
            note = message(
                "an access_token stands in the input: it opens your Mini Program's API until it expires"
            )
        if note not in self.notes:
            self.notes.append(note)


Descend = Callable[[str], list[Record]]  # reads a text found inside a text: a JSON string inside JSON


def inherit(record: Record, shared: Record) -> None:
    """Give ``record`` the key and the identifiers that stand once for many records."""
    for field in _INHERITED:
        if field in shared.values and field not in record.values:
            record.values[field] = shared.values[field]
            record.names[field] = shared.names[field]


def combine(own: Record, children: Iterable[list[Record]]) -> list[Record]:
    """Return one record for an object and all that is nested in it, several if it holds several.

    A child that gives many records (an array), and each of two children with a ciphertext, stays a
    record of its own and inherits the key and the identifiers that stand beside it.
    """
    single = [own] if own else []
    several: list[Record] = []
    for records in children:
        (several if len(records) > 1 else single).extend(records)
    anchored = [record for record in single if record.is_anchored]
    if len(anchored) > 1:
        several = anchored + several
        single = [record for record in single if not record.is_anchored]
    shared = Record()
    for record in single:
        shared.absorb(record)
    if not several:
        return [shared] if shared else []
    for record in several:
        inherit(record, shared)
    rest = ESSENTIAL - {"session_key"}
    return [shared, *several] if shared.secrets or not rest.isdisjoint(shared.values) else several
