"""Addresses of WeChat's servers, and the check of the way between them and a backend."""

from collections.abc import Mapping
from typing import Any

from wxauth_cli.sandbox.endpoints.call import Call
from wxauth_cli.sandbox.replies import Refusal

__all__ = ["api_domain_ip", "callback_check", "callback_ip"]

_OPERATORS = ("CHINANET", "UNICOM", "CAP", "DEFAULT")


def api_domain_ip(call: Call) -> Mapping[str, Any]:
    """Answer with addresses of the documentation range; an entry may be a CIDR block.

    A harmless read, by which a developer tells whether an access_token is current.
    """
    return {"ip_list": ["203.0.113.1", "203.0.113.0/25"]}


def callback_ip(call: Call) -> Mapping[str, Any]:
    """Answer with the addresses from which messages are pushed."""
    return {"ip_list": ["203.0.113.130", "203.0.113.128/25"]}


def callback_check(call: Call) -> Mapping[str, Any]:
    """Answer as if the backend had been reached; nothing is resolved and nothing sent."""
    body = call.body()
    action, operator = body.get("action"), body.get("check_operator")
    if action not in ("dns", "ping", "all"):
        raise Refusal(40202, "invalid action")
    if operator not in _OPERATORS:
        raise Refusal(40203, "invalid check_operator")
    real = "UNICOM" if operator == "DEFAULT" else operator
    dns = {"dns": [{"ip": "203.0.113.7", "real_operator": real}]}
    ping = {"ping": [{"ip": "203.0.113.7", "from_operator": real, "package_loss": "0%", "time": "23.079ms"}]}
    return {**({} if action == "ping" else dns), **({} if action == "dns" else ping)}
