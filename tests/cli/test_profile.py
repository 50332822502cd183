"""`wxauth profile`: make, list, choose, remove and find profiles."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.cli.profile_files import APPID, SECRET, add, envelope, profiles
from tests.conftest import Run

__all__ = ["profiles"]


def test_add_writes_a_private_file(run: Run, profiles: Path) -> None:
    """The secret from standard input stands in a file of mode 0600, without its line end."""
    ran = run(
        "profile", "add", "dev", "--appid", APPID, "--secret-stdin", "--json", stdin=f"{SECRET}\r\n".encode()
    )

    path = profiles / "dev.toml"
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert ran.json == envelope(
        "profile add",
        {
            "name": "dev",
            "path": str(path),
            "appid": APPID,
            "replaced": False,
            "default": False,
            "warnings": [],
        },
    )
    assert path.read_text() == f'appid = "{APPID}"\nsecret = "{SECRET}"\n'
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_add_asks_on_a_terminal(run: Run, profiles: Path) -> None:
    """On a terminal the secret is asked for, hidden, and never echoed."""
    ran = run("profile", "add", "dev", "--appid", APPID, hidden=SECRET, terminal=True)

    assert ran.exit_code == 0
    assert SECRET not in ran.stdout + ran.stderr
    assert SECRET in (profiles / "dev.toml").read_text()


def test_add_takes_the_secret_of_the_environment(run: Run, profiles: Path) -> None:
    """WXAUTH_SECRET is used where it is set, and that is said."""
    ran = run("profile", "add", "dev", "--appid", APPID, variables={"WXAUTH_SECRET": SECRET})

    assert (ran.exit_code, ran.stderr) == (0, "· The AppSecret is taken from WXAUTH_SECRET.\n")
    assert SECRET in (profiles / "dev.toml").read_text()


def test_add_stores_where_the_secret_is_kept(run: Run, profiles: Path) -> None:
    """--secret-env and --secret-command store the place; the command is split, not run."""
    run("profile", "add", "one", "--appid", APPID, "--secret-env", "WX_SECRET")
    run("profile", "add", "two", "--appid", APPID, "--secret-command", "pass show 'wx dev'")

    assert (profiles / "one.toml").read_text() == f'appid = "{APPID}"\nsecret_env = "WX_SECRET"\n'
    assert '"pass",\n    "show",\n    "wx dev",' in (profiles / "two.toml").read_text()


@pytest.mark.parametrize(
    ("arguments", "stdin", "said"),
    [
        (["dev"], b"", "There is no terminal to ask for the AppSecret on."),
        (["dev", "--secret-stdin"], b"\n", "The AppSecret is empty."),
        (["dev", "--secret-stdin"], b"\xff", "Standard input is not UTF-8 text, so it is no AppSecret."),
        (["dev", "--secret-stdin"], b"x" * 5000, "Standard input is too long for an AppSecret."),
        (
            ["dev", "--secret-stdin", "--secret-env", "X"],
            b"x",
            "The AppSecret has one place: --secret-stdin, --secret-env or --secret-command.",
        ),
        (
            ["dev", "--secret-command", "pass 'x"],
            b"",
            "--secret-command has a quotation mark that is never closed.",
        ),
        (["../dev"], b"", "'../dev' cannot be the name of a profile."),
        (["con"], b"", "'con' cannot be the name of a profile."),
        (["x" * 65], b"", f"'{'x' * 65}' cannot be the name of a profile."),
        (["Sandbox"], b"", "The name sandbox belongs to the built-in profile."),
        (
            ["dev", "--secret-env", "X", "--timeout", "0", "--api-base", "weixin", "--proxy", "p"],
            b"",
            "This profile cannot be made: --api-base must be a URL such as https://host or http://host:8080; "
            "--timeout must be a number of seconds, more than 0 and at most 600; "
            "--proxy must be a URL such as https://host or http://host:8080.",
        ),
    ],
)
def test_add_refuses_what_it_cannot_use(
    run: Run, profiles: Path, arguments: list[str], stdin: bytes, said: str
) -> None:
    """Bad input is a usage error that writes nothing."""
    ran = run("profile", "add", *arguments, "--appid", APPID, stdin=stdin)

    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr.startswith(f"✗ {said}\n")
    assert not profiles.exists()


def test_add_warns_of_a_mix_up_and_goes_on(run: Run) -> None:
    """Swapped AppID and AppSecret are named; neither the screen nor JSON shows the secret."""
    arguments = ["profile", "add", "dev", "--appid", SECRET, "--secret-stdin", "--json"]

    ran = run(*arguments, stdin=APPID.encode())

    assert ran.exit_code == 0
    assert ran.json["result"]["warnings"] == [
        "The AppID looks like an AppSecret: are the two swapped?",
        "The AppSecret looks like an AppID: are the two swapped?",
    ]
    assert SECRET not in ran.stdout + ran.stderr


def test_add_replaces_only_with_force(run: Run, profiles: Path) -> None:
    """An existing profile stays as it is until --force is given."""
    add(run, "dev")
    before = (profiles / "dev.toml").read_bytes()

    refused = add(run, "dev", "--timeout", "3")
    unchanged = (profiles / "dev.toml").read_bytes()
    replaced = add(run, "dev", "--timeout", "3", "--force")

    assert (refused.exit_code, refused.stderr) == (
        2,
        "✗ There is a profile dev already.\n"
        "→ Look at it: wxauth profile show dev; replace it whole: --force\n",
    )
    assert unchanged == before
    assert (replaced.exit_code, replaced.stdout.splitlines()[0]) == (0, "✓ Profile dev replaced.")


def test_list_marks_the_default_and_shows_broken_ones(run: Run, profiles: Path) -> None:
    """Every profile is listed, a broken one with its reason, the sandbox last."""
    add(run, "dev", "--use")
    (profiles / "old.toml").write_text("= 1")
    (profiles / "old.toml").chmod(0o600)

    ran = run("profile", "list", "--json", variables={"WXAUTH_APPID": "wxfedcba9876543210"})

    def row(name: str, appid: str | None, problem: str | None = None) -> dict[str, Any]:
        path = None if name == "sandbox" else str(profiles / f"{name}.toml")
        return {"name": name, "path": path, "appid": appid, "default": name == "dev", "problem": problem}

    problem = f"{profiles / 'old.toml'} is not valid TOML: at line 1, column 1"
    rows = [row("dev", APPID), row("old", None, problem), row("sandbox", "wx73616e64626f7800")]
    assert ran.json == envelope("profile list", {"default": "dev", "profiles": rows})


def test_list_for_people(run: Run, profiles: Path) -> None:
    """The default is marked by a star."""
    add(run, "dev", "--use")

    ran = run("profile", "list")

    assert ran.stdout == (
        "name       AppID               file\n"
        f"* dev      {APPID}  {profiles / 'dev.toml'}\n"
        "  sandbox  wx73616e64626f7800  built in\n"
    )


def test_use_chooses_for_commands_that_name_none(run: Run) -> None:
    """After `use`, `show` without a name shows that profile."""
    add(run, "dev")

    used = run("profile", "use", "dev", "--json")

    assert used.json == envelope("profile use", {"name": "dev"})
    assert run("profile", "show", "--json").json["result"]["name"] == "dev"


def test_a_name_that_does_not_exist_is_a_configuration_error(run: Run) -> None:
    """Exit 3, with the name that was probably meant."""
    add(run, "production")

    for command in ("use", "show", "path", "remove"):
        ran = run("profile", command, "prodution", "--json")

        assert (ran.exit_code, ran.json["error"]) == (
            3,
            {
                "type": "config",
                "code": None,
                "message": "There is no profile prodution.",
                "hint": "Did you mean production? All of them: wxauth profile list",
                "rid": None,
            },
        )


def test_remove_asks_first(run: Run, profiles: Path) -> None:
    """Without a terminal it refuses, on one it asks, with --yes it removes."""
    path = profiles / "dev.toml"
    add(run, "dev", "--use")

    unasked = run("profile", "remove", "dev")
    declined = run("profile", "remove", "dev", stdin=b"n\n", terminal=True)
    left = path.exists()
    agreed = run("profile", "remove", "dev", "--yes", "--json")

    assert (unasked.exit_code, declined.exit_code, left) == (2, 1, True)
    assert agreed.json == envelope("profile remove", {"name": "dev", "path": str(path), "removed": True})
    assert not path.exists()
    assert run("profile", "list", "--json").json["result"]["default"] is None


def test_path_prints_the_bare_path(run: Run, profiles: Path) -> None:
    """Made for editors: one line, nothing else."""
    add(run, "dev")

    assert run("profile", "path", "dev").stdout == f"{profiles / 'dev.toml'}\n"
    assert run("profile", "path").stdout == f"{profiles}\n"
    assert run("profile", "path", "sandbox").exit_code == 3
