"""Invented people."""

from pathlib import Path

import pytest

from tests.sandbox.conftest import Clock, Server
from wxauth_cli.core.errors import UsageError
from wxauth_cli.sandbox.service import Sandbox
from wxauth_cli.sandbox.users import invented


def test_same_name_is_the_same_person_everywhere(server: Server, tmp_path: Path) -> None:
    """openid and unionid follow from the name, not from the machine."""
    here = server.session(server.sandbox.new_login_code("小明"))
    with Sandbox(tmp_path / "elsewhere", Clock()) as elsewhere:
        there = Server(elsewhere, Clock()).session(elsewhere.new_login_code("小明"))

    assert (here["openid"], here["unionid"]) == (there["openid"], there["unionid"])
    assert here["session_key"] != there["session_key"]


def test_default_user_has_a_chinese_name_and_a_number() -> None:
    """The person who is there without --user."""
    user = invented("demo")

    assert (user.nickname, user.phone_number, user.country_code) == ("小满🌱", "13800138000", "86")


@pytest.mark.parametrize("name", ["小明 🎉", "👨‍👩‍👧一家三口", "o'neil; --"])
def test_people_may_have_any_name(server: Server, name: str) -> None:
    """Chinese, emoji that are several characters joined, and signs that SQL knows."""
    assert "openid" in server.session(server.sandbox.new_login_code(name))


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 65, "\udcff"])
def test_impossible_names_are_refused(server: Server, name: str) -> None:
    """What cannot be a name is a usage error, not a crash of the database."""
    with pytest.raises(UsageError):
        server.sandbox.new_login_code(name)
