"""The causes: every finding id is described, in both languages, with advice that may be followed."""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path

import pytest

import wxauth_cli
from wxauth_cli.catalog import cause, cause_ids

_LANGUAGES = ("en", "zh")
_TEXTS = ("title", "meaning", "fix", "next")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HALF_WIDTH_STOP = re.compile(r"[\u4e00-\u9fff][,;!?]")  # Chinese prose has full-width punctuation
_KEBAB_CASE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_TITLE = {"en": 90, "zh": 45}
_COMMANDS = re.compile(
    r"wxauth (session|phone|token|decrypt|check-encoding|verify|explain|scan|smoke|sandbox|profile|doctor)\b"
)

_TABLE_OF_CAUSES = """
    plus-to-space plus-to-space-partial plus-dropped plus-percent-once plus-percent-twice
    whole-percent-encoded decoded-twice encodeURI-instead equals-stripped equals-extra base64url-alphabet
    line-breaks literal-backslash-n json-escaped html-entities quotes smart-quotes invisible-characters
    full-width case-folded slash-merged waf-altered ellipsis-or-mask surplus-text charset-conversion

    truncated-off-block truncated-on-block truncated-padding-only key-truncated pasted-twice list-joined
    fields-swapped iv-of-another-call iv-damaged iv-zero-or-key one-character-wrong hex-instead-of-base64
    bytes-as-decimal base64-of-base64 language-repr wrong-thing-as-data login-code-as-phone-code
    missing-value-text

    session-key-rotated session-key-stale-cache check-session-trusted wrong-user-key wrong-app-key
    appsecret-as-key key-not-decoded key-padded encoding-aes-key-confused redis-serialiser

    ecb-mode cipher-by-key-length pkcs7-provider-missing unpad-32 unpad-blind unpad-first-occurrence
    no-unpad null-return raw-flag undecoded-data mcrypt-missing wrong-charset-output watermark-mismatch
    replayed-payload other-platform

    anonymous-user-data openid-absent field-absent-in-sdk-class rawdata-reserialised rawdata-html
    rawdata-percent emoji-lost sdk-bug-signature second-parallel-request
"""

_GROUPS = {
    "wrong-session-key": (
        "session-key-rotated session-key-stale-cache check-session-trusted wrong-user-key wrong-app-key"
    ),
    "wrong-iv": "iv-of-another-call iv-zero-or-key",
    "truncated": "truncated-off-block truncated-on-block",
    "plus-to-space": "decoded-twice encodeURI-instead plus-to-space-partial",
}

# spaces turned into + on the server: what mends one value and breaks the next
_SPACE_TO_PLUS = re.compile(
    r"""replac\w*\(\s*['"/]\s|(?:replac|turn|convert)\w*\b[^.;]*\bspaces?\b[^.;]*\+|空格[^。；]*(?:替换|换|还原|改)""",
    re.IGNORECASE,
)
_WARNED_AGAINST = re.compile(r"\b(?:not|never|remove|delete|instead of)\b|不要|不应|删掉|删除", re.IGNORECASE)


@pytest.mark.parametrize("finding_id", cause_ids())
def test_cause_is_complete_in_both_languages(finding_id: str) -> None:
    """A file holds the same four texts in English and Chinese, each filled and on one line."""
    document = _document(finding_id)

    assert {language: tuple(texts) for language, texts in document.items()} == dict.fromkeys(
        _LANGUAGES, _TEXTS
    )
    for text in _all_texts(document):
        assert text == text.strip()
        assert text
        assert "\n" not in text
        assert "TODO" not in text


@pytest.mark.parametrize("finding_id", cause_ids())
def test_cause_speaks_the_language_it_claims(finding_id: str) -> None:
    """Chinese texts are Chinese with full-width punctuation, English ones hold no Chinese."""
    document = _document(finding_id)

    assert all(_HAN.search(text) for text in document["zh"].values())
    assert not [text for text in document["zh"].values() if _HALF_WIDTH_STOP.search(text)]
    assert not [text for text in document["en"].values() if _HAN.search(text)]


@pytest.mark.parametrize("finding_id", cause_ids())
@pytest.mark.parametrize("language", _LANGUAGES)
def test_title_fits_a_line(finding_id: str, language: str) -> None:
    """A title is a headline: short, without a full stop, and of no particular field's value."""
    title = cause(finding_id).text("title", language)

    assert len(title) <= _LONGEST_TITLE[language]
    assert not title.endswith((".", "。"))


@pytest.mark.parametrize("finding_id", cause_ids())
def test_meaning_and_fix_are_sentences(finding_id: str) -> None:
    """Meaning and fix end as sentences do, so that a renderer may put one behind the other."""
    described = cause(finding_id)

    for name in ("meaning", "fix"):
        assert described.text(name, "en").endswith((".", ")`."))
        assert described.text(name, "zh").endswith("。")


@pytest.mark.parametrize("finding_id", cause_ids())
@pytest.mark.parametrize("language", _LANGUAGES)
def test_fix_never_turns_spaces_into_pluses(finding_id: str, language: str) -> None:
    """Replacing spaces on the server is named only to warn against it."""
    fix = cause(finding_id).text("fix", language)

    assert _forbidden_cures(fix) == []


@pytest.mark.parametrize(
    "advice",
    [
        'Call `data.replace(" ", "+")` before decoding.',
        "Replace all spaces by + on the server.",
        "在服务端把空格替换成 `+`。",
    ],
)
def test_forbidden_cure_is_recognised(advice: str) -> None:
    """The check above sees the cure in the forms in which it circulates."""
    assert _forbidden_cures(advice) == [advice]


@pytest.mark.parametrize("finding_id", cause_ids())
def test_next_step_names_commands_that_exist(finding_id: str) -> None:
    """Whoever follows the advice types a command of this program, the same in both languages."""
    english, chinese = (
        re.findall(r"`(wxauth [^`]+)`", cause(finding_id).text("next", lang)) for lang in _LANGUAGES
    )

    assert english == chinese
    assert [command for command in english if not _COMMANDS.match(command)] == []


@pytest.mark.parametrize("finding_id", cause_ids())
def test_code_is_quoted_in_pairs(finding_id: str) -> None:
    """No text leaves a back-quote open."""
    assert [text for text in _all_texts(_document(finding_id)) if text.count("`") % 2] == []


def test_file_names_are_kebab_case() -> None:
    """An id is lower case with hyphens; only the JavaScript function keeps its capitals."""
    odd = [finding_id for finding_id in cause_ids() if not _KEBAB_CASE.fullmatch(finding_id)]

    assert odd == ["encodeURI-instead"]


def test_titles_tell_causes_apart() -> None:
    """No two causes share a headline, in either language."""
    for language in _LANGUAGES:
        titles = [cause(finding_id).text("title", language) for finding_id in cause_ids()]

        assert len(set(titles)) == len(titles)


def test_table_of_causes_is_covered() -> None:
    """Every cause that was ever reported or reproduced is described."""
    assert set(_TABLE_OF_CAUSES.split()) - set(cause_ids()) == set()


def test_groups_and_their_members_are_described() -> None:
    """A group id stands for causes that leave one trace; all of them have a page of their own."""
    wanted = set(_GROUPS) | {member for members in _GROUPS.values() for member in members.split()}

    assert wanted - set(cause_ids()) == set()


def test_every_id_the_program_reports_is_described() -> None:
    """The ids of findings and damages in the code and the files of the catalogue agree."""
    reported = _reported_ids()

    # one of each way in which the code states an id: damage, constant of causes, choice, finding
    assert {"quotes", "session-key-rotated", "plus-percent-twice", "truncated"} <= reported
    assert reported - set(cause_ids()) == set()


def test_unknown_id_raises_key_error() -> None:
    """An id that nobody described is an error, not an empty page."""
    with pytest.raises(KeyError):
        cause("no-such-cause")


def _document(finding_id: str) -> dict[str, dict[str, str]]:
    file = resources.files("wxauth_cli.catalog") / "causes" / f"{finding_id}.toml"
    return tomllib.loads(file.read_text("utf-8"))


def _all_texts(document: Mapping[str, Mapping[str, str]]) -> list[str]:
    return [text for texts in document.values() for text in texts.values()]


def _forbidden_cures(fix: str) -> list[str]:
    sentences = re.split(r"(?<=[.;])\s|(?<=[。；])", fix)
    return [s for s in sentences if _SPACE_TO_PLUS.search(s) and not _WARNED_AGAINST.search(s)]


def _reported_ids() -> set[str]:
    """Return the finding ids that stand as literals in the package's code."""
    package = Path(wxauth_cli.__file__).parent
    modules = [ast.parse(file.read_text("utf-8")) for file in package.rglob("*.py")]
    also = {name for module in modules for name in _Names(module).also}
    return {finding_id for module in modules for finding_id in _Names(module).ids(also)}


class _Names:
    """The literals of one module that stand where a finding id stands."""

    _MAKERS = frozenset({"Finding", "Damage", "_finding"})

    def __init__(self, module: ast.Module) -> None:
        self._nodes = list(ast.walk(module))
        self._calls = [node for node in self._nodes if isinstance(node, ast.Call)]

    @property
    def also(self) -> set[str]:
        """Names of the variables that are handed over as ``also``."""
        given = (word.value for call in self._calls for word in call.keywords if word.arg == "also")
        return {value.id for value in given if isinstance(value, ast.Name)}

    def ids(self, also: set[str]) -> Iterator[str]:
        """Yield the literals; ``also`` holds the variables (of any module) whose tuples name causes."""
        for call in self._calls:
            maker = call.func.id if isinstance(call.func, ast.Name) else None
            if maker in self._MAKERS and call.args:
                yield from self._texts(call.args[0])
            for word in call.keywords:
                if word.arg == "also" or (word.arg == "id" and maker in {*self._MAKERS, "Undo"}):
                    yield from self._texts(word.value, inside_tuples=word.arg == "also")
        for node in self._nodes:
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                if any(isinstance(target, ast.Name) and target.id in also for target in targets):
                    yield from self._texts(node.value, inside_tuples=True)

    def _texts(self, value: ast.expr, inside_tuples: bool = False) -> Iterator[str]:
        """Yield the strings an expression may become: both arms of a choice, what a function returns."""
        match value:
            case ast.Constant(value=str(text)) if not inside_tuples:
                yield text
            case ast.IfExp():
                yield from self._texts(value.body, inside_tuples)
                yield from self._texts(value.orelse, inside_tuples)
            case ast.Tuple() | ast.List():
                for element in value.elts:
                    yield from self._texts(element)
            case ast.Call(func=ast.Name(id=name)):
                for node in self._nodes:
                    if isinstance(node, ast.FunctionDef) and node.name == name:
                        for inner in ast.walk(node):
                            if isinstance(inner, ast.Return) and inner.value is not None:
                                yield from self._texts(inner.value, inside_tuples)
            case ast.BinOp():
                yield from self._texts(value.left, inside_tuples)
                yield from self._texts(value.right, inside_tuples)
