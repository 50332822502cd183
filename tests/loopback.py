"""A server on 127.0.0.1 that answers with any bytes at all, and counts what it was asked."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

__all__ = ["Answerer", "Loopback", "http_reply", "loopback"]

Answerer = Callable[[bytes, socket.socket], None]


class Loopback:
    """Hand every request to ``answer``; ``requests`` holds them as they came."""

    def __init__(self, answer: Answerer, tls: ssl.SSLContext | None = None) -> None:
        self._answer = answer
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self.closing = threading.Event()
        self.requests: list[bytes] = []
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self._listener.getsockname()[1]}"

    def run(self) -> None:
        """Accept until :meth:`close`."""
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def close(self) -> None:
        """Stop accepting, and wait for the answers under way."""
        self.closing.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(5)

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(5)
            stream = self._tls.wrap_socket(connection, server_side=True) if self._tls else connection
            with stream:
                request = _request(stream)
                self.requests.append(request)
                self._answer(request, stream)


@contextmanager
def loopback(answer: Answerer | bytes, tls: ssl.SSLContext | None = None) -> Iterator[Loopback]:
    """Serve on a free port: one and the same reply, or what a function does with the socket."""
    reply = answer
    server = Loopback((lambda _, stream: stream.sendall(reply)) if isinstance(reply, bytes) else reply, tls)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join(5)


def http_reply(body: bytes | str, status: str = "200 OK", **headers: Any) -> bytes:
    """Return a whole HTTP reply; ``content_type="…"`` becomes ``content-type: …``."""
    content = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"content-length: {len(content)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


def _request(stream: socket.socket) -> bytes:
    received = b""
    while b"\r\n\r\n" not in received:
        chunk = stream.recv(65_536)
        if not chunk:
            return received
        received += chunk
        if received[:1] == b"\x16":  # a TLS greeting has no blank line to wait for
            return received
    head, _, body = received.partition(b"\r\n\r\n")
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    missing = (int(lengths[0].partition(b":")[2]) if lengths else 0) - len(body)
    while missing > 0:
        chunk = stream.recv(65_536)
        if not chunk:
            break
        received, missing = received + chunk, missing - len(chunk)
    return received
