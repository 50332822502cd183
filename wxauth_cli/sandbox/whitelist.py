"""The IP whitelist of an app: it guards the token endpoints, and is off while it is empty."""

import ipaddress
import sqlite3
from collections.abc import Sequence

from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.message import message
from wxauth_cli.sandbox.replies import Refusal

__all__ = ["check_address", "entries_of", "not_whitelisted", "set_entries"]


def set_entries(database: sqlite3.Connection, appid: str, entries: Sequence[str]) -> None:
    """Replace the list. Raises UsageError for an entry that is neither an address nor a CIDR block."""
    for entry in entries:
        try:
            ipaddress.ip_network(entry, strict=False)
        except ValueError as error:
            raise UsageError(
                message("A whitelist holds IP addresses and CIDR blocks."),
                message("Try: wxauth sandbox whitelist 203.0.113.9 198.51.100.0/24"),
            ) from error
    database.execute("DELETE FROM whitelist WHERE appid = ?", (appid,))
    database.executemany(
        "INSERT OR IGNORE INTO whitelist VALUES (?, ?)", [(appid, entry) for entry in entries]
    )


def entries_of(database: sqlite3.Connection, appid: str) -> list[str]:
    """Return the list; an empty one lets everybody in."""
    rows = database.execute("SELECT entry FROM whitelist WHERE appid = ? ORDER BY rowid", (appid,))
    return [row["entry"] for row in rows.fetchall()]


def check_address(database: sqlite3.Connection, appid: str, client: str) -> None:
    """Raise Refusal (40164, with the address) when the list has entries and ``client`` is not among them."""
    entries = entries_of(database, appid)
    if entries and not any(_covers(entry, client) for entry in entries):
        raise not_whitelisted(client)


def not_whitelisted(client: str) -> Refusal:
    """Return the refusal that names the address in both notations, as WeChat does."""
    mapped = client if ":" in client else f"::ffff:{client}"
    return Refusal(40164, f"invalid ip {client} ipv6 {mapped}, not in whitelist")


def _covers(entry: str, client: str) -> bool:
    try:
        address = ipaddress.ip_address(client)
    except ValueError:  # not a network client at all
        return False
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address in ipaddress.ip_network(entry, strict=False)
