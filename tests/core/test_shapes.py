"""What a value looks like."""

import pytest

from wxauth_cli.core.shapes import SANDBOX_APPID, SANDBOX_SECRET, Shape, shape_of

EXAMPLES = {
    Shape.APPID: "wx0123456789abcdef",
    Shape.ORIGINAL_ID: "gh_0123456789ab",
    Shape.APPSECRET: "0123456789abcdef0123456789ABCDEF",
    Shape.SESSION_KEY: "AAECAwQFBgcICQoLDA0O/w==",
    Shape.LOGIN_CODE: "083tjT000WK8kM17Dw000FdPPi4tjT0F",
    Shape.PHONE_CODE: "e31968a7f94cc5ee" * 4,
    Shape.ACCESS_TOKEN: "92_" + "aB3-_" * 30,
    Shape.CLOUD_ID: "75_" + "aB3-_" * 10,
    Shape.OPENID: "oAbcdefghijklmnopqrstuvwxyz0",
    Shape.ENCODING_AES_KEY: "abcDEF123" * 4 + "abcDEF1",
    Shape.SIGNATURE: "75e81ceda165f4ffa64f4068af58c64b8f54b88c",
    Shape.RID: "623ea70a-74b9c1d2-00112233",
}


@pytest.mark.parametrize(("shape", "value"), EXAMPLES.items(), ids=str)
def test_each_shape_is_told_by_an_example(shape: Shape, value: str) -> None:
    """Length and alphabet are enough."""
    assert shape_of(value) is shape


def test_every_shape_has_an_example() -> None:
    """A new shape needs one here."""
    assert {*EXAMPLES, Shape.UNKNOWN} == set(Shape)


@pytest.mark.parametrize("value", EXAMPLES.values(), ids=[str(shape) for shape in EXAMPLES])
def test_a_value_is_judged_whole(value: str) -> None:
    """With a space, quotes or a line break around it, it is not that value."""
    shapes = {shape_of(form) for form in (f" {value}", f'"{value}"', value + "\n")}

    assert shapes == {Shape.UNKNOWN}


@pytest.mark.parametrize(
    "value",
    [
        "",
        "wx0123456789ABCDEF",  # an AppID is lower case
        "AAECAwQFBgcICQoLDA0O/x==",  # no encoder writes these last bits
        "183tjT000WK8kM17Dw000FdPPi4tjT0F",  # a login code begins with 0
        "13812345678",
        "oAbc",
    ],
)
def test_near_misses_are_unknown(value: str) -> None:
    """A shape is a hint, and this is none."""
    assert shape_of(value) is Shape.UNKNOWN


def test_login_code_of_hex_digits_is_taken_for_a_secret() -> None:
    """32 hex digits: the more dangerous reading wins, so it is masked."""
    assert shape_of("0" + "1" * 31) is Shape.APPSECRET
    assert shape_of("0" + "1" * 32) is Shape.LOGIN_CODE


def test_the_sandbox_uses_wechats_shapes() -> None:
    """Its AppID and AppSecret pass where WeChat's do."""
    assert (shape_of(SANDBOX_APPID), shape_of(SANDBOX_SECRET)) == (Shape.APPID, Shape.APPSECRET)
