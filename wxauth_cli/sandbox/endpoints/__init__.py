"""The calls that the sandbox answers, by path; an endpoint family is a file of its own."""

from collections.abc import Mapping

from wxauth_cli.sandbox.endpoints.addresses import api_domain_ip, callback_check, callback_ip
from wxauth_cli.sandbox.endpoints.call import Endpoint
from wxauth_cli.sandbox.endpoints.encrypted import check_encrypted_message, user_encrypt_key
from wxauth_cli.sandbox.endpoints.paid import paid_unionid
from wxauth_cli.sandbox.endpoints.phone import get_user_phone_number
from wxauth_cli.sandbox.endpoints.plugin import plugin_openpid
from wxauth_cli.sandbox.endpoints.quota import clear_api, clear_app, clear_by_secret, get_quota
from wxauth_cli.sandbox.endpoints.rid import get_rid
from wxauth_cli.sandbox.endpoints.session import code_to_session
from wxauth_cli.sandbox.endpoints.session_key import check_session, reset_user_session_key
from wxauth_cli.sandbox.endpoints.token import classic_token, stable_token

__all__ = ["ENDPOINTS"]

ENDPOINTS: Mapping[str, Endpoint] = {
    "/sns/jscode2session": Endpoint(code_to_session),
    "/cgi-bin/token": Endpoint(classic_token),
    "/cgi-bin/stable_token": Endpoint(stable_token, post_only=True),
    "/wxa/business/getuserphonenumber": Endpoint(get_user_phone_number, post_only=True, needs_token=True),
    "/wxa/checksession": Endpoint(check_session, needs_token=True),
    "/wxa/resetusersessionkey": Endpoint(reset_user_session_key, needs_token=True),
    "/wxa/business/checkencryptedmsg": Endpoint(check_encrypted_message, post_only=True, needs_token=True),
    "/wxa/business/getuserencryptkey": Endpoint(user_encrypt_key, needs_token=True),
    "/wxa/getpaidunionid": Endpoint(paid_unionid, needs_token=True),
    "/wxa/getpluginopenpid": Endpoint(plugin_openpid, post_only=True, needs_token=True),
    "/cgi-bin/openapi/quota/get": Endpoint(get_quota, post_only=True, needs_token=True),
    "/cgi-bin/openapi/quota/clear": Endpoint(clear_api, post_only=True, needs_token=True),
    "/cgi-bin/clear_quota": Endpoint(clear_app, post_only=True, needs_token=True),
    "/cgi-bin/clear_quota/v2": Endpoint(clear_by_secret, post_only=True),
    "/cgi-bin/openapi/rid/get": Endpoint(get_rid, post_only=True, needs_token=True),
    "/cgi-bin/get_api_domain_ip": Endpoint(api_domain_ip, needs_token=True),
    "/cgi-bin/getcallbackip": Endpoint(callback_ip, needs_token=True),
    "/cgi-bin/callback/check": Endpoint(callback_check, post_only=True, needs_token=True),
}
