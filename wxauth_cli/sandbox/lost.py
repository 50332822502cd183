"""A reply that does not arrive, or not as a whole, because the connection breaks."""

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from wxauth_cli.sandbox.exchange import Reply

__all__ = ["LostResponse"]


class LostResponse(Response):
    """Send the header and the first bytes of the body, or nothing at all, and break the connection.

    The server behind the application puts ``hang_up`` into ``app.state``; without it (another server)
    a dropped connection becomes an answer that ends after its header.
    """

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.body, reply.status, dict(reply.headers))
        self._lost_after = reply.lost_after or 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Return without having sent the whole body: the server then closes the connection."""
        hang_up = getattr(scope["app"].state, "hang_up", None)
        if self._lost_after == 0 and hang_up is not None and hang_up(scope["client"]):
            while (await receive())["type"] != "http.disconnect":
                pass  # what is returned before the connection is gone would be answered with a 500
            return
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        body = bytes(self.body)[: self._lost_after]
        await send({"type": "http.response.body", "body": body, "more_body": True})
