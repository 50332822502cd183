"""getpaidunionid and getpluginopenpid."""

import pytest

from tests.sandbox.conftest import Server

PAID = "/wxa/getpaidunionid"
PLUGIN = "/wxa/getpluginopenpid"


def test_payment_gives_the_unionid_for_five_minutes(server: Server) -> None:
    """By transaction_id, and by mch_id with out_trade_no."""
    session, order = server.login(), server.sandbox.new_payment()
    openid = session["openid"]
    by_merchant = {"mch_id": order["mch_id"], "out_trade_no": order["out_trade_no"]}
    answer = (0, {"unionid": session["unionid"], "errcode": 0, "errmsg": "ok"})

    assert server.get(PAID, openid=openid, transaction_id=order["transaction_id"]) == answer
    assert server.get(PAID, openid=openid, **by_merchant) == answer
    server.clock.advance(300)
    assert server.get(PAID, openid=openid, **by_merchant) == (89300, "invalid trade rid: R")


def test_payment_of_somebody_else_or_of_nobody(server: Server) -> None:
    """40003 without a login, 89002 without an open-platform account, 89300 for another's order."""
    demo, unbound, order = server.login(), server.login("unbound"), server.sandbox.new_payment("alice")
    paid = {"transaction_id": order["transaction_id"]}

    assert server.get(PAID, openid="o" * 28, **paid) == (40003, "invalid openid rid: R")
    assert server.get(PAID, openid=unbound["openid"], **paid) == (89002, "open not exists rid: R")
    assert server.get(PAID, openid=demo["openid"], **paid) == (89300, "invalid trade rid: R")
    assert server.get(PAID, openid=demo["openid"]) == (89300, "invalid trade rid: R")


def test_plugin_code_becomes_an_openpid_once(server: Server) -> None:
    """28 characters that begin with G, the same for the same user; a spent code is 1007 without a word."""
    first, second = server.sandbox.new_plugin_code(), server.sandbox.new_plugin_code()

    answers = [server.post(PLUGIN, {"code": code})[1] for code in (first, second)]

    assert answers[0] == answers[1]
    assert list(answers[0]) == ["errcode", "errmsg", "openpid"]
    assert (answers[0]["openpid"][0], len(answers[0]["openpid"])) == ("G", 28)
    assert server.post(PLUGIN, {"code": first}) == (1007, " rid: R")


@pytest.mark.parametrize("age", [0, 300])
def test_codes_that_are_no_plugin_codes(server: Server, age: float) -> None:
    """A login code, a phone code and an old plugin code are all 1007."""
    codes = [server.sandbox.new_login_code(), server.sandbox.new_phone_code(), "é"]
    if age:
        codes.append(server.sandbox.new_plugin_code())
    server.clock.advance(age)

    assert [server.post(PLUGIN, {"code": code}) for code in codes] == [(1007, " rid: R")] * len(codes)


def test_plugin_has_errcodes_of_its_own(server: Server) -> None:
    """1022 for what is no JSON, 1001 without code, 1005 for the code of another app."""
    foreign = server.sandbox.new_plugin_code(appid=server.sandbox.control.app()["appid"])

    assert server.post(PLUGIN, b"code=1") == (1022, "json parse error rid: R")
    assert server.post(PLUGIN, {"code": ""}) == (1001, "invalid request parameter rid: R")
    assert server.post(PLUGIN, {"code": foreign}) == (1005, "plugin appid does not match the data rid: R")
