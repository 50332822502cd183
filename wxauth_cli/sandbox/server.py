"""Serve the sandbox with uvicorn until it is told to stop."""

import ipaddress
import os
import signal
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn
from starlette.applications import Starlette

from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.message import message

__all__ = ["AddressError", "is_loopback", "listen", "serve", "url_of"]

_BACKLOG = 512
_GRACE = 2  # seconds that open connections get when the server stops


class AddressError(UsageError):
    """The address cannot be listened on; ``host``, ``port`` and the system's ``reason`` say why."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(
            message(
                "The sandbox cannot listen on {host} port {port}: {reason}.",
                host=host,
                port=port,
                reason=reason,
            ),
            message("Choose another port, or let the system choose: wxauth sandbox serve --port 0"),
        )
        self.host = host
        self.port = port
        self.reason = reason


def listen(host: str, port: int) -> socket.socket:
    """Return a bound socket; port 0 takes a free one. Raises AddressError."""
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        return socket.create_server(address[:2], family=family, backlog=_BACKLOG)
    except (OSError, UnicodeError) as error:  # a host with an empty label is a UnicodeError
        raise AddressError(host, port, _reason(error)) from error


def is_loopback(listener: socket.socket) -> bool:
    """Tell whether only programs on this machine can connect."""
    return ipaddress.ip_address(listener.getsockname()[0]).is_loopback


def url_of(listener: socket.socket) -> str:
    """Return the base URL by which this machine reaches the socket."""
    host, port = listener.getsockname()[:2]
    address = ipaddress.ip_address(host)
    if address.is_unspecified:
        address = ipaddress.ip_address("127.0.0.1" if address.version == 4 else "::1")
    return f"http://{address}:{port}" if address.version == 4 else f"http://[{address}]:{port}"


def serve(application: Starlette, listener: socket.socket, on_ready: Callable[[], None]) -> None:
    """Answer until SIGINT (raises KeyboardInterrupt) or SIGTERM; ``on_ready`` is called at the start."""
    config = uvicorn.Config(
        application,
        log_config=None,  # our streams carry our words only; uvicorn's log lines hold whole URLs
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,  # who calls is told by the socket; a header may say anything
        lifespan="off",
        timeout_graceful_shutdown=_GRACE,
    )
    server = _Server(config, on_ready)
    application.state.hang_up = server.hang_up
    server.run(sockets=[listener])
    if server.interrupted:
        raise KeyboardInterrupt


def _reason(error: OSError | UnicodeError) -> str:
    if isinstance(error, OSError) and (error.errno or 0) > 0:
        return os.strerror(error.errno or 0)  # without the address that socket.create_server appends
    return getattr(error, "strerror", None) or type(error).__name__


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready
        self.interrupted = False

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop, and remember a Ctrl-C: asyncio forgets it when the server ends before it looks again."""
        self.interrupted = self.interrupted or sig == signal.SIGINT
        super().handle_exit(sig, frame)

    def hang_up(self, client: tuple[str, int]) -> bool:
        """Break the connection from this address and port; tell whether there was one."""
        for connection in list(self.server_state.connections):
            transport = connection.transport
            if transport is not None and transport.get_extra_info("peername", ())[:2] == client:
                transport.abort()
                return True
        return False

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            self._on_ready()
