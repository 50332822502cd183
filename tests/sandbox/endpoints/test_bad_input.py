"""Every endpoint answers every nonsense with an errcode: no exception, no HTTP error."""

import json
from urllib.parse import quote

import pytest

from tests.sandbox.conftest import Server
from wxauth_cli.core.shapes import SANDBOX_APPID, SANDBOX_SECRET
from wxauth_cli.sandbox.endpoints import ENDPOINTS
from wxauth_cli.sandbox.exchange import Request

NAMES = [
    *("appid", "secret", "appsecret", "grant_type", "js_code", "code", "openid", "signature", "sig_method"),
    *("encrypted_msg_hash", "transaction_id", "mch_id", "out_trade_no", "cgi_path", "rid", "force_refresh"),
    *("action", "check_operator"),
]
VALUES = ["", "0", "\x00", "é", "😀", "\ud83d", "x" * 100_000, "'; DROP TABLE apps;--", 0, -1, 1e300, 10**30]
VALUES += [True, None, [], {}, [[]], float("nan")]


@pytest.mark.parametrize("path", ENDPOINTS)
@pytest.mark.parametrize("credentials", [{}, {"appid": SANDBOX_APPID, "secret": SANDBOX_SECRET}])
def test_nonsense_is_answered(server: Server, path: str, credentials: dict[str, str]) -> None:
    """In all fields at once, in query and body, with a good token and good credentials or without."""
    token = server.token()
    for value in VALUES:
        fields = {**dict.fromkeys(NAMES, value), **credentials, "appsecret": credentials.get("secret", value)}
        query = "&".join(
            [f"access_token={token}", *(f"{name}={_quoted(one)}" for name, one in fields.items())]
        )
        for body in (json.dumps(fields).encode(), json.dumps(value).encode(), b"\xff\xfe", b"{" * 5000):
            for method in ("GET", "POST"):
                reply = server.sandbox.answer(Request(method, path, query, {"x": "\xff"}, body, "client"))

                document = json.loads(reply.body)
                assert (reply.status, type(document.get("errcode", 0))) == (200, int)


def _quoted(value: object) -> str:
    return quote(str(value), errors="replace")
