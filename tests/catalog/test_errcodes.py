"""The errcode catalogue: complete, and looked up by scope."""

import re

import pytest

from wxauth_cli.catalog.errcodes import Errcode, errcode, errcodes

_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_catalogue_has_every_row() -> None:
    """247 rows were collected; none is lost and (code, scope) is unique."""
    rows = errcodes()

    assert (len(rows), len({(row.code, row.scope) for row in rows})) == (247, 247)


@pytest.mark.parametrize("row", errcodes(), ids=lambda row: f"{row.code}-{row.scope}")
def test_row_speaks_both_languages(row: Errcode) -> None:
    """Meaning, cause and remedy are there in English and in Chinese, without a full stop of their own."""
    texts = (row.meaning, row.likely_cause, row.what_to_do)

    assert all(text.texts["en"].strip() and text.texts["zh"].strip() for text in texts)
    assert all(_CHINESE.search(text.texts["zh"]) for text in texts[1:])
    assert not any(
        text.texts[language].endswith((".", "。")) for text in texts[1:] for language in ("en", "zh")
    )
    assert row.retryable in ("yes", "no", "after-wait")


def test_scope_is_asked_before_any() -> None:
    """40001 means a wrong AppSecret to the token calls and a replaced token to the others."""
    token, phone = errcode(40001, "token"), errcode(40001, "phone")

    assert token is not None and token.scope == "token"
    assert phone is not None and phone.scope == "any"


def test_unknown_code_has_no_row() -> None:
    """A number that nobody described gives None, and so does one of another scope only."""
    assert errcode(999999) is None
    assert errcode(1007, "session") is None


def test_one_code_gives_all_its_rows() -> None:
    """Every scope of a code can be listed."""
    assert [row.scope for row in errcodes(40163)] == ["oauth", "session"]
