"""``wxauth explain``: errcodes, replies, rids, ids, lists, and what it does not know."""

import json
from pathlib import Path

import pytest

from tests.conftest import NOW, Run
from wxauth_cli.catalog import cause, cause_ids
from wxauth_cli.catalog.errcodes import errcodes
from wxauth_cli.catalog.stack_errors import known

_RECENT = f"{int(NOW) - 3600:08x}-61ff8846-38dd9a3e"


def test_errcode_in_a_scope(run: Run) -> None:
    """The whole document of one errcode, asked for one family of calls."""
    ran = run("explain", "40163", "--api", "session", "--json")

    assert (ran.exit_code, ran.stderr) == (0, "")
    assert ran.json == {
        "schema": 1,
        "command": "explain",
        "ok": True,
        "exit_code": 0,
        "result": {
            "answers": [
                {
                    "code": 40163,
                    "scope": "session",
                    "title": "code been used",
                    "meaning": "js_code was already exchanged: double submit, client retry, or two servers "
                    "handling one login.",
                    "causes": ["second-parallel-request", "code-already-spent"],
                    "do": "Exchange each code once; make the login handler idempotent; call wx.login again.",
                    "retryable": "no",
                }
            ]
        },
        "findings": [],
        "error": None,
    }


@pytest.mark.parametrize("row", errcodes(), ids=lambda row: f"{row.code}-{row.scope}")
def test_every_errcode_of_the_catalogue_is_answered(run: Run, row: tuple[int, str]) -> None:
    """A negative one too, although it begins like an option."""
    ran = run("explain", str(row[0]), "--json")

    assert ran.exit_code == 0
    assert {answer["code"] for answer in ran.json["result"]["answers"]} == {row[0]}


def test_one_code_with_several_meanings_gives_those_of_a_login(run: Run) -> None:
    """40029 is about both codes of a mini program; other platforms are asked for with --api."""
    both = run("explain", "40029", "--json").json["result"]["answers"]
    component = run("explain", "40029", "--api", "component", "--json").json["result"]["answers"]

    assert [answer["scope"] for answer in both] == ["session", "phone"]
    assert [answer["scope"] for answer in component] == ["component"]


@pytest.mark.parametrize("finding_id", cause_ids())
def test_every_finding_id_has_its_page(run: Run, finding_id: str) -> None:
    """What decrypt and check-encoding name can be asked about."""
    answer = run("explain", finding_id, "--json").json["result"]["answers"][0]

    page = cause(finding_id)
    assert (answer["id"], answer["title"], answer["do"]) == (
        finding_id,
        page.text("title", "en"),
        page.text("fix", "en"),
    )


@pytest.mark.parametrize("name", [one.id for one in known() if not one.id.startswith("wechat-")])
def test_every_message_id_has_its_page(run: Run, name: str) -> None:
    """The ids that answers show can be asked about, in Chinese as well."""
    answer = run("explain", name, "--json", "--lang", "zh").json["result"]["answers"][0]

    assert answer["id"] == name
    assert answer["meaning"].endswith("。")


def test_almost_an_id_names_the_near_ones(run: Run) -> None:
    """A slip in an id is usage, with what was meant."""
    ran = run("explain", "plus-to-spce", "--json")

    assert ran.exit_code == 2
    assert ran.json["error"] == {
        "type": "usage",
        "code": None,
        "message": "There is no finding id plus-to-spce.",
        "hint": "Did you mean: wxauth explain plus-to-space · plus-to-space-partial · plus-dropped",
        "rid": None,
    }


def test_whole_reply_gives_code_and_rid(run: Run) -> None:
    """The comma before the rid says that an /sns call answered, so that 40029 is about the login code."""
    reply = {"errcode": 40029, "errmsg": f"invalid code, rid: {_RECENT}"}

    code, rid = run("explain", json.dumps(reply), "--json").json["result"]["answers"]

    assert (code["code"], code["scope"]) == (40029, "session")
    assert rid == {
        "id": "rid",
        "title": f"rid {_RECENT}: the call was made at 2023-11-14 21:23:20 UTC, 60 minutes ago",
        "meaning": "The errmsg is of an /sns call (jscode2session), and WeChat refuses "
        "to look those up (76022).",
        "causes": [],
        "do": "Compare the time with your own logs. For a look-up, repeat the call and take its new rid.",
        "rid": _RECENT,
        "time": int(NOW) - 3600,
        "queryable": False,
    }


@pytest.mark.parametrize(
    ("errmsg", "code"),
    [
        ("code been used, rid: 66d0632f-61ff8846-38dd9a3e", 40163),
        ("invalid code, hints: [ req_id: uhJDVZyFe-YZguHA ]", 40029),
        ("invalid code hint: [mGhbWV0sf-LxnVma] rid: 65f3e9f7-77cf1a1c-0dd74a0e", 40029),
        (
            "invalid ip 203.0.113.9, not in whitelist rid: 61250a39-612fed42-36740516",
            40164,
        ),
        ("access_token expired rid: 69c666a2-31ce2f4d-497c5a06", 42001),
        ("api minute-quota reach limit  mustslower  retry next minute", 45011),
    ],
)
def test_errmsg_alone_names_its_errcode(run: Run, errmsg: str, code: int) -> None:
    """Logs often keep the sentence and lose the number."""
    answers = run("explain", errmsg, "--json").json["result"]["answers"]

    assert answers[0]["code"] == code


@pytest.mark.parametrize(
    ("rid", "queryable"),
    [
        (_RECENT, None),
        (f"errmsg: invalid openid rid: {_RECENT}", True),
        ("61725984-6126f6f9-040f19c4", False),
        ("ffffffff-6126f6f9-040f19c4", False),
    ],
)
def test_rid_says_whether_it_can_be_looked_up(run: Run, rid: str, queryable: bool | None) -> None:
    """Seven days, not for /sns calls, and null where nothing tells which call it was."""
    answers = run("explain", rid, "--json").json["result"]["answers"]

    assert answers[-1]["queryable"] is queryable


def test_unknown_errcode_says_so_and_dates_the_reply(run: Run) -> None:
    """Nothing is invented: the time of the rid and the nearest known codes are all there is to say."""
    reply = json.dumps({"errcode": 40998, "errmsg": f"what, rid: {_RECENT}"})

    ran = run("explain", reply, "--json")

    assert ran.exit_code == 2
    assert ran.json["error"] == {
        "type": "usage",
        "code": 40998,
        "message": "errcode 40998 is not in the catalogue; WeChat made the reply at 2023-11-14 21:23:20 UTC "
        "(from the rid).",
        "hint": "Known ones nearby: 41001 (access_token missing), 41002 (appid missing), 41003 (missing "
        "refresh_token). Read the errmsg beside it, or look for words: wxauth explain --search TEXT",
        "rid": _RECENT,
    }


@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [
        (("hello there",), b""),
        (("-",), b""),
        (("-",), bytes(range(256)) * 64),
        ((), b""),
        (("--lost",), b""),
        (("40029", "-p", "x"), b""),
        (("n" * 600,), b""),
        (("n/" * 400,), b""),
        (("a\0b",), b""),
        (("\udcff\udcfe",), b""),
        ((".",), b""),
        (("--search", "zzzzqqq"), b""),
        (("--search", " "), b""),
        (("40163", "--api", "nobody"), b""),
    ],
)
def test_what_is_not_recognised_is_usage(run: Run, arguments: tuple[str, ...], stdin: bytes) -> None:
    """A sentence and a next step, never a traceback."""
    ran = run("explain", *arguments, "--json", stdin=stdin)

    assert (ran.exit_code, ran.stderr) == (2, "")
    assert ran.json["error"]["type"] == "usage"
    assert ran.json["error"]["hint"]


def test_list_names_everything(run: Run) -> None:
    """Every finding id, errcode row and message has its line."""
    result = run("explain", "--list", "--json").json["result"]

    assert [one["id"] for one in result["causes"]] == cause_ids()
    assert len(result["errcodes"]) == len(errcodes())
    assert [one["id"] for one in result["messages"]] == [one.id for one in known()]
    assert run("explain", "--list").stdout.count("\n") > 400


def test_search_looks_in_both_languages(run: Run) -> None:
    """All words have to be there, in any explanation."""
    english = run("explain", "--search", "whitelist", "--json").json["result"]["answers"]
    chinese = run("explain", "--search", "白名单", "--json").json["result"]["answers"]

    assert 40164 in {answer.get("code") for answer in english}
    assert 40164 in {answer.get("code") for answer in chinese}


def test_decrypt_names_the_page(run: Run) -> None:
    """The advice of a failure ends with the command that explains its cause."""
    payload = Path(__file__).parents[2] / "sample_payloads" / "phone-plus-to-space.json"

    decrypted = run("decrypt", str(payload)).stdout
    checked = run("check-encoding", str(payload)).stdout

    assert decrypted.count("\n  More: wxauth explain plus-to-space\n") == 1
    assert "\n  More: wxauth explain plus-to-space\n" in checked
