"""The owned access token: fetched once, replaced once."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.wechat.fake import APPID, SECRET, FakeWeChat
from wxauth_cli.core.secret import Secret
from wxauth_cli.wechat.errors import CredentialError
from wxauth_cli.wechat.token_cache import TokenCache, TokenKind
from wxauth_cli.wechat.tokens import AccessToken, Tokens

NOW = 1_700_000_600.0
REFUSED = {"errcode": 40001, "errmsg": "invalid credential, access_token is invalid or not latest"}
ADDRESSES = {"ip_list": ["203.0.113.1"]}


def fetched(token: str) -> dict[str, Any]:
    """Return WeChat's answer with ``token``."""
    return {"access_token": token, "expires_in": 7200}


def tokens_of(wechat: FakeWeChat, folder: Path, kind: TokenKind = TokenKind.STABLE) -> Tokens:
    """Return the tokens of the invented app, cached in ``folder``."""
    cache = TokenCache(
        folder,
        APPID,
        "https://wechat.example",
        kind,
        secret=SECRET,
        key=lambda: b"k" * 32,
        clock=lambda: NOW,
        warn=lambda warning: None,
    )
    return Tokens(wechat.client, cache, lambda: NOW)


def paths(wechat: FakeWeChat) -> list[str]:
    """Return the last part of each path that was asked."""
    return [request.url.path.rpartition("/")[2] for request in wechat.requests]


def test_second_call_is_answered_from_the_cache(tmp_path: Path) -> None:
    """One request, and the source is told."""
    wechat = FakeWeChat(fetched("token-1"))

    first = tokens_of(wechat, tmp_path).get()
    second = tokens_of(wechat, tmp_path).get()

    assert first == AccessToken(Secret("token-1"), 7200, "wechat", TokenKind.STABLE)
    assert second == AccessToken(Secret("token-1"), 7200, "cache", TokenKind.STABLE)
    assert paths(wechat) == ["stable_token"]


def test_forced_refresh_passes_the_cache_by(tmp_path: Path) -> None:
    """--force-refresh asks WeChat even when the cache has a token, and replaces it there."""
    wechat = FakeWeChat(fetched("token-1"), fetched("token-2"))
    tokens = tokens_of(wechat, tmp_path)

    tokens.get()
    forced = tokens.get(force_refresh=True)

    assert (forced.access_token, tokens.get().access_token) == (Secret("token-2"), Secret("token-2"))


def test_classic_token_comes_from_cgi_bin_token(tmp_path: Path) -> None:
    """The kind decides which call fetches it."""
    wechat = FakeWeChat(fetched("token-1"))

    assert tokens_of(wechat, tmp_path, TokenKind.CLASSIC).get().kind is TokenKind.CLASSIC
    assert paths(wechat) == ["token"]


@pytest.mark.parametrize("errcode", [40001, 40014, 42001])
def test_refused_token_is_replaced_once(tmp_path: Path, errcode: int) -> None:
    """An owned token that WeChat refuses is dropped, another fetched, and the call made again."""
    wechat = FakeWeChat(fetched("old"), {**REFUSED, "errcode": errcode}, fetched("new"), ADDRESSES)
    tokens = tokens_of(wechat, tmp_path)

    addresses = tokens.use(wechat.client.api_domain_ip)

    assert addresses == ["203.0.113.1"]
    assert paths(wechat) == ["stable_token", "get_api_domain_ip", "stable_token", "get_api_domain_ip"]
    assert tokens.get().access_token == Secret("new")


def test_second_refusal_is_final(tmp_path: Path) -> None:
    """No loop: two tokens are refused, and the error goes to the user."""
    wechat = FakeWeChat(fetched("old"), REFUSED, fetched("new"), REFUSED)

    with pytest.raises(CredentialError):
        tokens_of(wechat, tmp_path).use(wechat.client.api_domain_ip)

    assert len(wechat.requests) == 4


def test_same_token_again_is_not_tried_again(tmp_path: Path) -> None:
    """WeChat hands out the token it has just refused: trying it again would change nothing."""
    wechat = FakeWeChat(fetched("same"), REFUSED, fetched("same"))

    with pytest.raises(CredentialError):
        tokens_of(wechat, tmp_path).use(wechat.client.api_domain_ip)

    assert paths(wechat) == ["stable_token", "get_api_domain_ip", "stable_token"]


def test_other_errors_leave_the_token_alone(tmp_path: Path) -> None:
    """A code that is invalid says nothing about the token; the code is sent once."""
    wechat = FakeWeChat(fetched("token-1"), {"errcode": 40029, "errmsg": "invalid code"})

    with pytest.raises(Exception, match="40029"):
        tokens_of(wechat, tmp_path).use(lambda token: wechat.client.phone_number(token, "the-code"))

    assert paths(wechat) == ["stable_token", "getuserphonenumber"]


def test_lost_answer_is_not_asked_for_again(tmp_path: Path) -> None:
    """A timeout of the phone call may have spent the code: no second request."""
    wechat = FakeWeChat(fetched("token-1"), httpx.ReadTimeout("slow"))

    with pytest.raises(Exception, match="no whole answer"):
        tokens_of(wechat, tmp_path).use(lambda token: wechat.client.phone_number(token, "the-code"))

    assert paths(wechat) == ["stable_token", "getuserphonenumber"]
