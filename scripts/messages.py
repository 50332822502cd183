"""Keep the Chinese catalogue complete: collect every English sentence, and compile the answers.

    python scripts/messages.py            bring wxauth.po up to date and compile wxauth.mo
    python scripts/messages.py --prune    the same, and forget the translations of lost sentences
    python scripts/messages.py --check    change nothing; print what is wrong and exit 1

Sentences come from three places: texts handed to ``message``, ``plural`` and ``translate`` in our
sources; help texts, taken from the command tree exactly as it hands them to the translator; and the
words of click and Typer, which look them up in our catalogue too.
"""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

__all__ = ["MO", "PACKAGE", "PO", "Collected", "Key", "collect", "main", "problems", "update"]

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "wxauth_cli"
PO = PACKAGE / "locale" / "zh" / "LC_MESSAGES" / "wxauth.po"
MO = PO.with_suffix(".mo")

Key = str | tuple[str, str]  # a sentence, or its singular and plural

_OURS = {"message": 1, "plural": 2, "translate": 1, "say": 1}
_MUST_BE_LITERAL = {"message", "plural"}
_HELPED = {"Option": 0, "Argument": 0}  # an Argument's help may not reach the tree: click 8.5 drops it
_THEIRS = {"_": 1, "gettext": 1, "ngettext": 2}
_LIBRARIES = ("click", "typer")
_NOT_SHOWN = {"rich_utils.py"}  # Typer's rich help, which we do not use
_NOISE = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Language-Team|Last-Translator|'
    r"Project-Id-Version|Report-Msgid-Bugs-To)"
)


class Collected:
    """Every sentence with its origin (``wxauth`` or a library), and what could not be collected."""

    def __init__(self) -> None:
        self.origins: dict[Key, str] = {}
        self.problems: list[str] = []

    def add(self, key: Key, origin: str) -> None:
        """Take a sentence; one that exists with and without plural is kept with it."""
        if key and self.origins.get(key) != "wxauth":
            self.origins[key] = origin

    def finish(self) -> "Collected":
        """Drop the singulars that a plural holds already."""
        for key in [key for key in self.origins if isinstance(key, tuple)]:
            self.origins.pop(key[0], None)
        return self


def collect() -> Collected:
    """Return every sentence that a person can be shown."""
    found = Collected()
    for path in sorted(PACKAGE.rglob("*.py")):
        _from_text(path.read_text("utf-8"), path, found)
    _from_commands(found)
    for library in _LIBRARIES:
        for path in _modules_of(library):
            for call, name in _calls(ast.parse(path.read_text("utf-8")), _THEIRS):
                for key in _keys(call, _THEIRS[name], {}):
                    found.add(key, library)
    return found.finish()


def update(*, prune: bool = False) -> None:
    """Write wxauth.po and wxauth.mo; a run with nothing new changes no byte."""
    new = _rebuilt(prune=prune)
    _write(PO, _po_bytes(new))
    if not MO.exists() or _compiled() != _translations(new):
        buffer = BytesIO()
        write_mo(buffer, _translated(new))
        _write(MO, buffer.getvalue())


def problems() -> list[str]:
    """Return one line for everything that is wrong with the catalogue."""
    catalogue, found = _read(), collect()
    entries = {_identity(message): message for message in catalogue if message.id}
    lines = list(found.problems)
    lines += [f"missing: {key!r}" for key in found.origins if key not in entries]
    for key, message in entries.items():
        if key not in found.origins and not message.auto_comments:  # another click has other words
            lines.append(f"stale: {key!r}")
        elif not _strings(message):
            lines.append(f"untranslated: {key!r}")
        else:
            lines += [
                f"placeholders differ: {key!r} against {text!r}"
                for text in _strings(message)
                if _places(text) != _places(key if isinstance(key, str) else key[1])
            ]
    if not lines and _po_bytes(_rebuilt(prune=False)) != PO.read_bytes():
        lines.append("wxauth.po is not in its own order; run: python scripts/messages.py")
    if not MO.exists() or _compiled() != _translations(catalogue):
        lines.append("wxauth.mo is not what wxauth.po says; run: python scripts/messages.py")
    return lines


def main(arguments: list[str]) -> int:
    """Run the script and return its exit code."""
    if arguments == ["--check"]:
        found = problems()
        print("\n".join(found) or "The catalogue is complete.")
        return 1 if found else 0
    if arguments not in ([], ["--prune"]):
        print(__doc__)
        return 2
    update(prune=bool(arguments))
    left = [line for line in problems() if not line.startswith("stale")]
    print("\n".join(left) or "The catalogue is complete.")
    return 0


def _rebuilt(*, prune: bool) -> Catalog:
    old, found = _read(), collect()
    known = {_identity(message): message for message in [*old, *old.obsolete.values()] if message.id}
    new = _empty()
    for key, origin in _sorted(found, known).items():
        before = known.pop(key, None)
        new.add(key, before.string if before else "", auto_comments=[origin] if origin != "wxauth" else [])
    if not prune:
        for key, message in known.items():
            new.obsolete[message.id] = Message(key, message.string)
    return new


def _from_text(code: str, path: Path, found: Collected) -> None:
    tree = ast.parse(code, str(path))
    constants = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for call, name in _calls(tree, _OURS):
        keys = list(_keys(call, _OURS[name], constants))
        for key in keys:
            found.add(key, "wxauth")
        if not keys and name in _MUST_BE_LITERAL and call.args:
            place = path.relative_to(ROOT).as_posix()
            found.problems.append(f"not a literal: {place}:{call.lineno}: {ast.unparse(call)[:80]}")
    for call, _ in _calls(tree, _HELPED):
        for text in (text for word in call.keywords if word.arg == "help" for text in _texts(word.value, {})):
            found.add(text, "wxauth")


def _from_commands(found: Collected) -> None:
    """Build the command tree with a translator that takes down whatever it is given."""
    import click

    from wxauth_cli.cli.tree import root
    from wxauth_cli.environment import Environment
    from wxauth_cli.i18n import Translator
    from wxauth_cli.redaction import Redactor
    from wxauth_cli.runtime import Preferences, Runtime

    class Recorder(Translator):
        def _text(self, text: str) -> str:
            found.add(text, "wxauth")
            return text

    recorder = Recorder("en")
    preferences = Preferences(json=False, language="en", verbosity=0, show_secrets=False)
    runtime = Runtime(Environment.current(), preferences, recorder, Redactor(lambda: b""))
    group = root(recorder)
    context = click.Context(group, info_name="wxauth", obj=runtime)
    for name in group.list_commands(context):
        try:
            group.get_command(context, name)
        except ModuleNotFoundError as error:
            found.problems.append(f"command {name}: {error}")


def _calls(tree: ast.AST, names: dict[str, int]) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
            if name in names:
                yield node, name


def _keys(call: ast.Call, count: int, constants: dict[str, ast.expr]) -> Iterator[Key]:
    """Return the sentences of a call: literals, constants of the module, both arms of an ``if``."""
    texts = [list(_texts(argument, constants)) for argument in call.args[:count]]
    if len(texts) == count:
        yield from texts[0] if count == 1 else zip(*texts, strict=False)


def _texts(node: ast.expr, constants: dict[str, ast.expr]) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=other):
            yield from _texts(body, constants)
            yield from _texts(other, constants)
        case ast.Name(id=name) if name in constants:
            yield from _texts(constants[name], {})
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            for first in _texts(left, constants):
                yield from (first + second for second in _texts(right, constants))


def _modules_of(library: str) -> list[Path]:
    spec = find_spec(library)
    assert spec is not None and spec.origin is not None  # noqa: S101 - both are installed with us
    return [path for path in sorted(Path(spec.origin).parent.glob("*.py")) if path.name not in _NOT_SHOWN]


def _sorted(found: Collected, known: dict[Key, Message]) -> dict[Key, str]:
    """Return sentences by origin and alphabet; library words of other versions stay."""
    origins = dict(found.origins)
    for key, message in known.items():
        if message.auto_comments and key not in origins:
            origins[key] = message.auto_comments[0]
    ours = {key: origin for key, origin in origins.items() if origin == "wxauth"}
    theirs = {key: origin for key, origin in origins.items() if origin != "wxauth"}
    return {key: part[key] for part in (ours, theirs) for key in sorted(part, key=str)}


def _empty() -> Catalog:
    return Catalog(locale="zh", project="wxauth", header_comment="# The Chinese of wxauth.", fuzzy=False)


def _read() -> Catalog:
    if not PO.exists():
        return _empty()
    with PO.open("rb") as stream:
        return read_po(stream, locale="zh")


def _po_bytes(catalogue: Catalog) -> bytes:
    buffer = BytesIO()
    write_po(buffer, catalogue, width=110, no_location=True)
    lines = buffer.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not _NOISE.match(line)).encode()


def _translated(catalogue: Catalog) -> Catalog:
    """Return the translated part; Babel would compile English into the gaps of plurals."""
    part = _empty()
    for key, strings in _translations(catalogue).items():
        part.add(key, strings[0] if isinstance(key, str) else strings)
    return part


def _write(path: Path, content: bytes) -> None:
    if not path.exists() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _compiled() -> dict[Key, tuple[str, ...]]:
    with MO.open("rb") as stream:
        return _translations(read_mo(stream))


def _translations(catalogue: Catalog) -> dict[Key, tuple[str, ...]]:
    return {_identity(entry): _strings(entry) for entry in catalogue if entry.id and _strings(entry)}


def _identity(entry: Message) -> Key:
    return entry.id if isinstance(entry.id, str) else (entry.id[0], entry.id[1])


def _strings(entry: Message) -> tuple[str, ...]:
    strings = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
    return strings if all(strings) else ()


def _places(text: str) -> set[str]:
    """Return the names in braces and after percent signs; a help text may hold others, kept as they are."""
    try:
        fields = {
            f"{name}!{conversion}:{spec}" for _, name, spec, conversion in Formatter().parse(text) if name
        }
    except ValueError:  # braces of a help text's example
        fields = set(re.findall(r"\{[^{}]*\}", text))
    return fields | set(re.findall(r"%\(\w+\)s", text))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main(sys.argv[1:]))
