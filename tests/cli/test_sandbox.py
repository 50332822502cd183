"""``wxauth sandbox`` as a command."""

import json
import socket
from pathlib import Path

import pytest

from tests.conftest import Run
from wxauth_cli.core.shapes import SANDBOX_APPID, Shape, shape_of


def test_code_prints_the_bare_code(run: Run) -> None:
    """One line, so that it pipes."""
    ran = run("sandbox", "code")

    assert (ran.exit_code, ran.stderr) == (0, "")
    assert shape_of(ran.stdout.removesuffix("\n")) is Shape.LOGIN_CODE


def test_phone_code_prints_the_bare_code(run: Run) -> None:
    """One line, so that it pipes."""
    ran = run("sandbox", "phone-code", "--user", "小明")

    assert (ran.exit_code, ran.stderr) == (0, "")
    assert shape_of(ran.stdout.removesuffix("\n")) is Shape.PHONE_CODE


@pytest.mark.parametrize("command", ["code", "phone-code"])
def test_json_has_the_code_in_the_envelope(run: Run, command: str) -> None:
    """The code is the answer, so it is not masked."""
    document = run("sandbox", command, "--json").json

    code = document["result"]["code"]
    assert shape_of(code) in (Shape.LOGIN_CODE, Shape.PHONE_CODE)
    assert document == {
        "schema": 1,
        "command": f"sandbox {command}",
        "ok": True,
        "exit_code": 0,
        "result": {"code": code},
        "findings": [],
        "error": None,
    }


@pytest.mark.parametrize("kind", ["user-info", "phone", "share", "we-run"])
def test_payload_is_a_payload_file(run: Run, kind: str) -> None:
    """Text and JSON hold the same fields, with the session_key as it is."""
    text = json.loads(run("sandbox", "payload", "--kind", kind).stdout)
    result = run("sandbox", "payload", "--kind", kind, "--json").json["result"]

    signed = ["rawData", "signature", "openid"] if kind == "user-info" else []
    assert list(text) == list(result) == ["encryptedData", "iv", "session_key", "appid", *signed]
    assert text["appid"] == SANDBOX_APPID
    assert text["session_key"] == result["session_key"]
    assert shape_of(text["session_key"]) is Shape.SESSION_KEY


def test_payload_stays_json_on_a_gbk_pipe(run: Run) -> None:
    """An emoji in rawData that GBK lacks becomes a JSON escape, not a broken file."""
    ran = run("sandbox", "payload", encoding="gbk")

    assert json.loads(json.loads(ran.stdout)["rawData"])["nickName"] == "小满🌱"


def test_unknown_kind_is_a_usage_error(run: Run) -> None:
    """The message names the kinds there are."""
    ran = run("sandbox", "payload", "--kind", "invoice")

    assert (ran.exit_code, ran.stdout) == (2, "")
    assert "'user-info', 'phone', 'share', 'we-run'" in ran.stderr


def test_impossible_user_is_a_usage_error(run: Run) -> None:
    """A name with a line break is refused in words."""
    ran = run("sandbox", "code", "--user", "a\nb")

    assert (ran.exit_code, ran.stdout, ran.stderr) == (
        2,
        "",
        "✗ A sandbox user's name has 1 to 64 characters and no control characters.\n"
        "→ Try: wxauth sandbox code --user alice\n",
    )


def test_reset_forgets(run: Run, tmp_path: Path) -> None:
    """After it a user has another session_key."""
    before = run("sandbox", "payload", "--json").json["result"]["session_key"]

    ran = run("sandbox", "reset", "--yes", "--json")

    after = run("sandbox", "payload", "--json").json["result"]["session_key"]
    path = str(tmp_path / "state" / "sandbox.sqlite3")
    assert (ran.exit_code, ran.json["result"]) == (0, {"path": path, "reset": True})
    assert before != after


def test_reset_asks_first(run: Run, tmp_path: Path) -> None:
    """No on the terminal changes nothing; without a terminal it needs --yes."""
    declined = run("sandbox", "reset", terminal=True, stdin=b"n\n")
    unasked = run("sandbox", "reset")

    path = tmp_path / "state" / "sandbox.sqlite3"
    assert (declined.exit_code, declined.stderr) == (1, f"Forget everything in {path}? [y/N] ")
    assert (unasked.exit_code, unasked.stdout) == (2, "")


def test_damaged_state_is_a_configuration_error(run: Run, tmp_path: Path) -> None:
    """The message names the file and the cure, and the cure works."""
    path = tmp_path / "state" / "sandbox.sqlite3"
    path.parent.mkdir()
    path.write_bytes(b"no database" * 100)

    ran = run("sandbox", "code")
    cured = run("sandbox", "reset", "--yes")

    assert (ran.exit_code, ran.stdout, ran.stderr) == (
        3,
        "",
        f"✗ The sandbox database {path} is damaged: file is not a database.\n"
        "→ It holds only invented data. Start afresh with: wxauth sandbox reset --yes\n",
    )
    assert (cured.exit_code, cured.stdout) == (0, f"✓ The sandbox has forgotten everything ({path}).\n")
    assert run("sandbox", "code").exit_code == 0


def test_serve_on_an_occupied_port_is_a_usage_error(run: Run) -> None:
    """The port is named, and the way out."""
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]

        ran = run("sandbox", "serve", "--port", str(port), "--json")

    assert ran.exit_code == 2
    assert ran.json["error"] == {
        "type": "usage",
        "code": None,
        "message": f"The sandbox cannot listen on 127.0.0.1 port {port}: Address already in use.",
        "hint": "Choose another port, or let the system choose: wxauth sandbox serve --port 0",
        "rid": None,
    }


def test_serve_beyond_this_machine_warns(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that others reach is served only when it is named, and with a warning."""
    monkeypatch.setattr("wxauth_cli.sandbox.server.serve", lambda application, listener, ready: ready())

    ran = run("sandbox", "serve", "--port", "0", "--host", "0.0.0.0", "--json")  # noqa: S104
    inside = run("sandbox", "serve", "--port", "0", "--json")

    assert ran.stderr == "! Every machine that can reach 0.0.0.0 can now log in as the sandbox's users.\n"
    assert (list(ran.json), list(inside.json), inside.stderr) == (["schema", "url"], ["schema", "url"], "")


def test_every_subcommand_has_help_with_an_example(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Help ends in a command that can be pasted."""
    for command in ("code", "phone-code", "payload", "reset", "serve"):
        assert run("sandbox", command, "--help").exit_code == 0
        assert "wxauth sandbox" in capsys.readouterr().out
