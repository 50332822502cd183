"""Codes by their shape."""

from typing import Any

import pytest

from tests.vectors import vectors
from wxauth_cli.core.codes import CodeKind, code_mix_up, kind_of_code

LOGIN_CODE = "083tjT000WK8kM17Dw000FdPPi4tjT0F"
PHONE_CODE = "e31968a7f94cc5ee25fafc2aef2773f0bb8c3937b22520eb8ee345274d00c144"

_KINDS = {"wx.login js_code": CodeKind.LOGIN, "phone number code": CodeKind.PHONE}


@pytest.mark.parametrize("vector", vectors("code_shape"), ids=lambda vector: vector["name"])
def test_public_codes_are_recognised(vector: Any) -> None:
    """Codes from public posts and the documentation show their kind."""
    assert kind_of_code(vector["code"]) is _KINDS[vector["expected_kind"]]


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        (LOGIN_CODE, CodeKind.LOGIN),
        (PHONE_CODE, CodeKind.PHONE),
        ("the-code-is-a-mock-one", CodeKind.LOGIN),
    ],
)
def test_right_or_unknown_shape_says_nothing(code: str, wanted: CodeKind) -> None:
    """A shape is a hint: an unknown one is no reason to warn."""
    assert code_mix_up(code, wanted) is None


def test_phone_code_for_a_session_is_named() -> None:
    """The sentence names the shape and the command that takes it."""
    assert str(code_mix_up(PHONE_CODE, CodeKind.LOGIN)) == (
        "This looks like a phone code (64 hex characters; a wx.pluginLogin code looks the same). "
        "code2Session wants the code of wx.login; a phone code is for wxauth phone."
    )


def test_login_code_for_a_phone_number_is_named() -> None:
    """The sentence names the shape and the command that takes it."""
    assert str(code_mix_up(LOGIN_CODE, CodeKind.PHONE)) == (
        "This looks like a wx.login code (32 or 33 letters and digits, beginning with 0). "
        "getuserphonenumber wants e.detail.code of the getPhoneNumber button; "
        "a login code is for wxauth session."
    )


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("wx9a1b2c3d4e5f6071", "an AppID"),
        ("0123456789abcdef0123456789abcdef", "an AppSecret"),
        ("AAAAAAAAAAAAAAAAAAAAAA==", "a session_key"),
        ("oAbcdefghijklmnopqrstuvwxyz0", "an openid"),
        ("75_" + "x" * 130, "an access_token"),
        ("623ea70a-74b9b592-3e3d489a", "a rid"),
        ("two words", "white space"),
    ],
)
def test_other_values_are_named(value: str, word: str) -> None:
    """Values that are mistaken for a code are called what they look like."""
    assert word in str(code_mix_up(value, CodeKind.LOGIN))
