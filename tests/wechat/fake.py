"""WeChat as a function from request to reply, in this process."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx

from wxauth_cli.core.secret import Secret
from wxauth_cli.wechat.client import WeChatClient
from wxauth_cli.wechat.exchange import Exchange

__all__ = ["APPID", "SECRET", "FakeWeChat"]

APPID = "wx9a1b2c3d4e5f6071"
SECRET = Secret("0f1e2d3c4b5a69788796a5b4c3d2e1f0")


class FakeWeChat:
    """Answer each call with the next of ``replies``, or with what a function makes of the request."""

    def __init__(self, *replies: Any, answer: Callable[[httpx.Request], Any] | None = None) -> None:
        self._replies: Iterator[Any] = iter(replies)
        self._answer = answer
        self.requests: list[httpx.Request] = []
        self.pauses: list[float] = []
        self.learnt: list[Secret] = []
        exchange = Exchange("https://wechat.example", 5, transport=lambda: httpx.MockTransport(self._handle))
        self.client = WeChatClient(
            exchange, APPID, SECRET, sleep=self.pauses.append, learn=self.learnt.append
        )

    def _handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        reply = self._answer(request) if self._answer else next(self._replies)
        if isinstance(reply, Exception):
            raise reply
        return httpx.Response(200, stream=httpx.ByteStream(json.dumps(reply).encode()))
