"""The sandbox behind httpx, in this process: no socket, no network."""

from collections.abc import Callable
from pathlib import Path

import httpx

from wxauth_cli.sandbox.exchange import Request
from wxauth_cli.sandbox.service import Sandbox

__all__ = ["SandboxTransport"]


class SandboxTransport(httpx.BaseTransport):
    """Answer every request from the sandbox in ``state_dir``, whatever host it was meant for.

    Raises SandboxStateError (a ConfigError) when the database cannot be used.
    """

    def __init__(self, state_dir: Path, clock: Callable[[], float]) -> None:
        self._sandbox = Sandbox(state_dir, clock)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Turn httpx's request into ours and the reply back."""
        reply = self._sandbox.answer(
            Request(
                method=request.method,
                path=request.url.path,
                query=request.url.query.decode("ascii"),
                headers=dict(request.headers),
                body=request.read(),
                client="in-process",
            )
        )
        # as a stream, so that a caller may read it piece by piece, as from a socket
        return httpx.Response(
            reply.status,
            headers=dict(reply.headers),
            stream=httpx.ByteStream(reply.body),
            request=request,
        )

    def close(self) -> None:
        """Close the database."""
        self._sandbox.close()
