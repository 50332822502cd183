"""`wxauth profile show`: values, and where each one comes from."""

from pathlib import Path

from tests.cli.profile_files import APPID, SECRET, add, profiles
from tests.conftest import Run

__all__ = ["profiles"]


def test_show_names_every_source(run: Run, profiles: Path) -> None:
    """Each value stands with its source; the secret is masked."""
    add(run, "dev", "--timeout", "3", "--proxy", "http://user:hunter22@proxy.test:1")

    ran = run("profile", "show", "dev", "--json", variables={"WXAUTH_API_BASE": "http://127.0.0.1:9/"})

    path = str(profiles / "dev.toml")
    masked = ran.json["result"]["settings"]["secret"]["value"]
    assert masked.startswith("<32 chars #")
    assert "hunter22" not in ran.stdout
    file = {"source": "profile", "place": path}
    assert ran.json["result"] == {
        "name": "dev",
        "path": path,
        "chosen_by": {"source": "option", "place": "--profile"},
        "settings": {
            "appid": {"value": APPID, **file},
            "secret": {"value": masked, **file, "program": None},
            "api_base": {"value": "http://127.0.0.1:9", "source": "environment", "place": "WXAUTH_API_BASE"},
            "timeout": {"value": 3.0, **file},
            "proxy": {"value": "http://user:***@proxy.test:1", **file},
        },
        "problems": [],
        "warnings": [],
    }


def test_show_reveals_on_request_only(run: Run) -> None:
    """--show-secrets shows the secret as it is."""
    add(run, "dev")

    hidden, shown = run("profile", "show", "dev"), run("profile", "show", "dev", "--show-secrets")

    assert SECRET not in hidden.stdout
    assert SECRET in shown.stdout


def test_show_does_not_run_the_command(run: Run, tmp_path: Path) -> None:
    """The program is named and not run."""
    run("profile", "add", "dev", "--appid", APPID, "--secret-command", f"touch {tmp_path / 'ran'}")

    ran = run("profile", "show", "dev", "--json")

    setting = ran.json["result"]["settings"]["secret"]
    assert (ran.exit_code, setting["value"], setting["program"]) == (0, None, "touch")
    assert not (tmp_path / "ran").exists()


def test_show_works_on_a_broken_profile_as_far_as_possible(run: Run, profiles: Path) -> None:
    """Values that can be used are shown, the others are listed, and the exit code is 1."""
    add(run, "dev")
    with (profiles / "dev.toml").open("a") as stream:
        stream.write("timeout = 'soon'\n")

    ran = run("profile", "show", "dev", "--json")

    assert (ran.exit_code, ran.json["result"]["settings"]["appid"]["value"]) == (1, APPID)
    assert ran.json["result"]["problems"] == [
        "timeout must be a number of seconds, more than 0 and at most 600"
    ]
