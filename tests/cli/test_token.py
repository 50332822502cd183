"""wxauth token, token check and token clear."""

import json
from pathlib import Path

import pytest

from tests.cli.test_phone import OTHER_TOKEN, REFUSED, TOKEN
from tests.cli.test_session import APPID, SECRET, server_at
from tests.conftest import Run
from tests.loopback import http_reply, loopback

FETCHED = http_reply(json.dumps({"access_token": TOKEN, "expires_in": 7200}))


def paths(requests: list[bytes]) -> list[bytes]:
    """Return method and path of each request."""
    return [b" ".join(request.split()[:2]).partition(b"?")[0] for request in requests]


def test_token_is_fetched_once_and_then_kept(run: Run) -> None:
    """stable_token without force; the second run is answered from the cache."""
    with loopback(FETCHED) as server:
        settings = server_at(server.url)
        first = run("token", "--json", "--show-secrets", variables=settings)
        second = run("token", "--json", "--show-secrets", variables=settings)

    assert [ran.json["result"] for ran in (first, second)] == [
        {"access_token": TOKEN, "expires_in": 7200, "source": "wechat", "kind": "stable"},
        {"access_token": TOKEN, "expires_in": 7200, "source": "cache", "kind": "stable"},
    ]
    assert paths(server.requests) == [b"POST /cgi-bin/stable_token"]
    assert b'"force_refresh":false' in server.requests[0].replace(b" ", b"")


def test_token_is_masked_in_text(run: Run) -> None:
    """Length and fingerprint stand for the token."""
    with loopback(FETCHED) as server:
        ran = run("token", "-vv", variables=server_at(server.url))

    assert ran.exit_code == 0
    assert f"    access_token  <{len(TOKEN)} chars #" in ran.stdout
    assert not any(secret in ran.stdout + ran.stderr for secret in (TOKEN, SECRET))


@pytest.mark.parametrize("option", ["--classic", "--force-refresh"])
def test_dangerous_ways_refuse_without_a_terminal(run: Run, option: str) -> None:
    """A script must say --yes: exit code 2, and WeChat is not asked."""
    with loopback(FETCHED) as server:
        ran = run("token", option, "--json", variables=server_at(server.url))

    assert (ran.exit_code, ran.json["error"]["type"], server.requests) == (2, "usage", [])
    assert ran.json["error"]["hint"] == "Add --yes to agree beforehand."


@pytest.mark.parametrize(
    ("option", "path", "kind"),
    [
        ("--classic", b"GET /cgi-bin/token", "classic"),
        ("--force-refresh", b"POST /cgi-bin/stable_token", "stable"),
    ],
)
def test_dangerous_ways_go_on_with_yes(run: Run, option: str, path: bytes, kind: str) -> None:
    """--yes agrees beforehand."""
    with loopback(FETCHED) as server:
        ran = run("token", option, "--yes", "--json", variables=server_at(server.url))

    assert (ran.exit_code, ran.json["result"]["kind"], paths(server.requests)) == (0, kind, [path])


@pytest.mark.parametrize(("answer", "exit_code", "count"), [(b"y\n", 0, 1), (b"n\n", 2, 0), (b"", 2, 0)])
def test_terminal_is_asked_first(run: Run, answer: bytes, exit_code: int, count: int) -> None:
    """The question says what would break; anything but yes leaves everything as it is."""
    with loopback(FETCHED) as server:
        ran = run("token", "--classic", stdin=answer, terminal=True, variables=server_at(server.url))

    assert ran.stderr.startswith("cgi-bin/token makes a new token and retires the one before it ")
    assert (ran.exit_code, len(server.requests)) == (exit_code, count)


def test_classic_and_force_refresh_exclude_each_other(run: Run) -> None:
    """cgi-bin/token has no force refresh."""
    assert (
        run("token", "--classic", "--force-refresh", "--yes", variables=server_at("http://x")).exit_code == 2
    )


def test_damaged_cache_warns_and_the_token_is_delivered(run: Run, tmp_path: Path) -> None:
    """A bad cache file is replaced."""
    with loopback(FETCHED) as server:
        settings = server_at(server.url)
        run("token", variables=settings)
        (cached,) = (tmp_path / "state" / "tokens").glob("*.json")
        cached.write_bytes(b"\x00\xff")
        damaged = run("token", variables=settings)
        healed = run("token", "--json", variables=settings)

    assert (damaged.exit_code, damaged.stderr) == (0, "! The token cache was damaged; it is replaced.\n")
    assert healed.json["result"]["source"] == "cache"


def test_unwritable_state_warns_and_the_token_is_delivered(run: Run, tmp_path: Path) -> None:
    """A state folder that cannot be written costs the cache only."""
    (tmp_path / "file").write_text("")
    with loopback(FETCHED) as server:
        settings = {**server_at(server.url), "WXAUTH_STATE_DIR": str(tmp_path / "file")}
        ran = run("token", "--json", variables=settings)

    assert (ran.exit_code, ran.json["result"]["source"]) == (0, "wechat")
    assert ran.stderr == "! The token cache cannot be used, so the token is not kept for the next call.\n"


def test_wrong_secret_is_wechats_answer(run: Run) -> None:
    """40125 on the token call: exit code 4 with the remedy, and nothing in the cache."""
    reply = http_reply('{"errcode":40125,"errmsg":"invalid appsecret rid: 63cf14c3-1af7da21-37efbc86"}')

    with loopback(reply) as server:
        ran = run("token", "--json", variables=server_at(server.url))

    assert (ran.exit_code, ran.json["error"]["code"], ran.json["error"]["hint"]) == (
        4,
        40125,
        "Copy the secret again; after a reset replace it everywhere.",
    )


def test_check_of_the_kept_token(run: Run) -> None:
    """One harmless read with the token of the cache; the sandbox answers it too."""
    ran = run("token", "check", "-p", "sandbox", "--json")

    assert (ran.exit_code, ran.json["command"], ran.json["result"]["current"]) == (0, "token check", True)


def test_profile_may_stand_before_the_second_word(run: Run) -> None:
    """-p before check counts as well."""
    assert run("token", "-p", "sandbox", "check").exit_code == 0


def test_check_of_a_token_from_stdin(run: Run) -> None:
    """A token of the user's is sent as it is, and shown to nobody."""
    with loopback(http_reply('{"ip_list":["203.0.113.1"]}')) as server:
        ran = run("token", "check", "-", stdin=TOKEN.encode(), variables=server_at(server.url))

    assert ran.exit_code == 0
    assert paths(server.requests) == [b"GET /cgi-bin/get_api_domain_ip"]
    assert TOKEN not in ran.stdout + ran.stderr


def test_check_of_a_refused_token_drops_the_kept_one(run: Run) -> None:
    """40001: exit code 4; the next wxauth token fetches another."""
    replies = iter(
        [
            {"access_token": TOKEN, "expires_in": 7200},
            REFUSED,
            {"access_token": OTHER_TOKEN, "expires_in": 7200},
        ]
    )

    with loopback(lambda _, stream: stream.sendall(http_reply(json.dumps(next(replies))))) as server:
        settings = server_at(server.url)
        refused = run("token", "check", "--json", variables=settings)
        after = run("token", "--json", "--show-secrets", variables=settings)

    assert (refused.exit_code, refused.json["error"]["code"]) == (4, 40001)
    assert refused.json["error"]["hint"] == "wxauth has dropped this token. Get another: wxauth token"
    assert after.json["result"]["access_token"] == OTHER_TOKEN


def test_clear_removes_both_kinds(run: Run) -> None:
    """The cache of this app is empty afterwards; WeChat is not asked."""
    with loopback(FETCHED) as server:
        settings = server_at(server.url)
        run("token", variables=settings)
        run("token", "--classic", "--yes", variables=settings)
        asked = len(server.requests)
        first = run("token", "clear", "--json", variables=settings)
        second = run("token", "clear", variables=settings)

    assert first.json["result"] == {"appid": APPID, "cleared": ["stable", "classic"]}
    assert second.stdout == "✓ there was no token in the cache\n"
    assert len(server.requests) == asked
