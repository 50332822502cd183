"""What every call passes: planned troubles, the token, the quota, its endpoint, and the journal.

One transaction a call: what was changed, counted and written down is there as a whole or not at all,
whenever the process is killed.
"""

from collections.abc import Mapping
from typing import Any

from wxauth_cli.sandbox import journal
from wxauth_cli.sandbox.endpoints import ENDPOINTS
from wxauth_cli.sandbox.endpoints.call import Call, admit
from wxauth_cli.sandbox.exchange import Reply, Request
from wxauth_cli.sandbox.replies import Refusal, answered, new_rid, refused
from wxauth_cli.sandbox.tokens import appid_of
from wxauth_cli.sandbox.troubles import Trouble, refuse, take_troubles, troubled
from wxauth_cli.sandbox.world import World

__all__ = ["answer"]

_FAMILIES = ("/sns/", "/cgi-bin/", "/wxa/")


def answer(world: World, request: Request) -> Reply:
    """Return what WeChat would reply, and what happens to the reply on its way; all of it is recorded."""
    started = world.real_clock()
    with world.store.transaction() as database:
        now, random = world.clock(), world.random
        call, rid, errcode = Call(world, request), new_rid(now, random), 0
        troubles = take_troubles(database, request.path)
        try:
            reply = _answered(call, troubles)
        except Refusal as refusal:
            errcode = refusal.errcode
            reply = refused(request.path, refusal, rid, random)
        reply = troubled(reply, troubles)
        entry = journal.Entry(
            rid,
            now,
            int((world.real_clock() - started + reply.delay) * 1000),
            call.appid or request.parameter("appid"),
            errcode if reply.status == 200 else None,
            ", ".join(trouble.name for trouble in troubles) or None,
        )
        journal.record(database, request, reply, entry)
    return reply


def _answered(call: Call, troubles: list[Trouble]) -> Reply:
    path = call.request.path
    if not path.startswith(_FAMILIES):
        return Reply(404, {"content-type": "text/plain; charset=utf-8"}, b"Not Found")
    refuse(troubles, call.request)
    return answered(path, _handled(call))


def _handled(call: Call) -> Mapping[str, Any]:
    endpoint = ENDPOINTS.get(call.request.path)
    if endpoint is None:
        raise Refusal(40066, "invalid url")
    # the gate asks for the token before it looks at the method, as every access_token API does
    if endpoint.needs_token:
        token = call.parameter("access_token")
        call.appid = appid_of(call.world, token, call.request.path)
    if endpoint.post_only and call.request.method != "POST":
        raise Refusal(43002, "require POST method")
    if endpoint.needs_token:
        admit(call)
    return endpoint.handler(call)
