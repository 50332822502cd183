"""checkencryptedmsg: did the sandbox make this payload?"""

import pytest

from tests.sandbox.conftest import START, Server
from wxauth_cli.core.signature import hash_encrypted_data
from wxauth_cli.sandbox.kinds import PayloadKind

PATH = "/wxa/business/checkencryptedmsg"


def hash_of(server: Server, kind: PayloadKind = PayloadKind.PHONE) -> str:
    """Return the hash of a new payload."""
    return hash_encrypted_data(server.sandbox.new_payload(kind)["encryptedData"])


def test_own_phone_payload_is_vaild_for_three_days(server: Server) -> None:
    """The field is misspelt as on WeChat; after three days the payload is unknown (errcode 1)."""
    body = {"encrypted_msg_hash": hash_of(server)}

    server.clock.advance(3 * 86400 - 1)
    assert server.post(PATH, body) == (
        0,
        {"errcode": 0, "errmsg": "ok", "vaild": True, "create_time": int(START)},
    )

    server.clock.advance(1)
    assert server.post(PATH, body) == (1, "data not exit rid: R")


def test_other_data_and_other_apps_are_unknown(server: Server) -> None:
    """Only phone numbers are remembered, and only for the app whose payload it is."""
    other = server.sandbox.control.app()
    foreign = server.sandbox.new_payload(PayloadKind.PHONE, appid=other["appid"])["encryptedData"]

    for unknown in (hash_of(server, PayloadKind.USER_INFO), hash_encrypted_data(foreign), "0" * 64):
        assert server.post(PATH, {"encrypted_msg_hash": unknown}) == (1, "data not exit rid: R")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, (40097, "invalid args rid: R")),
        ({"encrypted_msg_hash": 7}, (40097, "invalid args rid: R")),
        (b"encrypted_msg_hash=00", (47001, "data format error hint: [H] rid: R")),
        (b"", (44002, "empty post data hint: [H] rid: R")),
    ],
)
def test_bad_bodies_are_told_apart(server: Server, body: object, expected: tuple[int, str]) -> None:
    """A form, nothing at all, and an argument that is none."""
    assert server.post(PATH, body) == expected


def test_get_is_refused(server: Server) -> None:
    """43002 by GET."""
    assert server.get(PATH) == (43002, "require POST method rid: R")
