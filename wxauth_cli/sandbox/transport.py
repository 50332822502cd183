"""The sandbox behind httpx, in this process: no socket, no network."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx

from wxauth_cli.sandbox.exchange import Reply, Request
from wxauth_cli.sandbox.service import Sandbox

__all__ = ["SandboxTransport"]


class SandboxTransport(httpx.BaseTransport):
    """Answer every request from the sandbox in ``state_dir``, whatever host it was meant for.

    Raises SandboxStateError (a ConfigError) when the database cannot be used.
    """

    def __init__(
        self, state_dir: Path, clock: Callable[[], float], sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._sandbox = Sandbox(state_dir, clock)
        self._sleep = sleep

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Turn httpx's request into ours and the reply back.

        Raises what httpx raises over a socket when the answer is slow or the connection breaks.
        """
        reply = self._sandbox.answer(
            Request(
                method=request.method,
                path=request.url.path,
                query=request.url.query.decode("ascii"),
                headers=dict(request.headers),
                body=request.read(),
                client="127.0.0.1",
            )
        )
        self._wait(reply.delay, request)
        if reply.lost_after == 0:
            raise httpx.RemoteProtocolError(
                "Server disconnected without sending a response.", request=request
            )
        # as a stream, so that a caller may read it piece by piece, as from a socket
        return httpx.Response(
            reply.status,
            headers=dict(reply.headers),
            stream=httpx.ByteStream(reply.body) if reply.lost_after is None else _CutStream(reply, request),
            request=request,
        )

    def _wait(self, delay: float, request: httpx.Request) -> None:
        patience = request.extensions.get("timeout", {}).get("read")
        if patience is not None and delay > patience:
            self._sleep(patience)
            raise httpx.ReadTimeout("timed out", request=request)
        if delay:
            self._sleep(delay)

    def close(self) -> None:
        """Close the database."""
        self._sandbox.close()


class _CutStream(httpx.SyncByteStream):
    def __init__(self, reply: Reply, request: httpx.Request) -> None:
        self._reply = reply
        self._request = request

    def __iter__(self) -> Iterator[bytes]:
        yield self._reply.body[: self._reply.lost_after]
        raise httpx.RemoteProtocolError(
            "peer closed connection without sending complete message body", request=self._request
        )
