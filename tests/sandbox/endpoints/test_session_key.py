"""checksession, resetusersessionkey and getuserencryptkey: calls signed with the session_key."""

import base64
import hashlib
import hmac
from typing import Any

import pytest

from tests.sandbox.conftest import START, Server
from wxauth_cli.core.signature import sign_body
from wxauth_cli.sandbox.kinds import PayloadKind

CHECK = "/wxa/checksession"
RESET = "/wxa/resetusersessionkey"
KEYS = "/wxa/business/getuserencryptkey"
OK = (0, {"errcode": 0, "errmsg": "ok"})
WRONG = (87009, "invalid signature rid: R")


def signed(session: Any, **changes: str) -> dict[str, str]:
    """Return the three parameters as a server with this session sends them."""
    signature = sign_body(session["session_key"])
    return {
        "openid": session["openid"],
        "signature": signature,
        "sig_method": "hmac_sha256",
        **changes,
    }


def test_current_key_is_confirmed_in_either_case(server: Server) -> None:
    """The signature of the empty text, keyed with the text of the key; upper case works too."""
    session = server.login()
    query = signed(session)

    assert server.get(CHECK, **query) == OK
    assert server.get(CHECK, **{**query, "signature": query["signature"].upper()}) == OK


def test_key_is_used_as_text(server: Server) -> None:
    """Who decodes the session_key before HMAC gets 87009."""
    session = server.login()
    decoded = hmac.new(base64.b64decode(session["session_key"]), b"", hashlib.sha256).hexdigest()

    assert server.get(CHECK, **signed(session, signature=decoded)) == WRONG


def test_retired_key_is_refused(server: Server) -> None:
    """After another wx.login the key of the first one signs nothing any more."""
    session = server.login()
    server.sandbox.new_login_code()

    assert server.get(CHECK, **signed(session)) == WRONG


def test_expired_key_is_gone(server: Server) -> None:
    """A session_key ends after three days in the sandbox; a payload after that is under a new one."""
    session = server.login()
    server.clock.advance(3 * 86400)

    assert server.get(CHECK, **signed(session)) == (
        87007,
        "session_key is not existd or expired rid: R",
    )
    assert server.sandbox.new_payload(PayloadKind.PHONE)["session_key"] != session["session_key"]


@pytest.mark.parametrize("path", [CHECK, RESET, KEYS])
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"openid": ""}, (40003, "invalid openid rid: R")),
        ({"openid": "o" * 28}, (40003, "invalid openid rid: R")),
        ({"sig_method": "sha1"}, (87008, "invalid sig_method rid: R")),
        ({"signature": ""}, WRONG),
        ({"signature": "é"}, WRONG),
        ({"access_token": ""}, (41001, "access_token missing rid: R")),
    ],
)
def test_wrong_parameters_are_told_apart(
    server: Server, path: str, changes: dict[str, str], expected: tuple[int, str]
) -> None:
    """The three signed calls check the same things."""
    assert server.get(path, **signed(server.login(), **changes)) == expected


def test_reset_replaces_the_key_and_keeps_its_end(server: Server) -> None:
    """The old key dies at once, the new one opens payloads and ends when the old one would have."""
    session = server.login()
    server.clock.advance(86400)

    errcode, fresh = server.get(RESET, **signed(session))

    assert (errcode, list(fresh), fresh["openid"]) == (
        0,
        ["errcode", "errmsg", "openid", "session_key"],
        session["openid"],
    )
    assert server.get(CHECK, **signed(session)) == WRONG
    assert server.get(CHECK, **signed(fresh)) == OK
    assert server.sandbox.new_payload(PayloadKind.PHONE)["session_key"] == fresh["session_key"]
    server.clock.advance(2 * 86400)
    assert server.get(CHECK, **signed(fresh))[0] == 87007


def test_encrypt_keys_last_an_hour_and_three_are_shown(server: Server) -> None:
    """The newest first; a dead one has expire_in 0 and stays in the list until it is the fourth."""
    query = signed(server.login())

    first = server.get(KEYS, **query)[1]["key_info_list"]
    server.clock.advance(3)
    again = server.get(KEYS, **query)[1]["key_info_list"]
    for _ in range(3):
        server.clock.advance(3600)
        later = server.get(KEYS, **query)[1]["key_info_list"]

    assert first == [
        {
            "encrypt_key": first[0]["encrypt_key"],
            "version": 1,
            "expire_in": 3600,
            "iv": first[0]["iv"],
            "create_time": int(START),
        }
    ]
    assert (len(base64.b64decode(first[0]["encrypt_key"])), len(first[0]["iv"])) == (16, 16)
    assert again == [{**first[0], "expire_in": 3597}]
    assert [(key["version"], key["expire_in"]) for key in later] == [(4, 3600), (3, 0), (2, 0)]


def test_encrypt_key_by_post_must_have_no_body(server: Server) -> None:
    """An empty POST works; with any body the signature of nothing is wrong (87009)."""
    query = signed(server.login())

    assert server.post(KEYS, b"", **query)[0] == 0
    assert server.post(KEYS, {}, **query) == WRONG


def test_parameters_in_the_body_are_no_openid(server: Server) -> None:
    """The parameters stand in the query; in a body they are not seen (40003)."""
    assert server.post(KEYS, signed(server.login())) == (40003, "invalid openid rid: R")
