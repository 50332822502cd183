"""The sandbox behind a socket: a Starlette application over the same service."""

import asyncio
from collections.abc import Callable

from starlette import requests, responses
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from wxauth_cli.core.errors import WxauthError
from wxauth_cli.sandbox import control_api
from wxauth_cli.sandbox.exchange import Reply, Request
from wxauth_cli.sandbox.lost import LostResponse
from wxauth_cli.sandbox.service import Sandbox

__all__ = ["application"]

_LARGEST_BODY = 1 << 20  # bytes; no call of WeChat's login needs more than a few hundred
_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]


def application(sandbox: Sandbox, complain: Callable[[WxauthError], None]) -> Starlette:
    """Return the ASGI application. When the state fails, ``complain`` hears why and the client gets -1."""

    def answer(request: Request) -> Reply:
        ours = request.path == control_api.ROOT or request.path.startswith(f"{control_api.ROOT}/")
        try:
            return control_api.answer(sandbox, request) if ours else sandbox.answer(request)
        except WxauthError as error:
            complain(error)
            return control_api.failed(error) if ours else sandbox.failed(request)

    async def endpoint(request: requests.Request) -> responses.Response:
        body = await _body(request)
        if body is None:
            return responses.PlainTextResponse("Request Entity Too Large", 413)
        # SQLite blocks, so it waits in a thread while the loop serves the other clients
        reply = await run_in_threadpool(answer, _plain(request, body))
        if reply.delay:
            await asyncio.sleep(reply.delay)
        if reply.lost_after is not None:
            return LostResponse(reply)
        return responses.Response(reply.body, reply.status, dict(reply.headers))

    return Starlette(routes=[Route("/{path:path}", endpoint, methods=_METHODS)])


def _plain(request: requests.Request, body: bytes) -> Request:
    return Request(
        method=request.method,
        path=request.url.path,
        query=request.scope["query_string"].decode("latin-1"),
        headers=dict(request.headers),
        body=body,
        client=request.client.host if request.client else "",
    )


async def _body(request: requests.Request) -> bytes | None:
    """Return the body, or None when it is larger than anything sensible; no more than that is read."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > _LARGEST_BODY:
            return None
        parts.append(part)
    return b"".join(parts)
