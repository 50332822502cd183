"""get_api_domain_ip: the cheap read by which a token is tested."""

import json

from tests.sandbox.conftest import Server

PATH = "/cgi-bin/get_api_domain_ip"


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
