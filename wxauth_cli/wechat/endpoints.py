"""The calls that wxauth makes."""

from typing import NamedTuple

__all__ = ["API_DOMAIN_IP", "CODE_TO_SESSION", "PHONE_NUMBER", "STABLE_TOKEN", "TOKEN", "Endpoint"]


class Endpoint(NamedTuple):
    """One call. ``scope`` is the errcode catalogue's word for the family it belongs to.

    ``spends_code`` calls are never sent twice; ``repeatable`` ones change nothing and may be.
    """

    name: str
    method: str
    path: str
    scope: str
    spends_code: bool = False
    repeatable: bool = False


CODE_TO_SESSION = Endpoint("code2Session", "GET", "/sns/jscode2session", "session", spends_code=True)
PHONE_NUMBER = Endpoint(
    "getuserphonenumber", "POST", "/wxa/business/getuserphonenumber", "phone", spends_code=True
)
# every call makes a new token and retires the one before: not repeatable, although it is a GET
TOKEN = Endpoint("token", "GET", "/cgi-bin/token", "token")
# without force_refresh it returns the same token again, so that it may be asked twice
STABLE_TOKEN = Endpoint("stable_token", "POST", "/cgi-bin/stable_token", "token", repeatable=True)
API_DOMAIN_IP = Endpoint("get_api_domain_ip", "GET", "/cgi-bin/get_api_domain_ip", "manage", repeatable=True)
