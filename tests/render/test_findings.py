"""Findings as a person reads them: excerpt, marks, advice; and GitHub's annotations."""

import pytest

from tests.render.voices import runtime
from wxauth_cli.catalog import cause
from wxauth_cli.core.finding import Finding, Severity
from wxauth_cli.core.message import message
from wxauth_cli.outcome import Outcome
from wxauth_cli.render.document import Advice, Text
from wxauth_cli.render.findings import excerpt, finding_blocks, fix_of
from wxauth_cli.render.github import annotations

VALUE = "".join(chr(65 + number % 26) for number in range(200))
EVIDENCE = message("2 spaces stand where + belongs.")
FIX = cause("plus-to-space").text("fix", "en")


def test_short_value_is_shown_whole() -> None:
    """With the damaged character visible and marked."""
    assert excerpt("ab cd", [2]) == Text("ab␣cd", indent=4, strong=((2, 3),))


def test_long_value_is_cut_around_the_first_position() -> None:
    """Fifteen characters before it, an ellipsis at each cut, marks where the stretch shows them."""
    shown = excerpt(VALUE, [100, 110, 190])

    assert shown == Text(f"…{VALUE[85:147]}…", indent=4, strong=((16, 17), (26, 27)))


@pytest.mark.parametrize("position", [0, 15, 199])
def test_ends_of_a_value_have_no_ellipsis(position: int) -> None:
    """What is not cut does not look cut."""
    text = excerpt(VALUE, [position]).text

    assert text.startswith("…") == (position > 15)
    assert text.endswith("…") == (position < 100)


def test_position_behind_the_end_marks_nothing() -> None:
    """A value that was cut ends where the evidence stands."""
    assert excerpt("abc", [3]) == Text("abc", indent=4, strong=())


def test_invisible_characters_are_shown() -> None:
    """Each takes one cell, so the marks stay where they belong."""
    assert excerpt("a \t\n\r\u00a0\u200b\x1b", [0]).text == "a␣→↵↵␣··"


def test_evidence_excerpt_and_advice_stand_in_this_order() -> None:
    """All evidence before any advice, and the same advice once."""
    found = [
        Finding("plus-to-space", EVIDENCE, field="encryptedData", positions=(2,)),
        Finding("plus-to-space", message("One in iv."), field="iv", positions=(1,)),
    ]

    blocks = finding_blocks(found, runtime(), {"encryptedData": "ab cd", "iv": "x y"})

    assert blocks == [
        Text("encryptedData: 2 spaces stand where + belongs."),
        Text("ab␣cd", indent=4, strong=((2, 3),)),
        Text("iv: One in iv."),
        Text("x␣y", indent=4, strong=((1, 2),)),
        Advice(FIX),
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("session_key", "AAECAwQ BgcICQoLDA0O/w=="),
        ("iv", "0f1e2d3c4b5a69788796a5b4c3d2e1f0"),
        ("encryptedData", "92_" + "aB3-_" * 30),
        ("encryptedData", "x correct-horse-battery x"),
    ],
)
def test_secret_is_not_excerpted(field: str, value: str) -> None:
    """Nor one in a field where it does not belong, nor one that is known from elsewhere."""
    voice = runtime()
    voice.redactor.learn("correct-horse-battery")

    blocks = finding_blocks(
        [Finding("plus-to-space", EVIDENCE, field=field, positions=(7,))], voice, {field: value}
    )

    assert blocks == [Text("2 spaces stand where + belongs."), Advice(FIX)]


def test_own_advice_replaces_the_catalogues() -> None:
    """And the framework's follows either."""
    own, more = message("Use {what}.", what="POST"), message("In Spring: encode().")

    assert fix_of(Finding("plus-to-space", EVIDENCE, fix=own), runtime()) == "Use POST."
    assert fix_of(Finding("plus-to-space", EVIDENCE, fix=own, own_fix=more), runtime()) == (
        "Use POST. In Spring: encode()."
    )
    assert (
        fix_of(Finding("plus-to-space", EVIDENCE, own_fix=more), runtime()) == f"{FIX} In Spring: encode()."
    )


def test_advice_is_in_the_readers_language() -> None:
    """The catalogue has both."""
    finding = Finding("plus-to-space", EVIDENCE)

    assert fix_of(finding, runtime(language="zh")) == cause("plus-to-space").text("fix", "zh") != FIX


def annotation(source: str | None, severity: Severity = Severity.ERROR) -> str:
    """Return the annotation of one finding."""
    finding = Finding(
        "plus-to-space", message("100% of it"), severity, "iv", fix=message("a\nb"), source=source
    )
    return annotations(Outcome("check-encoding", findings=(finding,)), runtime())


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("a.log:7", " file=a.log,line=7,"),
        ("C:\\a,b.json", " file=C%3A\\a%2Cb.json,"),
        (None, " "),
    ],
)
def test_annotation_is_one_line_for_github(source: str | None, place: str) -> None:
    """Line breaks, percent signs, colons and commas are escaped as workflow commands want it."""
    title = cause("plus-to-space").text("title", "en")

    assert annotation(source) == f"::error{place}title=iv {title} (plus-to-space)::100%25 of it%0Aa%0Ab\n"


@pytest.mark.parametrize(
    ("severity", "command"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "notice")],
)
def test_severity_becomes_the_kind_of_annotation(severity: Severity, command: str) -> None:
    """GitHub knows three."""
    assert annotation(None, severity).startswith(f"::{command} ")
