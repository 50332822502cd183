"""The messages of runtimes and SDKs: complete, of causes that exist, and cut as TOML would read them."""

import re
import tomllib
from importlib import resources
from typing import Any

import pytest

from wxauth_cli.catalog import cause_ids
from wxauth_cli.catalog.errcodes import errcodes
from wxauth_cli.catalog.explain import CLASSES, class_text
from wxauth_cli.catalog.stack_errors import known, stack_error
from wxauth_cli.core.explain.template import template

_HAN = re.compile(r"[\u4e00-\u9fff]")
_HALF_WIDTH_STOP = re.compile(r"[\u4e00-\u9fff][,;!?]")


def _documents() -> dict[str, dict[str, Any]]:
    folder = resources.files("wxauth_cli.catalog") / "stack_errors"
    files = [file for file in folder.iterdir() if file.name.endswith(".toml")]
    return {file.name.removesuffix(".toml"): tomllib.loads(file.read_text("utf-8")) for file in files}


def _entries() -> list[tuple[str, dict[str, Any]]]:
    return [(name, entry) for name, document in _documents().items() for entry in document["message"]]


def test_the_quick_reading_agrees_with_toml() -> None:
    """Ids and templates are cut out of the files by hand, because a start has no time to parse them all."""
    read = {one.id: one.templates for one in known()}

    assert read == {entry["id"]: tuple(entry["match"]) for _, entry in _entries()}


def test_ids_are_unique_and_begin_with_their_file() -> None:
    """Whoever sees an id knows which file to edit."""
    entries = _entries()

    assert len({entry["id"] for _, entry in entries}) == len(entries)
    assert [entry["id"] for name, entry in entries if not entry["id"].startswith(f"{name}-")] == []


def test_no_id_is_a_finding_id() -> None:
    """``wxauth explain ID`` has one answer."""
    assert {one.id for one in known()} & set(cause_ids()) == set()


@pytest.mark.parametrize("entry", [entry for _, entry in _entries()], ids=lambda entry: entry["id"])
def test_message_is_complete(entry: dict[str, Any]) -> None:
    """A message has a class, causes that exist, and a meaning in both languages, or an errcode instead."""
    assert entry["class"] in CLASSES
    assert all(len(template(text).needle) >= 8 or not text.isascii() for text in entry["match"])
    if "code" in entry:
        assert entry["code"] in {row.code for row in errcodes()}
        return
    assert entry["causes"]
    assert len(set(entry["causes"])) == len(entry["causes"])
    assert set(entry["causes"]) <= set(cause_ids())
    assert entry["en"].endswith(".")
    assert not _HAN.search(entry["en"])
    assert entry["zh"].endswith("。")
    assert _HAN.search(entry["zh"])
    assert not _HALF_WIDTH_STOP.search(entry["zh"])


def test_a_length_that_is_wrong_never_blames_the_key() -> None:
    """The class transport rules a stale key out, so none of its messages may name one."""
    keys = {"wrong-session-key", "session-key-rotated", "session-key-stale-cache"}
    entries = [entry for _, entry in _entries() if entry["class"] == "transport"]

    assert [entry["id"] for entry in entries if keys.intersection(entry["causes"])] == []


@pytest.mark.parametrize("kind", CLASSES)
@pytest.mark.parametrize("name", ["says", "rules_out", "collect"])
def test_class_speaks_both_languages(kind: str, name: str) -> None:
    """What a class tells, rules out and asks for is there in English and Chinese."""
    text = class_text(kind, name)

    assert text.texts["en"].endswith(".")
    assert text.texts["zh"].endswith("。")


def test_groups_and_codes_name_causes_that_exist() -> None:
    """The candidates of errcodes and groups are finding ids, and the codes are in the catalogue."""
    file = resources.files("wxauth_cli.catalog") / "explain_causes.toml"
    document = tomllib.loads(file.read_text("utf-8"))
    named = {name for table in document.values() for names in table.values() for name in names}

    assert named | set(document["groups"]) <= set(cause_ids())
    assert {int(key.split()[0]) for key in document["codes"]} <= {row.code for row in errcodes()}


def test_unknown_message_raises_key_error() -> None:
    """An id that no file has is an error, not an empty page."""
    with pytest.raises(KeyError):
        stack_error("no-such-message")
