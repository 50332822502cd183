"""The calls that the sandbox answers, by path; an endpoint family is a file of its own."""

from collections.abc import Mapping

from wxauth_cli.sandbox.endpoints.addresses import api_domain_ip
from wxauth_cli.sandbox.endpoints.call import Endpoint
from wxauth_cli.sandbox.endpoints.phone import get_user_phone_number
from wxauth_cli.sandbox.endpoints.session import code_to_session
from wxauth_cli.sandbox.endpoints.token import classic_token, stable_token

__all__ = ["ENDPOINTS"]

ENDPOINTS: Mapping[str, Endpoint] = {
    "/sns/jscode2session": Endpoint(code_to_session),
    "/cgi-bin/token": Endpoint(classic_token),
    "/cgi-bin/stable_token": Endpoint(stable_token, post_only=True),
    "/wxa/business/getuserphonenumber": Endpoint(get_user_phone_number, post_only=True, needs_token=True),
    "/cgi-bin/get_api_domain_ip": Endpoint(api_domain_ip, needs_token=True),
}
