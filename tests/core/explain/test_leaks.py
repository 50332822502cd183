"""Secrets in pasted text."""

import pytest

from wxauth_cli.core.explain.leaks import Leak, LeakKind, leak_of, leaks_in
from wxauth_cli.core.secret import Secret

_APPSECRET = "0123456789abcdef0123456789abcdef"
_SESSION_KEY = "AAECAwQFBgcICQoLDA0ODw=="
_TOKEN = "50_" + "aB3-_" * 30


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        (f"?appid=x&secret={_APPSECRET}&js_code=1", LeakKind.APPSECRET, _APPSECRET),
        (f'"appSecret": "{_APPSECRET}"', LeakKind.APPSECRET, _APPSECRET),
        (f"access_token={_TOKEN}&x=1", LeakKind.ACCESS_TOKEN, _TOKEN),
        (f'\\"access_token\\":\\"{_TOKEN}\\"', LeakKind.ACCESS_TOKEN, _TOKEN),
        (f'{{"session_key":"{_SESSION_KEY}"}}', LeakKind.SESSION_KEY, _SESSION_KEY),
        ("sessionKey=AAECAwQFBgcICQoLDA0ODw%3D%3D", LeakKind.SESSION_KEY, "AAECAwQFBgcICQoLDA0ODw%3D%3D"),
    ],
)
def test_secret_is_found_behind_its_name(text: str, kind: LeakKind, value: str) -> None:
    """URLs, JSON, escaped JSON and forms."""
    assert leaks_in(text) == [Leak(kind, Secret(value))]


@pytest.mark.parametrize(
    "text",
    [
        "secret=******** access_token=<150 chars #12345678>",
        "session_key: expired, please log in again",
        "the secret of access_token and session_key",
        "session_key=undefined&iv=null",
    ],
)
def test_masks_and_words_are_no_secrets(text: str) -> None:
    """What is masked already, or is a sentence, needs no rotation."""
    assert leaks_in(text) == []


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (_APPSECRET, LeakKind.APPSECRET),
        (_SESSION_KEY, LeakKind.SESSION_KEY),
        (_TOKEN, LeakKind.ACCESS_TOKEN),
    ],
)
def test_a_whole_value_is_told_by_its_shape(value: str, kind: LeakKind) -> None:
    """Somebody asks what a value is, and it is a secret."""
    assert leak_of(value) == Leak(kind, Secret(value))


def test_an_ordinary_word_is_no_secret() -> None:
    """Finding ids and codes are not."""
    assert leak_of("plus-to-space") is None
