"""secret_env and secret_command: read only when the secret is needed."""

import sys
from pathlib import Path

import pytest

from tests.profiles.conftest import APPID, SECRET, Around, Put
from wxauth_cli.core.secret import Secret
from wxauth_cli.profiles import resolve, secrets
from wxauth_cli.profiles.secrets import SecretUnavailableError


def command(program: str) -> str:
    """Return a profile whose secret a Python program prints."""
    return f'appid = "{APPID}"\nsecret_command = [{sys.executable!r}, "-c", {program!r}]'


def failure(around: Around) -> str:
    """Return what is said when the secret of ``dev`` cannot be had."""
    with pytest.raises(SecretUnavailableError) as caught:
        resolve(around(), "dev").require_credentials()
    return str(caught.value)


def test_secret_env_is_read_when_needed(around: Around, put: Put) -> None:
    """The variable that the profile names gives the secret."""
    path = put("dev", f'appid = "{APPID}"\nsecret_env = "WX_SECRET"')

    profile = resolve(around(WX_SECRET=SECRET), "dev")

    assert profile.require_credentials() == (APPID, Secret(SECRET))
    assert str(profile.secret.source) == (
        f"profile dev ({path}), which names the environment variable WX_SECRET"
    )


def test_a_missing_variable_is_named(around: Around, put: Put) -> None:
    """secret_env without its variable fails only when the secret is needed."""
    put("dev", f'appid = "{APPID}"\nsecret_env = "WX_SECRET"')

    assert resolve(around(), "dev").appid.value == APPID
    assert failure(around) == (
        "Profile dev takes its AppSecret from the environment variable WX_SECRET, which is not set."
    )


def test_secret_command_runs_only_when_needed_and_once(around: Around, put: Put, tmp_path: Path) -> None:
    """AppID and source are there without running it; two readings run it once."""
    runs = tmp_path / "runs"
    path = put("dev", command(f"open({str(runs)!r}, 'a').write('x'); print('{SECRET}'); print('notes')"))

    profile = resolve(around(), "dev")

    assert str(profile.secret.source) == f"profile dev ({path}), which runs {sys.executable}"
    assert not runs.exists()
    assert profile.require_credentials() == profile.require_credentials() == (APPID, Secret(SECRET))
    assert runs.read_text() == "x"


def test_a_failing_command_says_its_last_words_without_the_secret(around: Around, put: Put) -> None:
    """The exit code and the last line of stderr are told; what it printed is starred."""
    put("dev", command(f"import sys; print('{SECRET}'); sys.exit('no key for {SECRET}')"))

    assert failure(around) == (
        f"The secret_command of profile dev ({sys.executable}) gave no AppSecret: "
        "it ended with 1 and said: no key for ***."
    )


def test_a_command_that_prints_nothing_is_an_error(around: Around, put: Put) -> None:
    """Success without output is no secret."""
    put("dev", command("print()"))

    assert failure(around).endswith("gave no AppSecret: it printed nothing.")


def test_a_command_that_does_not_exist_is_an_error(around: Around, put: Put) -> None:
    """The system's reason is passed on."""
    put("dev", f'appid = "{APPID}"\nsecret_command = ["/nowhere/pass"]')

    assert failure(around) == (
        "The secret_command of profile dev (/nowhere/pass) gave no AppSecret: "
        "it cannot be started: No such file or directory."
    )


def test_a_command_that_hangs_is_ended(around: Around, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its time is bounded."""
    monkeypatch.setattr(secrets, "COMMAND_SECONDS", 0.1)
    put("dev", command("import time; time.sleep(60)"))

    assert failure(around).endswith("gave no AppSecret: it did not end within 0.1 seconds.")


def test_the_command_gets_no_standard_input(around: Around, put: Put) -> None:
    """Standard input may be the payload that decrypt is about to read."""
    put("dev", command(f"import sys; print('{SECRET}' if sys.stdin.read() == '' else 'eaten')"))

    assert resolve(around(), "dev").require_credentials()[1] == Secret(SECRET)
