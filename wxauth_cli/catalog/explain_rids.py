"""What a rid tells: when its call was made, and whether WeChat can still look it up."""

from wxauth_cli.catalog.explain_answers import Answer, Say
from wxauth_cli.core.ages import age
from wxauth_cli.core.errmsg import rid_time
from wxauth_cli.core.explain.replies import LOOKED_UP_FOR, Rid
from wxauth_cli.core.message import Message, message
from wxauth_cli.times import utc_time

__all__ = ["rid_answer"]


def rid_answer(rid: Rid, now: float, say: Say) -> Answer:
    """Return when the call of a rid was made, and whether it can still be looked up."""
    moment = rid_time(rid.text)
    assert moment is not None, "a rid begins with its time"  # noqa: S101
    passed = now - moment
    queryable = False if rid.sns or not -3600 < passed < LOOKED_UP_FOR else None if rid.sns is None else True
    return {
        "id": "rid",
        "title": say(
            message(
                "rid {rid}: the call was made at {time}, {age}",
                rid=rid.text,
                time=utc_time(moment),
                age=age(passed),
            )
        ),
        "meaning": say(_fate(rid, passed)),
        "causes": [],
        "do": say(_look_up(queryable)),
        "rid": rid.text,
        "time": moment,
        "queryable": queryable,
    }


def _fate(rid: Rid, passed: float) -> Message:
    if rid.sns:
        return message(
            "The errmsg is of an /sns call (jscode2session), and WeChat refuses to look those up (76022)."
        )
    if passed >= LOOKED_UP_FOR:
        return message("WeChat looks a rid up for 7 days only; this one is older.")
    if passed <= -3600:
        return message("The time lies in the future: the rid was altered, or this machine's clock is wrong.")
    if rid.sns is None:
        return message(
            "It is inside the 7 days in which WeChat looks a rid up, unless it came from an /sns call "
            "(jscode2session), whose rids are refused (76022)."
        )
    return message("It is inside the 7 days in which WeChat looks a rid up.")


def _look_up(queryable: bool | None) -> Message:
    if queryable is False:
        return message(
            "Compare the time with your own logs. For a look-up, repeat the call and take its new rid."
        )
    return message(
        "Ask WeChat with the account that made the call: POST /cgi-bin/openapi/rid/get with the rid. "
        "Its answer echoes the request with its access_token: mask that before you pass it on."
    )
