"""Scripting the sandbox: its clock, its dice, and the way back."""

from pathlib import Path

import pytest

from tests.sandbox.conftest import START, Clock, Server, session_query
from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.shapes import SANDBOX_APPID, SANDBOX_SECRET
from wxauth_cli.sandbox.kinds import PayloadKind
from wxauth_cli.sandbox.service import Sandbox

SESSION = "/sns/jscode2session"
PHONE = "/wxa/business/getuserphonenumber"


def test_clock_is_moved_for_every_process(server: Server, tmp_path: Path) -> None:
    """A code grows old by the virtual clock, in another process on the same state too."""
    code = server.sandbox.new_login_code()
    with Sandbox(tmp_path, Clock()) as other:
        assert other.control.advance(300) == {"now": START + 300, "ahead": 300}

    assert server.sandbox.control.clock() == {"now": START + 300, "ahead": 300}
    assert server.errmsg("GET", SESSION, session_query(code))[0] == 40029
    assert server.errmsg("GET", SESSION, session_query(code))[1] == "invalid code, rid: R"


@pytest.mark.parametrize("seconds", [-1.0, float("nan"), float("inf"), 1e12])
def test_clock_goes_forward_only(server: Server, seconds: float) -> None:
    """Neither back nor out of every calendar."""
    with pytest.raises(UsageError):
        server.sandbox.control.advance(seconds)

    assert server.sandbox.control.clock()["ahead"] == 0


def story(folder: Path, seed: int) -> list[object]:
    """Return everything that chance decides, made by two processes one after the other."""
    made: list[object] = []
    with Sandbox(folder, Clock()) as sandbox:
        sandbox.reset(seed)
        made += [sandbox.new_login_code(), sandbox.new_payload(PayloadKind.USER_INFO)]
        made += [sandbox.control.app()]
    with Sandbox(folder, Clock()) as sandbox:
        server = Server(sandbox, Clock())
        made += [sandbox.new_phone_code(), server.session("0nothing"), server.classic(), server.stable()]
    return made


def test_same_seed_same_story(tmp_path: Path) -> None:
    """Codes, keys, tokens and rids are the same again, across processes; another seed gives others."""
    first, again, other = (story(tmp_path / name, seed) for name, seed in (("a", 5), ("b", 5), ("c", 6)))

    assert first == again
    assert all(one != another for one, another in zip(first, other, strict=True))


def test_reset_with_the_same_seed_repeats_on_the_same_state(tmp_path: Path) -> None:
    """Nothing of the first story is in the way of the second."""
    assert story(tmp_path, 5) == story(tmp_path, 5)


def test_reset_takes_everything_back(server: Server) -> None:
    """Clock, troubles, people, apps, limits, whitelist and calls; the built-in app stays."""
    control = server.sandbox.control
    control.advance(60)
    control.fail("busy")
    control.user("alice")
    control.app()
    control.set_limit(PHONE, minute=0)
    control.set_whitelist(["203.0.113.9"])

    server.sandbox.reset()

    assert (control.clock()["ahead"], control.troubles(), control.users(), control.calls()) == (0, [], [], [])
    assert control.apps() == [{"appid": SANDBOX_APPID, "secret": SANDBOX_SECRET, "bound": True}]
    assert (control.whitelist(), server.post(PHONE, {})[0]) == ([], 40097)
