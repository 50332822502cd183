"""Every sentence in two languages, and nothing but sentences changes with the language."""

import gettext
import importlib.resources
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import pytest

from scripts import messages
from tests.conftest import Run
from wxauth_cli import i18n
from wxauth_cli.catalog import cause, cause_ids
from wxauth_cli.catalog.errcodes import errcodes
from wxauth_cli.cli.tree import root
from wxauth_cli.core.message import joined, message, plural
from wxauth_cli.environment import Environment
from wxauth_cli.i18n import Translator, language_of, libraries_speak
from wxauth_cli.redaction import Redactor
from wxauth_cli.runtime import Preferences, Runtime

SENTENCE = re.compile(r"(?:\b[A-Za-z][a-z']+[,;]? ){3,}[A-Za-z][a-z']+")
UNSPACED = re.compile(r"[\u4e00-\u9fff][A-Za-z0-9`<$]|[A-Za-z0-9`>%][\u4e00-\u9fff]")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]")
WECHATS_OWN = re.compile("IP白名单|企业可信IP")
EXAMPLE = re.compile(
    r"^ {2,}(\S+=\S+ )*(wxauth|pass|pbpaste|\$EDITOR|curl|cat|echo|export)\b.*$", re.MULTILINE
)


@pytest.fixture
def fresh_catalogue() -> Iterator[None]:
    """Forget the opened catalogue before and after the test."""
    i18n._catalogue.cache_clear()
    yield
    i18n._catalogue.cache_clear()


def command_paths() -> list[tuple[str, ...]]:
    """Return the words of every command and group, the program itself first."""
    preferences = Preferences(json=False, language="en", verbosity=0, show_secrets=False)
    runtime = Runtime(Environment.current(), preferences, Translator("en"), Redactor(lambda: b""))
    group = root(runtime.translate)
    context = click.Context(group, info_name="wxauth", obj=runtime)

    def below(command: click.Command, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        yield words
        if isinstance(command, click.Group):
            for name in command.list_commands(context):
                child = command.get_command(context, name)
                assert child is not None
                yield from below(child, (*words, name))

    return list(below(group, ()))


def chinese_sentences() -> Iterator[str]:
    """Yield every Chinese sentence of ours: the translations, the causes, the errcodes."""
    for entry in messages._read():
        if entry.id and entry.id != "Usage:":  # click writes half-width colons behind its other headings
            yield from messages._strings(entry)
    for finding_id in cause_ids():
        yield from (cause(finding_id).text(part, "zh") for part in ("title", "meaning", "fix", "next"))
    for row in errcodes():  # their meanings are WeChat's words, spaced as WeChat spaces them
        yield from (row.likely_cause.texts["zh"], row.what_to_do.texts["zh"])


def english_in(text: str) -> list[str]:
    """Return the stretches of four and more English words, but for examples."""
    return [match[0] for match in SENTENCE.finditer(EXAMPLE.sub("", text))]


def test_the_catalogue_is_complete() -> None:
    """No sentence is missing, untranslated, stale or different in its places; .mo is what .po says."""
    assert messages.problems() == []


@pytest.mark.parametrize("wrong", [UNSPACED, HALF_WIDTH], ids=["unspaced", "half-width"])
def test_chinese_is_set_as_chinese(wrong: re.Pattern[str]) -> None:
    """A space stands between Chinese and Latin, and Chinese sentences have Chinese punctuation."""
    sentences = [WECHATS_OWN.sub("", text) for text in chinese_sentences()]

    assert [text for text in sentences if wrong.search(text)] == []


def test_every_command_that_a_sentence_names_exists() -> None:
    """A hint is the next command to run; one that answers "No such command" helps nobody."""
    sentences = [
        text for key in messages.collect().origins for text in ([key] if isinstance(key, str) else key)
    ]
    named = {name for text in sentences for name in re.findall(r"\bwxauth ([a-z][a-z-]+)", text)}
    known = {path[0] for path in command_paths() if path}

    prose = {"does", "has", "itself", "masks", "takes", "that"}
    assert named - known - prose == set()


def test_sentences_are_found_wherever_they_stand(tmp_path: Path) -> None:
    """Literals, constants, both arms of an if, plurals; a computed text is a problem."""
    source = messages.PACKAGE / "x.py"
    found = messages.Collected()
    code = (
        '_HINT = "constant"\n'
        'message("one" "joined"); say("two"); runtime.translate(_HINT)\n'
        'message("yes" if x else "no"); plural("{count} cat", "{count} cats", n)\n'
        "message(computed); translate(computed)\n"
    )

    messages._from_text(code, source, found)

    assert list(found.origins) == [
        "onejoined",
        "two",
        "constant",
        "yes",
        "no",
        ("{count} cat", "{count} cats"),
    ]
    assert found.problems == ["not a literal: wxauth_cli/x.py:4: message(computed)"]


@pytest.mark.parametrize("words", command_paths(), ids=" ".join)
def test_help_is_chinese_throughout(
    run: Run, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """Every command's --help, with click's and Typer's own words in it."""
    ran = run(*words, "--help", "--lang", "zh")

    text = ran.stdout + capsys.readouterr().out
    assert ran.exit_code == 0
    assert english_in(text) == []
    assert "用法" in text
    assert "选项" in text
    assert not re.search(r"\b(Usage|Options|Arguments|Commands|required|default): ?", text)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nope"], "✗ 没有命令 'nope'。\n→ 参见：wxauth --help\n"),
        (["sesion"], "✗ 没有命令 'sesion'。你是不是想输入 'session'？\n→ 参见：wxauth --help\n"),
        (["profile", "use"], "✗ 缺少参数 'NAME'。\n→ 参见：wxauth profile use --help\n"),
        (["profile", "list", "--lan"], "✗ 没有选项 '--lan'"),
        (["profile", "add", "x"], "✗ 缺少选项 '--appid'"),
        (
            ["profile", "add", "x", "--appid", "y", "--timeout", "z"],
            "✗ '--timeout' 的值无效：'z' 不是有效的值",
        ),
        (["profile", "use", "x"], "✗ 没有配置 x。\n→ 查看现有配置：wxauth profile list；"),
        (["profile", "show"], "✗ 没有选择配置，因此没有可用的 AppID。\n"),
    ],
)
def test_errors_are_chinese(run: Run, arguments: list[str], said: str) -> None:
    """Errors of ours and of click alike."""
    ran = run(*arguments, "--lang", "zh")

    assert ran.stderr.startswith(said)
    assert english_in(ran.stderr) == []


@pytest.mark.parametrize(
    ("asked", "variables", "language"),
    [
        (None, {}, "en"),
        (None, {"LANG": "zh_CN.UTF-8"}, "zh"),
        (None, {"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        (None, {"LC_MESSAGES": "en_GB.UTF-8", "LC_ALL": "zh_TW"}, "zh"),
        (None, {"LC_ALL": "zh_CN", "WXAUTH_LANG": "en"}, "en"),
        (None, {"LC_ALL": "", "LANG": "zh"}, "zh"),
        ("zh", {"WXAUTH_LANG": "en"}, "zh"),
        ("en", {"WXAUTH_LANG": "zh", "LC_ALL": "zh_CN"}, "en"),
    ],
)
def test_the_language_is_decided_in_order(
    asked: str | None, variables: Mapping[str, str], language: str
) -> None:
    """--lang, then WXAUTH_LANG, LC_ALL, LC_MESSAGES and LANG; an empty variable counts for nothing."""
    assert language_of(variables, asked) == language


def test_plurals_and_nested_sentences_are_translated() -> None:
    """Values that are sentences themselves are read in the same language."""
    say = Translator("zh")

    assert say(plural("{count} second", "{count} seconds", 2)) == "2 秒"
    assert say(joined([message("is empty"), message("must be a text in quotes")])) == (
        "为空；必须是带引号的字符串"
    )


def test_an_english_run_opens_no_catalogue(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The language that is not used costs nothing."""

    def opened(*arguments: object) -> None:
        raise AssertionError("a catalogue was opened")

    monkeypatch.setattr(i18n, "_catalogue", opened)
    monkeypatch.setattr(gettext, "GNUTranslations", opened)

    assert run("profile", "list").exit_code == 0
    assert run("profile", "use", "nope").exit_code == 3
    assert run("profile", "--help").exit_code == 0
    assert capsys.readouterr().out.startswith("Usage: wxauth profile")


def test_a_missing_catalogue_answers_in_english(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fresh_catalogue: None
) -> None:
    """A broken installation is no reason to crash."""
    monkeypatch.setattr(importlib.resources, "files", lambda package: tmp_path)

    assert Translator("zh")(message("Profile {name} made.", name="x")) == "Profile x made."
    assert Translator("zh")(plural("{count} second", "{count} seconds", 2)) == "2 seconds"


@pytest.mark.parametrize(
    "arguments", [["profile", "list"], ["profile", "use", "nope"], ["profile", "show", "sandbox"], ["nope"]]
)
def test_only_sentences_change_with_the_language(run: Run, arguments: list[str]) -> None:
    """Keys, ids, types and exit codes are the same in every language."""
    english = run(*arguments, "--json", "--lang", "en")
    chinese = run(*arguments, "--json", "--lang", "zh")

    assert english.exit_code == chinese.exit_code
    assert without_sentences(english.json) == without_sentences(chinese.json)


def without_sentences(value: Any) -> Any:
    """Return a JSON value with the sentences in it left out."""
    if isinstance(value, dict):
        spoken = {"message", "hint", "fix", "problem", "problems", "warnings"}
        return {key: key if key in spoken else without_sentences(item) for key, item in value.items()}
    return [without_sentences(item) for item in value] if isinstance(value, list) else value


def test_the_process_is_left_as_it_was() -> None:
    """Click's language is put back, so that a program that embeds wxauth keeps its own."""
    domain, language = gettext.textdomain(), os.environ.get("LANGUAGE")

    with libraries_speak("zh"):
        inside = gettext.gettext("Options")

    assert inside == "选项"
    assert (gettext.textdomain(), os.environ.get("LANGUAGE")) == (domain, language)
