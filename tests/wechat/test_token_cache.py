"""Tokens on disk: who gets them, until when, and what happens to a bad file."""

import json
import multiprocessing
import stat
import sys
from pathlib import Path

import pytest

from tests.loopback import http_reply, loopback
from tests.wechat.fake import APPID, SECRET
from wxauth_cli.core.message import Message
from wxauth_cli.core.secret import Secret
from wxauth_cli.wechat.client import WeChatClient
from wxauth_cli.wechat.exchange import Exchange
from wxauth_cli.wechat.token_cache import TokenCache, TokenKind
from wxauth_cli.wechat.tokens import Tokens

NOW = 1_700_000_600.0
TOKEN = Secret("75_invented-token-of-nobody")


class Caches:
    """Make caches over one folder, with a clock that a test sets and warnings that it reads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = NOW
        self.warnings: list[str] = []

    def cache(
        self,
        appid: str = APPID,
        api_base: str = "https://api.weixin.qq.com",
        kind: TokenKind = TokenKind.STABLE,
        secret: Secret = SECRET,
    ) -> TokenCache:
        """Return a cache."""
        return TokenCache(
            self.folder,
            appid,
            api_base,
            kind,
            secret=secret,
            key=lambda: b"k" * 32,
            clock=lambda: self.now,
            warn=self._warn,
        )

    def stored(self) -> Path:
        """Return the one token file."""
        (path,) = self.folder.glob("*.json")
        return path

    def _warn(self, warning: Message) -> None:
        self.warnings.append(str(warning))


@pytest.fixture
def caches(tmp_path: Path) -> Caches:
    """Return caches over a folder that is not there yet."""
    return Caches(tmp_path / "tokens")


def test_token_is_kept_until_300_seconds_before_its_end(caches: Caches) -> None:
    """WeChat renews a stable token five minutes early; from then on the cache asks again."""
    caches.cache().store(TOKEN, 7200)

    caches.now = NOW + 6899
    assert caches.cache().load() == (TOKEN, NOW + 7200)
    caches.now = NOW + 6900
    assert caches.cache().load() is None


def test_each_app_base_and_kind_has_its_own_token(caches: Caches) -> None:
    """A token of the sandbox must never be sent to WeChat, nor a classic one pass for a stable one."""
    caches.cache().store(TOKEN, 7200)

    assert caches.cache(appid="wx0000000000000000").load() is None
    assert caches.cache(api_base="http://127.0.0.1:8000").load() is None
    assert caches.cache(kind=TokenKind.CLASSIC).load() is None
    assert caches.cache().load() is not None


def test_changed_secret_does_not_get_the_old_token(caches: Caches) -> None:
    """After a reset of the AppSecret a run must show whether the new one works."""
    caches.cache().store(TOKEN, 7200)

    assert caches.cache(secret=Secret("another-secret")).load() is None


def test_file_is_private_and_holds_no_secret(caches: Caches) -> None:
    """Mode 0600, the AppID in the name, and of the AppSecret a keyed hash only."""
    caches.cache().store(TOKEN, 7200)

    path = caches.stored()
    assert SECRET.reveal() not in path.read_text() + path.name
    assert path.name.startswith(f"{APPID}-stable-")
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_appid_cannot_choose_another_folder(caches: Caches) -> None:
    """An AppID is whatever the profile says; it is no path."""
    caches.cache(appid="../../escape").store(TOKEN, 7200)

    assert caches.stored().parent == caches.folder


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[1]",
        b"\xff\x00",
        b"[" * 100_000,
        b'{"access_token": 5}',
        b'{"access_token": "t", "fetched_at": "x", "expires_at": 1, "made_with": "m", "kind": "stable"}',
    ],
)
def test_damaged_file_is_replaced_with_one_warning(caches: Caches, content: bytes) -> None:
    """Half a file, another program's file: never a crash."""
    caches.cache().store(TOKEN, 7200)
    caches.stored().write_bytes(content)

    cache = caches.cache()
    assert (cache.load(), cache.load()) == (None, None)
    cache.store(TOKEN, 7200)

    assert caches.cache().load() == (TOKEN, NOW + 7200)
    assert caches.warnings == ["The token cache was damaged; it is replaced."]


def test_token_from_the_future_is_not_believed(caches: Caches) -> None:
    """A clock that was set back would keep a dead token alive."""
    caches.cache().store(TOKEN, 7200)
    caches.now = NOW - 86_400

    assert caches.cache().load() is None


def test_unusable_folder_warns_and_goes_on(caches: Caches) -> None:
    """A read-only or impossible state folder costs the cache, not the token."""
    caches.folder.write_text("a file where the folder should be")

    cache = caches.cache()
    with cache.locked():
        assert cache.load() is None
        cache.store(TOKEN, 7200)

    assert caches.warnings == ["The token cache cannot be used, so the token is not kept for the next call."]


def test_drop_spares_the_token_of_another_process(caches: Caches) -> None:
    """Only the token that was refused is dropped, not one that replaced it meanwhile."""
    caches.cache().store(Secret("newer"), 7200)

    assert caches.cache().drop(TOKEN) is False
    assert caches.cache().load() == (Secret("newer"), NOW + 7200)
    assert caches.cache().drop() is True
    assert caches.cache().load() is None


def _fetch(folder: str, url: str) -> str:
    client = WeChatClient(Exchange(url, 20), APPID, SECRET, sleep=lambda seconds: None)
    cache = TokenCache(
        Path(folder),
        APPID,
        url,
        TokenKind.STABLE,
        secret=SECRET,
        key=lambda: b"k" * 32,
        clock=lambda: NOW,
        warn=lambda warning: None,
    )
    return Tokens(client, cache, lambda: NOW).get().access_token.reveal()


def test_many_processes_at_once_cause_one_request(tmp_path: Path) -> None:
    """Four processes want a token at the same time; one asks WeChat and the others wait for it."""
    body = json.dumps({"access_token": TOKEN.reveal(), "expires_in": 7200})

    with loopback(http_reply(body)) as server:
        context = multiprocessing.get_context("spawn")
        with context.Pool(4) as pool:
            tokens = pool.starmap(_fetch, [(str(tmp_path), server.url)] * 4, chunksize=1)

    assert tokens == [TOKEN.reveal()] * 4
    assert len(server.requests) == 1
