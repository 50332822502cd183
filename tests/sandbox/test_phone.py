"""getPhoneNumber as WeChat answers it."""

import json
import sqlite3
from contextlib import closing

import pytest

from tests.sandbox.conftest import START, Server
from wxauth_cli.core.shapes import SANDBOX_APPID, Shape, shape_of

PATH = "/wxa/business/getuserphonenumber"


def test_phone_code_becomes_a_number(server: Server) -> None:
    """The whole answer, in WeChat's order."""
    code = server.sandbox.new_phone_code()

    answer = server.phone(code, server.stable()["access_token"])

    assert shape_of(code) is Shape.PHONE_CODE
    assert json.dumps(answer) == json.dumps(
        {
            "errcode": 0,
            "errmsg": "ok",
            "phone_info": {
                "phoneNumber": "13800138000",
                "purePhoneNumber": "13800138000",
                "countryCode": "86",
                "watermark": {"timestamp": int(START), "appid": SANDBOX_APPID},
            },
        }
    )


def test_foreign_number_carries_its_country_code(server: Server) -> None:
    """phoneNumber has the country code, purePhoneNumber never."""
    answer = server.phone(server.sandbox.new_phone_code("hongkong"), server.classic()["access_token"])

    info = answer["phone_info"]
    assert (info["phoneNumber"], info["purePhoneNumber"], info["countryCode"]) == (
        "85255501234",
        "55501234",
        "852",
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", (44002, "empty post data hint: [H] rid: R")),
        (b"code=abc", (47001, "data format error hint: [H] rid: R")),
        (b"{}", (40097, "invalid args hint: [H] rid: R")),
        (b'{"code": 5}', (40097, "invalid args hint: [H] rid: R")),
        (b'{"code": "nope"}', (40029, "invalid code hint: [H] rid: R")),
        (b'{"code": "\\ud83c"}', (40029, "invalid code hint: [H] rid: R")),
    ],
)
def test_body_is_checked(server: Server, body: bytes, expected: tuple[int, str]) -> None:
    """What is wrong with the body has WeChat's errcode and hint."""
    token = server.classic()["access_token"]

    assert server.errmsg("POST", PATH, {"access_token": token}, body) == expected


def test_get_is_refused(server: Server) -> None:
    """The token is looked at first, then the method."""
    token = server.classic()["access_token"]

    assert server.errmsg("GET", PATH, {"access_token": token}) == (43002, "require POST method rid: R")
    assert server.errmsg("GET", PATH) == (41001, "access_token missing rid: R")


def test_used_expired_and_foreign_codes_are_all_invalid(server: Server) -> None:
    """There is no 40163 here: a used code, an old one and a login code are 40029 alike."""
    used, old = server.sandbox.new_phone_code(), server.sandbox.new_phone_code()
    token = server.classic()["access_token"]
    server.phone(used, token)
    again = server.phone(used, token)
    server.clock.advance(300)

    late = server.phone(old, token)
    login = server.phone(server.sandbox.new_login_code(), token)

    assert [again["errcode"], late["errcode"], login["errcode"]] == [40029] * 3


def test_token_of_another_app_is_no_use(server: Server) -> None:
    """A code of one app presented with the token of another is 40013, and is not spent by it."""
    code, token = server.sandbox.new_phone_code(), server.classic()["access_token"]
    with closing(sqlite3.connect(server.sandbox.path)) as database, database:
        database.execute("UPDATE tokens SET appid = 'wx0123456789abcdef'")

    refused = server.phone(code, token)

    assert refused["errcode"] == 40013
    assert server.phone(code, server.classic()["access_token"])["errcode"] == 0
