"""GET /wxa/getpaidunionid: the unionid of somebody who has just paid."""

from collections.abc import Mapping
from typing import Any

from wxauth_cli.sandbox.endpoints.call import Call
from wxauth_cli.sandbox.endpoints.signed import user_of_openid
from wxauth_cli.sandbox.payments import is_paid
from wxauth_cli.sandbox.replies import Refusal
from wxauth_cli.sandbox.users import unionid_in, user_named

__all__ = ["paid_unionid"]


def paid_unionid(call: Call) -> Mapping[str, Any]:
    """Answer within 5 minutes of a payment, named by transaction_id or by mch_id and out_trade_no."""
    names = ("transaction_id", "mch_id", "out_trade_no")
    transaction_id, mch_id, out_trade_no = (call.parameter(name) for name in names)
    with call.world.store.transaction() as database:
        user = user_of_openid(database, call.appid, call.parameter("openid"))
        unionid = unionid_in(database, call.appid, user_named(database, user))
        if unionid is None:
            raise Refusal(89002, "open not exists")
        order = (transaction_id, None, None) if transaction_id else (None, mch_id, out_trade_no)
        if not is_paid(database, call.appid, user, order, call.world.clock()):
            raise Refusal(89300, "invalid trade")
    return {"unionid": unionid, "errcode": 0, "errmsg": "ok"}
