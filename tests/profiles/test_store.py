"""Profile files: safe, whole, and clear about what is wrong with them."""

import os
from pathlib import Path

import pytest

from tests.profiles.conftest import APPID, SECRET, Put
from wxauth_cli.profiles import store
from wxauth_cli.profiles.content import ProfileFileError

GOOD = f'appid = "{APPID}"\n'
posix_only = pytest.mark.skipif(os.name != "posix", reason="rights are kept in the mode on POSIX only")


def refusal(folder: Path, name: str = "dev") -> tuple[str, str | None]:
    """Return message and hint of a file that is refused."""
    with pytest.raises(ProfileFileError) as caught:
        store.read(folder, name)
    hint = caught.value.hint
    return str(caught.value), None if hint is None else str(hint)


def test_what_is_written_is_read_back(folder: Path) -> None:
    """A written profile is private and holds the same values."""
    path = store.write(folder, "dev", {"appid": APPID, "secret": SECRET, "timeout": 5.0})

    assert store.read(folder, "dev").values == {"appid": APPID, "secret": SECRET, "timeout": 5.0}
    assert store.names(folder) == ["dev"]
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


@posix_only
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o777])
def test_a_file_that_others_reach_is_refused(folder: Path, put: Put, mode: int) -> None:
    """The hint is the command that mends it."""
    path = put("dev", GOOD, mode)

    assert refusal(folder) == (
        f"{path} holds a secret, but other users of this machine can read it.",
        f"chmod 600 {path}",
    )


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty."),
        (b"# nothing\n", "is empty."),
        (b'appid = "wx\xff"', "is not UTF-8 text (byte 11)."),
        (b"\xff\xfea\x00", "is not UTF-8 text (byte 0)."),
        (b'appid = "a"\nsecret = abc123def\n', "is not valid TOML: at line 2, column 10"),
        (b'secret = "abc', "is not valid TOML: at end of document"),
        (b"x = " + b"[" * 30_000, "is not valid TOML: nested too deeply"),
        (b"#" * 70_000, "is too large for a profile."),
    ],
)
def test_a_broken_file_is_named_with_its_fault(folder: Path, put: Put, content: bytes, problem: str) -> None:
    """The message names the file, the fault and the place, and never quotes the content."""
    path = put("dev", content)

    text, hint = refusal(folder)

    assert text == f"{path} {problem}"
    assert hint is not None
    assert hint.endswith("wxauth profile add dev --force --appid wx…")


def test_a_byte_order_mark_does_no_harm(folder: Path, put: Put) -> None:
    """Windows editors write one."""
    put("dev", b"\xef\xbb\xbf" + GOOD.encode())

    assert store.read(folder, "dev").values == {"appid": APPID}


@posix_only
def test_a_symbolic_link_is_refused(folder: Path, put: Put) -> None:
    """Its target's rights are not the profile's."""
    target = put("real", GOOD)
    (target.parent / "dev.toml").symlink_to(target)

    assert refusal(folder)[0].endswith("dev.toml is a symbolic link; a profile must be a file of its own.")


def test_a_directory_is_refused(folder: Path) -> None:
    """A folder with a profile's name is no profile."""
    (folder / "profiles" / "dev.toml").mkdir(parents=True)

    assert refusal(folder)[0].endswith("dev.toml is not a file.")


def test_names_that_differ_in_case_are_refused(folder: Path, put: Put) -> None:
    """Two profiles that many systems take for one are told apart by nobody."""
    put("dev", GOOD)
    put("Dev", GOOD)
    if len(store.names(folder)) == 1:
        pytest.skip("this file system ignores case")

    assert refusal(folder)[0] == ("Profiles dev and Dev differ only in case; many systems take them for one.")


def test_an_unknown_key_is_warned_of(folder: Path, put: Put) -> None:
    """A mistyped key is named with the one that was meant; the rest is used."""
    path = put("dev", GOOD + 'secert = "x"\ncolour = 1')

    stored = store.read(folder, "dev")

    assert stored.values == {"appid": APPID}
    assert [str(warning) for warning in stored.warnings] == [
        f"{path}: unknown key secert is ignored; did you mean secret?",
        f"{path}: unknown key colour is ignored.",
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("timeout = 0", "timeout must be a number of seconds, more than 0 and at most 600"),
        ("timeout = inf", "timeout must be a number of seconds, more than 0 and at most 600"),
        ("timeout = 601", "timeout must be a number of seconds, more than 0 and at most 600"),
        ('timeout = "5"', "timeout must be a number of seconds, more than 0 and at most 600"),
        ('appid = ""', "appid is empty"),
        ('api_base = "ftp://h"', "api_base must be a URL such as https://host or http://host:8080"),
        ('api_base = "https://"', "api_base must be a URL such as https://host or http://host:8080"),
        ('api_base = "http://h:x"', "api_base must be a URL such as https://host or http://host:8080"),
        ('api_base = "http://h h"', "api_base must be a URL such as https://host or http://host:8080"),
        ('api_base = "https://h?a=1"', "api_base must not contain a query or fragment"),
        ('proxy = "socks5://h"', "proxy must be a URL such as https://host or http://host:8080"),
        (
            'secret_command = "pass"',
            'secret_command must be a list of texts, the program first: ["pass", "show", "wx/dev"]',
        ),
        (
            "secret_command = []",
            'secret_command must be a list of texts, the program first: ["pass", "show", "wx/dev"]',
        ),
        (
            'secret = "a"\nsecret_env = "B"',
            "only one of secret, secret_env and secret_command may be given, not secret, secret_env",
        ),
    ],
)
def test_a_value_that_cannot_be_used_is_a_problem(folder: Path, put: Put, line: str, problem: str) -> None:
    """Each wrong value is told by its key and what it must be."""
    put("dev", line)

    stored = store.read(folder, "dev")

    assert [str(each) for each in stored.problems] == [problem]
    assert stored.values == {}


def test_a_write_that_fails_leaves_the_old_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk leaves the old profile whole and no temporary file."""
    path = store.write(folder, "dev", {"appid": APPID})

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ProfileFileError) as caught:
        store.write(folder, "dev", {"appid": "wxfedcba9876543210"})

    assert str(caught.value) == (f"{path} cannot be written: No space left on device. Nothing was changed.")
    assert path.read_text() == GOOD
    assert [entry.name for entry in path.parent.iterdir()] == ["dev.toml"]


def test_a_folder_that_is_a_file_cannot_hold_profiles(folder: Path) -> None:
    """The folder's name taken by a file is told, not raised."""
    folder.write_text("")

    with pytest.raises(ProfileFileError, match="cannot be written"):
        store.write(folder, "dev", {"appid": APPID})
    with pytest.raises(ProfileFileError, match="cannot be read"):
        store.names(folder)


def test_removing_the_chosen_profile_removes_the_choice(folder: Path) -> None:
    """No name is left behind that means nothing."""
    store.write(folder, "dev", {"appid": APPID})
    store.choose(folder, "dev")

    store.remove(folder, "dev")

    assert (store.names(folder), store.chosen_name(folder)) == ([], None)


def test_a_damaged_choice_is_told(folder: Path) -> None:
    """Whatever stands in the file is not taken for a path."""
    folder.mkdir()
    (folder / "default").write_text("../../etc/passwd\n")

    with pytest.raises(ProfileFileError) as caught:
        store.chosen_name(folder)

    assert str(caught.value) == f"{folder / 'default'} does not hold the name of a profile."
