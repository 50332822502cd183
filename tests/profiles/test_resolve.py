"""Which profile is meant, and which value wins."""

import pytest

from tests.profiles.conftest import APPID, SECRET, Around, Put
from wxauth_cli.core.errors import ConfigError
from wxauth_cli.core.secret import Secret
from wxauth_cli.core.shapes import SANDBOX_APPID, SANDBOX_SECRET
from wxauth_cli.i18n import Translator
from wxauth_cli.profiles import IncompleteProfileError, NoProfileError, Profile, resolve
from wxauth_cli.profiles.store import UnknownProfileError, choose

OTHER = "wxfedcba9876543210"
WHOLE = (
    f'appid = "{APPID}"\nsecret = "{SECRET}"\napi_base = "https://example.test/wx/"\n'
    'timeout = 3\nproxy = "http://127.0.0.1:3128"\n'
)


def sources(profile: Profile) -> dict[str, str]:
    """Return each setting's source as a sentence."""
    names = ("appid", "secret", "api_base", "timeout", "proxy")
    return {name: str(getattr(profile, name).source) for name in names}


def test_every_value_of_a_file_remembers_the_file(around: Around, put: Put) -> None:
    """A profile file gives all values, the URL without its last slash, each with the file as source."""
    path = put("dev", WHOLE)

    profile = resolve(around(), "dev")

    assert profile.require_credentials() == (APPID, Secret(SECRET))
    assert (profile.api_base.value, profile.timeout.value) == ("https://example.test/wx", 3.0)
    assert (profile.proxy.value, profile.name, profile.path) == ("http://127.0.0.1:3128", "dev", path)
    assert set(sources(profile).values()) == {f"profile dev ({path})"}
    assert profile.warnings == ()


def test_the_environment_wins_over_the_file(around: Around, put: Put) -> None:
    """WXAUTH_APPID, WXAUTH_SECRET and WXAUTH_API_BASE override the file, and say so."""
    put("dev", WHOLE)
    variables = {"WXAUTH_APPID": OTHER, "WXAUTH_SECRET": "f" * 32, "WXAUTH_API_BASE": "http://127.0.0.1:9"}

    profile = resolve(around(**variables), "dev")

    assert profile.require_credentials() == (OTHER, Secret("f" * 32))
    assert profile.api_base.value == "http://127.0.0.1:9"
    assert {name: text for name, text in sources(profile).items() if "variable" in text} == {
        "appid": "environment variable WXAUTH_APPID",
        "secret": "environment variable WXAUTH_SECRET",
        "api_base": "environment variable WXAUTH_API_BASE",
    }


def test_options_win_over_the_environment(around: Around, put: Put) -> None:
    """Values of options come first of all."""
    put("dev", WHOLE)

    profile = resolve(around(WXAUTH_APPID=APPID), "dev", appid=OTHER, timeout=1)

    assert (profile.appid.value, str(profile.appid.source)) == (OTHER, "option --appid")
    assert (profile.timeout.value, str(profile.timeout.source)) == (1.0, "option --timeout")


def test_defaults_fill_the_rest(around: Around, put: Put) -> None:
    """A profile of one line talks to WeChat, waits ten seconds and uses no proxy."""
    put("dev", f'appid = "{APPID}"')

    profile = resolve(around(), "dev")

    assert (profile.api_base.value, profile.timeout.value, profile.proxy.value) == (
        "https://api.weixin.qq.com",
        10.0,
        None,
    )
    assert str(profile.timeout.source) == "default"


def test_a_mixture_of_two_apps_is_warned_of(around: Around, put: Put) -> None:
    """An AppID of the file with an AppSecret of the environment is asked about."""
    path = put("dev", WHOLE)

    profile = resolve(around(WXAUTH_SECRET="f" * 32), "dev")

    assert [str(warning) for warning in profile.warnings] == [
        f"The AppID comes from profile dev ({path}), the AppSecret from environment variable "
        "WXAUTH_SECRET: do they belong together?"
    ]


@pytest.mark.parametrize(
    ("option", "variables", "name"),
    [
        ("one", {"WXAUTH_PROFILE": "two"}, "one"),
        (None, {"WXAUTH_PROFILE": "two", "WXAUTH_APPID": OTHER}, "two"),
        (None, {"WXAUTH_PROFILE": ""}, "three"),
        (None, {"WXAUTH_APPID": OTHER}, "three"),
    ],
)
def test_the_profile_is_named_by_option_variable_or_choice(
    around: Around, put: Put, option: str | None, variables: dict[str, str], name: str
) -> None:
    """The option wins over WXAUTH_PROFILE, which wins over `profile use`."""
    for each in ("one", "two", "three"):
        put(each, f'appid = "{APPID}"')
    choose(around().config_dir, "three")

    profile = resolve(around(**variables), option)

    assert profile.name == name


def test_credentials_in_the_environment_need_no_profile(around: Around) -> None:
    """WXAUTH_APPID and WXAUTH_SECRET alone make an anonymous profile."""
    profile = resolve(around(WXAUTH_APPID=APPID, WXAUTH_SECRET=SECRET), None)

    assert (profile.name, profile.path) == ("(environment)", None)
    assert profile.require_credentials() == (APPID, Secret(SECRET))


def test_nothing_chosen_names_the_two_ways_on(around: Around) -> None:
    """Without any profile the error says how to make one and how to go without an account."""
    with pytest.raises(NoProfileError) as caught:
        resolve(around(), None)

    assert str(caught.value.hint) == (
        "Make one: wxauth profile add NAME --appid wx…, then: wxauth profile use NAME. "
        "To try without an account: -p sandbox"
    )


def test_the_sandbox_keeps_its_identity(around: Around) -> None:
    """The environment may point the sandbox at a served one, but never lends it a real secret."""
    variables = {"WXAUTH_APPID": APPID, "WXAUTH_SECRET": SECRET, "WXAUTH_API_BASE": "http://127.0.0.1:8"}

    profile = resolve(around(**variables), "sandbox")

    assert profile.require_credentials() == (SANDBOX_APPID, Secret(SANDBOX_SECRET))
    assert (profile.api_base.value, profile.path, profile.warnings) == ("http://127.0.0.1:8", None, ())
    assert resolve(around(), "sandbox").api_base.value == "sandbox://in-process"


@pytest.mark.parametrize("name", ["../dev", "", "DEV", "devv", "/etc/passwd", "dev.toml", "a\0b"])
def test_a_name_that_does_not_exist_never_falls_back(around: Around, put: Put, name: str) -> None:
    """A mistyped name is an error, with other profiles and the environment at hand too."""
    put("dev", WHOLE)
    choose(around().config_dir, "dev")

    with pytest.raises(UnknownProfileError) as caught:
        resolve(around(WXAUTH_APPID=APPID, WXAUTH_SECRET=SECRET), name)

    assert (caught.value.name, caught.value.known) == (name, ["dev"])


def test_a_name_with_control_characters_is_escaped(around: Around) -> None:
    """A name from elsewhere cannot colour the terminal."""
    with pytest.raises(UnknownProfileError) as caught:
        resolve(around(), "\x1b[31m")

    assert str(caught.value) == "There is no profile '\\x1b[31m'."


def test_an_unknown_name_of_the_environment_names_the_variable(around: Around) -> None:
    """The error says that WXAUTH_PROFILE is where the name came from."""
    with pytest.raises(UnknownProfileError) as caught:
        resolve(around(WXAUTH_PROFILE="sandbx"), None)

    assert str(caught.value) == (
        "There is no profile sandbx (named by the environment variable WXAUTH_PROFILE)."
    )
    assert str(caught.value.hint) == "Did you mean sandbox? All of them: wxauth profile list"


def test_all_unusable_values_are_told_together(around: Around, put: Put) -> None:
    """One error lists every value that cannot be used, from file and environment."""
    put("dev", 'appid = 5\ntimeout = true\nproxy = "socks"')

    with pytest.raises(ConfigError) as caught:
        resolve(around(WXAUTH_API_BASE="http://u:pw@h"), "dev")

    assert str(caught.value) == (
        "Profile dev cannot be used: appid must be a text in quotes; timeout must be a number of seconds, "
        "more than 0 and at most 600; proxy must be a URL such as https://host or http://host:8080; "
        "WXAUTH_API_BASE must not contain a user name or password."
    )


def test_missing_credentials_are_all_named(around: Around, put: Put) -> None:
    """require_credentials names all that is missing and the command that mends it."""
    put("dev", "timeout = 5")
    profile = resolve(around(), "dev")

    with pytest.raises(IncompleteProfileError) as caught:
        profile.require_credentials()

    assert caught.value.missing == ("appid", "secret")
    assert str(caught.value) == "Profile dev has no appid and no secret."
    assert Translator("zh")(caught.value.message) == "配置 dev 缺少 appid 和 secret。"
    assert (profile.secret.known, profile.secret.origin.kind) == (False, "default")
    assert str(caught.value.hint) == "Write it anew with: wxauth profile add dev --force --appid wx…"
