"""Scripting the sandbox from the command line."""

import re

import pytest

from tests.conftest import NOW, Run
from wxauth_cli.core.shapes import SANDBOX_APPID, Shape, shape_of
from wxauth_cli.times import local_time

AVATAR = re.compile(r"https://\S+")


def test_advance_makes_a_code_old(run: Run) -> None:
    """The next command lives five minutes later; text and JSON say the time."""
    code = run("sandbox", "code").stdout.strip()

    ran = run("sandbox", "advance", "5m")
    session = run("session", code, "-p", "sandbox", "--json")

    assert (ran.exit_code, ran.stdout, ran.stderr) == (
        0,
        f"✓ In the sandbox it is {local_time(NOW + 300)}.\n  300 seconds ahead of this machine\n",
        "",
    )
    assert session.json["error"]["code"] == 40029
    assert run("sandbox", "advance", "1s", "--json").json["result"] == {"now": NOW + 301, "ahead": 301}


def test_fail_plans_lists_and_clears(run: Run) -> None:
    """The list is printed after every change."""
    planned = run("sandbox", "fail", "busy", "--times", "2")
    more = run("sandbox", "fail", "slow", "--seconds", "8", "--path", "/sns/jscode2session", "--always")
    listed = run("sandbox", "fail", "--json").json["result"]["troubles"]
    cleared = run("sandbox", "fail", "--clear")

    assert planned.stdout.splitlines() == ["trouble  API      calls", "busy     any API  2"]
    assert more.stdout.splitlines()[2] == "slow 8 s  /sns/jscode2session  until cleared"
    assert listed == [
        {
            "id": 1,
            "name": "busy",
            "kind": "errcode",
            "errcode": -1,
            "seconds": None,
            "path": None,
            "remaining": 2,
        },
        {
            "id": 2,
            "name": "slow",
            "kind": "slow",
            "errcode": None,
            "seconds": 8.0,
            "path": "/sns/jscode2session",
            "remaining": None,
        },
    ]
    assert (cleared.exit_code, cleared.stdout) == (0, "✓ No trouble is planned.\n")


def test_planned_trouble_reaches_wxauth_itself(run: Run) -> None:
    """Exit code 4 for an errcode, 5 for a connection that breaks."""
    code = run("sandbox", "code").stdout.strip()
    run("sandbox", "fail", "rate-limit")
    refused = run("session", code, "-p", "sandbox", "--json")
    run("sandbox", "fail", "drop")
    dropped = run("session", code, "-p", "sandbox", "--json")

    assert (refused.exit_code, refused.json["error"]["code"]) == (4, 45011)
    assert (dropped.exit_code, dropped.json["error"]["type"]) == (5, "network")


def test_user_is_changed_and_listed(run: Run) -> None:
    """Only what was given changes."""
    empty = run("sandbox", "users")
    run("sandbox", "user", "alice", "--nickname", "小满🌱", "--phone", "55501234", "--country", "852")

    ran = run("sandbox", "user", "alice", "--no-unionid", "--anonymous")
    listed = run("sandbox", "users", "--json").json["result"]["users"]

    assert empty.stdout == "! Nobody has been mentioned yet.\n"
    assert AVATAR.sub("URL", ran.stdout) == (
        "    name          alice\n"
        "    nickname      小满🌱\n"
        "    avatar_url    URL\n"
        "    phone_number  55501234\n"
        "    country_code  852\n"
        "    unionid       -\n"
        "    anonymous     yes\n"
    )
    assert [(one["name"], one["nickname"], one["anonymous"]) for one in listed] == [("alice", "小满🌱", True)]
    assert run("sandbox", "users").stdout.splitlines()[1].split() == [
        "alice",
        "小满🌱",
        "55501234",
        "852",
        "-",
    ]


def test_app_is_made_and_listed(run: Run) -> None:
    """Its secret is masked until it is asked for; a code for it is none for the profile 'sandbox'."""
    made = run("sandbox", "app", "--json", "--show-secrets").json["result"]
    listed = run("sandbox", "apps").stdout

    assert (shape_of(made["appid"]), shape_of(made["secret"])) == (Shape.APPID, Shape.APPSECRET)
    assert made["secret"] not in listed
    assert re.sub("#[0-9a-f]{8}", "#01234567", listed).splitlines() == [
        "appid               secret                unionid",
        f"{SANDBOX_APPID}  <32 chars #01234567>  yes",
        f"{made['appid']}  <32 chars #01234567>  yes",
    ]
    for command in ("code", "phone-code", "plugin-code"):
        assert run("sandbox", command, "--app", made["appid"]).exit_code == 0
    code = run("sandbox", "code", "--app", made["appid"]).stdout.strip()
    assert run("session", code, "-p", "sandbox", "--json").json["error"]["code"] == 40029


def test_whitelist_refuses_a_token(run: Run) -> None:
    """40164, until the list is off again."""
    shown = run("sandbox", "whitelist", "203.0.113.9")
    refused = run("token", "-p", "sandbox", "--json")
    off = run("sandbox", "whitelist", "--off")

    assert shown.stdout.splitlines() == ["✓ Only these addresses may fetch tokens:", "      203.0.113.9"]
    assert (refused.exit_code, refused.json["error"]["code"]) == (4, 40164)
    assert off.stdout == "✓ Every address may fetch tokens.\n"
    assert run("sandbox", "whitelist", "--json").json["result"] == {"whitelist": []}
    assert run("token", "-p", "sandbox").exit_code == 0


def test_limits_are_set_and_listed(run: Run) -> None:
    """One API after a change, all of them without a path."""
    changed = run("sandbox", "limits", "/sns/jscode2session", "--minute", "1")
    codes = [run("sandbox", "code").stdout.strip() for _ in range(2)]
    answers = [run("session", code, "-p", "sandbox").exit_code for code in codes]
    listed = run("sandbox", "limits", "--json").json["result"]["limits"]

    assert changed.stdout.splitlines() == [
        "API                  this minute  today",
        "/sns/jscode2session  0 / 1        0",
    ]
    assert answers == [0, 4]
    assert listed[0] == {
        "path": "/sns/jscode2session",
        "minute": 1,
        "day": None,
        "minute_used": 1,
        "day_used": 1,
    }


def test_calls_are_listed_without_their_secrets(run: Run) -> None:
    """Time, API, errcode and rid; neither query nor body nor reply."""
    none = run("sandbox", "calls")
    run("session", "0" * 32, "-p", "sandbox")

    text = run("sandbox", "calls")
    [call] = run("sandbox", "calls", "--json").json["result"]["calls"]

    assert none.stdout == "! No call has reached the sandbox yet.\n"
    assert text.stdout.splitlines()[1].split() == [
        *local_time(NOW).split(),
        "GET",
        "/sns/jscode2session",
        "40029",
        call["rid"],
    ]
    assert call == {
        "id": 1,
        "at": NOW,
        "client": "127.0.0.1",
        "appid": SANDBOX_APPID,
        "method": "GET",
        "path": "/sns/jscode2session",
        "status": 200,
        "errcode": 40029,
        "rid": call["rid"],
        "cost_ms": 0,
        "trouble": None,
    }


def test_seed_gives_the_same_code_again(run: Run) -> None:
    """After a reset with it."""
    codes = set()
    for _ in range(2):
        assert run("sandbox", "reset", "--yes", "--seed", "5").exit_code == 0
        codes.add(run("sandbox", "code").stdout)

    assert len(codes) == 1


def test_serve_with_a_seed_starts_afresh(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that nothing of an earlier story is in the way."""
    monkeypatch.setattr("wxauth_cli.sandbox.server.serve", lambda *arguments: None)
    run("sandbox", "user", "alice")

    codes = []
    for _ in range(2):
        run("sandbox", "serve", "--port", "0", "--seed", "5")
        codes.append(run("sandbox", "code").stdout)

    assert codes[0] == codes[1]
    assert [one["name"] for one in run("sandbox", "users", "--json").json["result"]["users"]] == ["demo"]


def test_anonymous_payload(run: Run) -> None:
    """As a version published today gets it."""
    ran = run("sandbox", "payload", "--anonymous", "--json")

    assert '"nickName":"微信用户"' in ran.json["result"]["rawData"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["advance", "soon"],
            "✗ A time is written like 90s, 5m, 2h30m or 3d, and ten years are the most.\n"
            "→ Try: wxauth sandbox advance 5m\n",
        ),
        (
            ["fail", "nonsense"],
            "✗ A trouble is an errcode or one of: busy, rate-limit, daily-limit, token-expired, "
            "token-replaced, not-whitelisted, user-blocked, slow, drop, truncate.\n"
            "→ Try: wxauth sandbox fail busy\n",
        ),
        (["fail", "busy", "--clear"], "✗ --clear stands alone: it takes back all troubles.\n"),
        (
            ["fail", "busy", "--path", "/x"],
            "✗ The sandbox has no API with this path.\n→ See which there are: wxauth sandbox limits\n",
        ),
        (["whitelist", "203.0.113.9", "--off"], "✗ --off stands alone: it takes back the whole list.\n"),
        (
            ["whitelist", "example.com"],
            "✗ A whitelist holds IP addresses and CIDR blocks.\n"
            "→ Try: wxauth sandbox whitelist 203.0.113.9 198.51.100.0/24\n",
        ),
        (
            ["limits", "--day", "3"],
            "✗ --minute and --day need the path of an API.\n"
            "→ Try: wxauth sandbox limits /cgi-bin/token --day 10\n",
        ),
        (
            ["code", "--app", "wx0123456789abcdef"],
            "✗ The sandbox has no app with this AppID.\n"
            "→ See which there are: wxauth sandbox apps; make one: wxauth sandbox app\n",
        ),
        (
            ["app", "wx1"],
            "✗ An AppID is wx and 16 lowercase hex digits.\n"
            "→ Leave it out to have one made: wxauth sandbox app\n",
        ),
        (
            ["user", "alice", "--phone", "+86"],
            "✗ A phone number has up to 15 digits and a country code up to 4, nothing else.\n"
            "→ Try: wxauth sandbox user alice --phone 55501234 --country 852\n",
        ),
    ],
)
def test_bad_usage_is_explained(run: Run, arguments: list[str], said: str) -> None:
    """Exit code 2, nothing on stdout, and what to type instead."""
    ran = run("sandbox", *arguments)

    assert (ran.exit_code, ran.stdout, ran.stderr) == (2, "", said)


@pytest.mark.parametrize(
    "command",
    ["advance", "fail", "users", "user", "apps", "app", "whitelist", "limits", "calls", "plugin-code"],
)
def test_every_subcommand_has_help_with_an_example(
    run: Run, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Help ends in a command that can be pasted."""
    assert run("sandbox", command, "--help").exit_code == 0
    assert f"wxauth sandbox {command}" in capsys.readouterr().out
