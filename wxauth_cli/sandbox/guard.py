"""Who may drive the sandbox: a program on this machine, and no web page in a browser.

A page can make a browser send requests to 127.0.0.1, directly or under a host name of its own that
points there (DNS rebinding). Both betray themselves: by an Origin that is not ours, by a Host that is
a name, or by Sec-Fetch-Site.
"""

import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit

__all__ = ["is_welcome"]


def is_welcome(client: str, headers: Mapping[str, str]) -> bool:
    """Tell whether a request may see or change the sandbox itself; header names are lower case."""
    host = headers.get("host", "")
    if not _is_loopback(client) or not _names_loopback(host):
        return False
    origin = headers.get("origin")
    if origin is not None and origin.lower() != f"http://{host.lower()}":
        return False
    return headers.get("sec-fetch-site", "none") in ("none", "same-origin")


def _names_loopback(host: str) -> bool:
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    # the text must be the whole authority: no user, path or query that urlsplit has taken off
    if not host.lower().removeprefix("[").startswith(name) or any(sign in host for sign in "@/?#\\ "):
        return False
    return name == "localhost" or _is_loopback(name)


def _is_loopback(address: str) -> bool:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None
    return (mapped or parsed).is_loopback
