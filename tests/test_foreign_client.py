"""wechatpy, a client that nobody here wrote, logs in against the sandbox; only the host is another."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
from requests.adapters import HTTPAdapter
from wechatpy.client import WeChatClient
from wechatpy.exceptions import WeChatClientException

from tests.sandbox_server import ServedSandbox, served_sandbox
from wxauth_cli.core.shapes import SANDBOX_APPID, SANDBOX_SECRET, Shape, shape_of

__all__ = ["served_sandbox"]

_WECHAT = "https://api.weixin.qq.com"


class _OtherHost(HTTPAdapter):
    """Send what was meant for api.weixin.qq.com to another host; the rest of the request is untouched.

    wechatpy writes the host into the code of fetch_access_token, so no setting of it reaches there.
    """

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        assert request.url is not None
        request.url = self._url + request.url.removeprefix(_WECHAT)
        return super().send(request, *args, **kwargs)


def _client(served: ServedSandbox) -> Any:
    client = WeChatClient(SANDBOX_APPID, SANDBOX_SECRET, timeout=20)
    client._http.trust_env = False  # no proxy of this machine between the test and 127.0.0.1
    client._http.mount(_WECHAT, _OtherHost(served.url))
    return client


def test_wechatpy_logs_in(served_sandbox: ServedSandbox) -> None:
    """A token, a session and a phone number, by three calls of the SDK."""
    client = _client(served_sandbox)
    with client._http:
        token = client.fetch_access_token()
        session = client.wxa.code_to_session(served_sandbox.code())
        phone = client.wxa.get_phone_number(served_sandbox.phone_code())

    assert (shape_of(token["access_token"]), token["expires_in"]) == (Shape.ACCESS_TOKEN, 7200)
    assert {name: shape_of(value) for name, value in session.items()} == {
        "session_key": Shape.SESSION_KEY,
        "openid": Shape.OPENID,
        "unionid": Shape.OPENID,
    }
    assert (phone["errcode"], phone["phone_info"]["purePhoneNumber"]) == (0, "13800138000")


def test_wechatpy_decrypts_a_sandbox_payload(served_sandbox: ServedSandbox) -> None:
    """The SDK's own decryption opens what the sandbox encrypted, with the key it got over the wire."""
    from wechatpy.crypto import WeChatWxaCrypto

    client = _client(served_sandbox)
    with client._http:
        session = client.wxa.code_to_session(served_sandbox.code())
    payload = served_sandbox.run("sandbox", "payload", "--kind", "user-info", "--json").json["result"]

    crypto = WeChatWxaCrypto(session["session_key"], payload["iv"], SANDBOX_APPID)
    user = crypto.decrypt_message(payload["encryptedData"])

    assert (user["openId"], user["nickName"]) == (session["openid"], "小满🌱")


def test_wechatpy_raises_what_the_sandbox_refuses(served_sandbox: ServedSandbox) -> None:
    """A code used twice reaches the SDK's user as errcode 40163."""
    client, code = _client(served_sandbox), served_sandbox.code()
    with client._http:
        client.wxa.code_to_session(code)
        with pytest.raises(WeChatClientException) as caught:
            client.wxa.code_to_session(code)

    assert (caught.value.errcode, caught.value.errmsg.partition(",")[0]) == (40163, "code been used")


def test_twenty_wechatpy_clients_one_code(served_sandbox: ServedSandbox) -> None:
    """Of twenty clients that present one code at once, exactly one logs in."""
    code = served_sandbox.code()

    def exchange(_: int) -> int:
        client = _client(served_sandbox)
        with client._http:
            try:
                client.wxa.code_to_session(code)
            except WeChatClientException as error:
                return int(error.errcode)
        return 0

    with ThreadPoolExecutor(20) as pool:
        errcodes = sorted(pool.map(exchange, range(20)))

    assert errcodes == [0] + [40163] * 19
