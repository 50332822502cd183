"""get_api_domain_ip, the cheap read by which a token is tested; getcallbackip and callback/check."""

import json

import pytest

from tests.sandbox.conftest import Server

PATH = "/cgi-bin/get_api_domain_ip"
CHECK = "/cgi-bin/callback/check"


def test_current_token_gets_addresses(server: Server) -> None:
    """Addresses and CIDR blocks, without errcode."""
    query = {"access_token": server.stable()["access_token"]}

    assert json.loads(server.ask("GET", PATH, query).body) == {"ip_list": ["203.0.113.1", "203.0.113.0/25"]}


def test_replaced_token_is_told_where_to_get_another(server: Server) -> None:
    """On /cgi-bin the errmsg of 40001 has had a hint and a link since 2023."""
    query = {"access_token": server.stable()["access_token"]}
    server.stable(force_refresh=True)

    assert server.errmsg("GET", PATH, query) == (
        40001,
        "invalid credential, access_token is invalid or not latest, could get access_token by "
        "getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r rid: R",
    )


def test_callback_addresses(server: Server) -> None:
    """The addresses that push are others than those that are called."""
    assert server.get("/cgi-bin/getcallbackip") == (0, {"ip_list": ["203.0.113.130", "203.0.113.128/25"]})


@pytest.mark.parametrize(("action", "keys"), [("dns", ["dns"]), ("ping", ["ping"]), ("all", ["dns", "ping"])])
def test_callback_check_answers_what_was_asked(server: Server, action: str, keys: list[str]) -> None:
    """dns, ping or both; CAP is an operator like the others."""
    errcode, document = server.post(CHECK, {"action": action, "check_operator": "CAP"})

    assert (errcode, list(document)) == (0, keys)
    assert all(document[key][0]["ip"] == "203.0.113.7" for key in keys)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"action": "trace", "check_operator": "CAP"}, (40202, "invalid action rid: R")),
        ({"check_operator": "CAP"}, (40202, "invalid action rid: R")),
        ({"action": "all"}, (40203, "invalid check_operator rid: R")),
    ],
)
def test_callback_check_wants_both_parameters(
    server: Server, body: dict[str, str], expected: tuple[int, str]
) -> None:
    """An action and an operator that are none."""
    assert server.post(CHECK, body) == expected
