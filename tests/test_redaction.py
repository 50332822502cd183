"""The redactor: what stands in place of a secret, and what is left alone."""

import json
import re
from typing import Any
from urllib.parse import quote

import pytest

from wxauth_cli.core.secret import Secret
from wxauth_cli.redaction import Redactor

APPSECRET = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
SESSION_KEY = "AAECAwQ+BgcICQo/DA0O/w=="
ACCESS_TOKEN = "92_" + "aB3-_" * 30


def redactor(*known: str, key: bytes = b"k" * 32, reveal: bool = False) -> Redactor:
    """Return a redactor that was told of ``known``."""
    made = Redactor(lambda: key, reveal=reveal)
    made.learn(*known)
    return made


def no_key() -> bytes:
    """Fail: the key must not be read."""
    raise AssertionError("nothing was to be masked")


def test_mask_keeps_the_length_and_eight_hex_digits() -> None:
    """Support asks for the length first."""
    mask = redactor().mask(SESSION_KEY)

    assert re.fullmatch(r"<24 chars #[0-9a-f]{8}>", mask)


def test_equal_values_look_equal_and_others_do_not() -> None:
    """So that two places can be compared without seeing either."""
    one = redactor()

    assert one.mask(Secret(SESSION_KEY)) == redactor().mask(SESSION_KEY)
    assert one.mask(SESSION_KEY) != one.mask(SESSION_KEY.swapcase())


def test_machines_with_other_keys_have_other_fingerprints() -> None:
    """Or anyone could hash all phone numbers and find this one."""
    assert redactor(key=b"a" * 32).mask("13812345678") != redactor(key=b"b" * 32).mask("13812345678")


def test_key_is_read_for_the_first_secret_only() -> None:
    """A run without secrets touches no file; one with many reads it once."""
    reads: list[None] = []

    def key() -> bytes:
        reads.append(None)
        return b"k"

    reader = Redactor(key)
    reader.scrub("nothing in here")
    before = len(reads)
    reader.mask(SESSION_KEY)
    reader.mask(APPSECRET)

    assert (before, len(reads)) == (0, 1)


def test_lone_surrogates_can_be_masked() -> None:
    """Command lines that are no UTF-8 arrive as such."""
    assert re.fullmatch(r"<9 chars #[0-9a-f]{8}>", redactor().mask("\udcff" * 9))


def test_learned_secret_disappears_from_any_text() -> None:
    """Whatever stands around it."""
    one = redactor("correct-horse")

    assert one.scrub("(correct-horse)xcorrect-horsex") == "({0})x{0}x".format(one.mask("correct-horse"))


@pytest.mark.parametrize("value", ["", None, "short", Secret("1234567")])
def test_short_values_are_not_learned(value: Any) -> None:
    """They would mask half of every sentence."""
    one = Redactor(no_key)
    one.learn(value)

    assert one.scrub("a short 1234567 text") == "a short 1234567 text"


def test_the_longer_of_two_secrets_wins() -> None:
    """One may begin with the other; nothing of it may be left."""
    one = redactor("12345678", "12345678abcdefgh")

    assert one.scrub("12345678abcdefgh") == one.mask("12345678abcdefgh")


def test_secret_learned_later_is_masked_too() -> None:
    """What was known before stays known."""
    one = redactor("first-secret")
    one.scrub("first-secret")
    one.learn("second-secret")

    assert one.scrub("first-secret second-secret") == (
        f"{one.mask('first-secret')} {one.mask('second-secret')}"
    )


@pytest.mark.parametrize(
    "written",
    [
        json.dumps(SESSION_KEY)[1:-1].replace("/", "\\/"),
        quote(SESSION_KEY, safe=""),
        SESSION_KEY.replace("+", "%2b").replace("/", "%2f").replace("=", "%3d"),
        quote(quote(SESSION_KEY, safe=""), safe=""),
        SESSION_KEY.replace("+", "\\u002b").replace("/", "\\u002f").replace("=", "\\u003d"),
        SESSION_KEY.replace("+", "&#43;").replace("/", "&#47;").replace("=", "&#61;"),
        SESSION_KEY.replace("+", " "),
        SESSION_KEY.upper(),
        SESSION_KEY.lower(),
    ],
)
def test_written_forms_are_the_same_secret(written: str) -> None:
    """JSON, URLs, HTML and careless code write it otherwise; the mask is the value's own."""
    one = redactor(SESSION_KEY)

    assert one.scrub(f"value {written} end") == f"value {one.mask(SESSION_KEY)} end"
    assert one.knows(written)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("appsecret=hunter2hunter", "hunter2hunter"),
        ("GET /cgi-bin/token?secret=hunter2hunter&appid=wx", "hunter2hunter"),
        ('{"session_key": "hunter2hunter"}', "hunter2hunter"),
        ('{\\"session_key\\":\\"hunter2hunter\\"}', "hunter2hunter"),
        ("{sessionKey=hunter2hunter, openid=o}", "hunter2hunter"),
        ("access_token%3Dhunter2hunter", "hunter2hunter"),
        ("component_access_token: hunter2hunter", "hunter2hunter"),
        ("AppSecret: 'hunter2hunter'", "hunter2hunter"),
        ("refresh_token = hunter2hunter;", "hunter2hunter"),
    ],
)
def test_named_secret_is_masked_without_having_been_learned(text: str, masked: str) -> None:
    """The name stays, so that the sentence stays useful."""
    one = redactor()

    assert one.scrub(text) == text.replace(masked, one.mask(masked))


@pytest.mark.parametrize(
    "secret",
    [
        APPSECRET,
        APPSECRET.upper(),
        SESSION_KEY,
        SESSION_KEY.replace("/", "\\/"),
        ACCESS_TOKEN,
        ACCESS_TOKEN[:60],
    ],
)
def test_shape_alone_gives_a_secret_away(secret: str) -> None:
    """Nobody named it, and nobody told."""
    one = redactor()

    assert one.scrub(f"got {secret}, why?") == f"got {one.mask(secret)}, why?"


def test_masking_twice_changes_nothing() -> None:
    """Text passes the redactor in more than one place."""
    once = redactor(SESSION_KEY).scrub(f"session_key={SESSION_KEY} secret={APPSECRET}")

    assert redactor(SESSION_KEY).scrub(once) == once


@pytest.mark.parametrize(
    "text",
    [
        "invalid code, rid: 623ea70a-74b9c1d2-00112233",
        "signature 75e81ceda165f4ffa64f4068af58c64b8f54b88c",
        "2024-06-21 11:24:00 +0800, 1718940240",
        "openid oAbcdefghijklmnopqrstuvwxyz0 of wx0123456789abcdef",
        "The session_key is 24 characters; this key has 20.",
        "https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/signature.html",
        "/home/li/.config/wxauth/profiles/development-environment.toml",
        "access_token or refresh_token, secret: no",
        "微信用户 的 session_key 已过期",
        "a" * 500,
    ],
)
def test_innocent_text_stays_as_it_is(text: str) -> None:
    """A mask too many hides the evidence; the key is not even read."""
    assert Redactor(no_key).scrub(text) == text


def test_result_masks_secrets_and_nothing_else() -> None:
    """What was asked for is shown: an iv has the shape of a session_key, a phone number is the answer."""
    one = redactor()
    value = {
        "session_key": Secret(SESSION_KEY),
        "iv": SESSION_KEY[::-1][2:] + "==",
        "plaintext": {"phoneNumber": "13812345678", "list": [1, 2.5, None, True]},
        "nested": [{"token": Secret(ACCESS_TOKEN)}],
    }

    assert one.result(value) == {
        **value,
        "session_key": one.mask(SESSION_KEY),
        "nested": [{"token": one.mask(ACCESS_TOKEN)}],
    }


def test_result_masks_known_secrets_inside_texts_and_names() -> None:
    """A server may have written its secret into another field."""
    one = redactor(APPSECRET)

    assert one.result({f"x{APPSECRET}": [f"y{APPSECRET}"]}) == {
        f"x{one.mask(APPSECRET)}": [f"y{one.mask(APPSECRET)}"]
    }


def test_reveal_shows_the_result_and_no_more() -> None:
    """--show-secrets is about the answer; warnings and logs stay masked."""
    one = redactor(SESSION_KEY, reveal=True)

    assert one.result([Secret(SESSION_KEY), SESSION_KEY]) == [SESSION_KEY, SESSION_KEY]
    assert one.scrub(SESSION_KEY) == one.mask(SESSION_KEY)
