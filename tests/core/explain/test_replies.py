"""Errcodes, rids and scopes in whatever form they were logged."""

import pytest

from wxauth_cli.core.explain.replies import Rid, bare_codes, errcodes_in, rids_in, scope_in

_KNOWN = {40029, 40163, -41003}
_RID = "66d0632f-61ff8846-38dd9a3e"


@pytest.mark.parametrize(
    "text",
    [
        '{"errcode":40163,"errmsg":"code been used"}',
        '{"errcode": "40163"}',
        '"body":"{\\"errcode\\":40163}"',
        "errcode=40163&errmsg=x",
        "{errcode=40163, errmsg=x}",
        "错误代码：40163, 错误信息：x",
        "[errcode] => 40163",
        "Error code: 40163",
        "errcode%3A40163",
    ],
)
def test_errcode_is_read_in_every_notation(text: str) -> None:
    """JSON, escaped JSON, forms, Java, PHP and the SDKs' own sentences."""
    assert errcodes_in(text, _KNOWN) == [40163]


def test_errcode_nobody_knows_is_kept_where_it_is_named() -> None:
    """The answer to it is that it is unknown; a negative number without a name has to be known."""
    assert errcodes_in('{"errcode":49999} at -42 and -40999', _KNOWN) == [49999]
    assert errcodes_in("result: -41003", _KNOWN) == [-41003]


def test_bare_numbers_only_count_when_known() -> None:
    """Years, ports and times are no errcodes."""
    assert bare_codes("2024 got 40029 from :8080", _KNOWN) == [40029]


@pytest.mark.parametrize(
    ("text", "sns"),
    [
        (f"code been used, rid: {_RID}", True),
        (f"invalid appid rid: {_RID}", False),
        (f'"rid":"{_RID}"', None),
        (f"rid={_RID}", None),
    ],
)
def test_comma_tells_the_family_of_a_rid(text: str, sns: bool | None) -> None:
    """Only an errmsg says which family answered."""
    assert rids_in(text) == [Rid(_RID, sns)]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("GET /sns/jscode2session?appid=x", "session"),
        ("https://api.weixin.qq.com/wxa/business/getuserphonenumber", "phone"),
        ("/cgi-bin/stable_token", "token"),
        ("/sns/oauth2/access_token", "oauth"),
        ("nothing of that", None),
    ],
)
def test_url_tells_the_scope(text: str, scope: str | None) -> None:
    """The call decides what an errcode means."""
    assert scope_in(text) == scope


def test_a_date_behind_the_word_is_no_errcode() -> None:
    """A log line's time may follow the word by chance."""
    assert errcodes_in("unknown errcode 2024-06-21 11:24:00, error code 12:30", _KNOWN) == []
