"""A request and a reply as plain values: what the sandbox is asked and answers, without any framework."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import parse_qsl

__all__ = ["Reply", "Request"]


@dataclass(frozen=True)
class Request:
    """One HTTP request as it arrived.

    ``query`` is the raw query string, undecoded, because the sandbox must be able to say what was
    really sent; header names are lower case; ``client`` is the caller's address.
    """

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    client: str = "127.0.0.1"

    def parameter(self, name: str) -> str | None:
        """Return the first value of ``name`` in the query; an empty value counts as absent."""
        return self._parameters.get(name) or None

    @cached_property
    def _parameters(self) -> Mapping[str, str]:
        pairs = parse_qsl(self.query, keep_blank_values=True)
        return dict(reversed(pairs))  # the first of several values stays


@dataclass(frozen=True)
class Reply:
    """One HTTP reply, and what is to go wrong on its way to the client.

    ``delay``: seconds before anything is sent; ``lost_after``: bytes of the body that still arrive
    before the connection breaks, 0 for none and no header either, None when all is well.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    delay: float = 0.0
    lost_after: int | None = None
