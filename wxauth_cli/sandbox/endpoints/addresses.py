"""GET /cgi-bin/get_api_domain_ip: a harmless read that tells whether an access_token is current."""

from collections.abc import Mapping
from typing import Any

from wxauth_cli.sandbox.endpoints.call import Call

__all__ = ["api_domain_ip"]


def api_domain_ip(call: Call) -> Mapping[str, Any]:
    """Answer with addresses of the documentation range; an entry may be a CIDR block."""
    return {"ip_list": ["203.0.113.1", "203.0.113.0/25"]}
