"""No secret gets out: not by a mistyped command line, a broken profile, a lying server, or a bug."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import click
import pytest

from tests.canary import (
    ACCESS_TOKEN,
    APPID,
    APPSECRET,
    FORMATS,
    SECRETS,
    SESSION_KEY,
    leaks_in_files,
    logged,
    searched,
)
from tests.conftest import NOW, Run
from wxauth_cli.cli.tree import root
from wxauth_cli.environment import Environment, Stream
from wxauth_cli.i18n import Translator
from wxauth_cli.redaction import Redactor
from wxauth_cli.runtime import Preferences, Runtime

__all__ = ["logged"]  # a fixture


def _leaves() -> dict[tuple[str, ...], click.Command]:
    """Return every command that there is, by the words that call it."""
    nobody = Stream(None)  # type: ignore[arg-type]
    environment = Environment({}, None, nobody, nobody)  # type: ignore[arg-type]
    runtime = Runtime(
        environment, Preferences(False, "en", 0, False), Translator("en"), Redactor(lambda: b"k")
    )
    group = root(runtime.translate)
    return dict(_below((), group, click.Context(group, obj=runtime)))


def _below(
    words: tuple[str, ...], command: click.Command, context: click.Context
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    if not isinstance(command, click.Group) or command.invoke_without_command:
        yield words, command
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield from _below((*words, name), child, click.Context(child, parent=context))


LEAVES = _leaves()


def _mistakes(command: click.Command, secret: str) -> Iterator[list[str]]:
    """Yield wrong command lines that hold ``secret``: in each place where something can be typed."""
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    yield [secret]
    yield [secret] * (len(arguments) + 1)
    yield [f"--unknown={secret}"]
    yield ["--unknown", secret]
    yield [f"-{secret}"]
    yield [f"/nowhere/{secret}/secret={secret}.json"]
    for option in command.params:
        if isinstance(option, click.Option) and not option.is_flag and not option.count:
            yield [option.opts[-1], secret]
            yield ["dev", f"{option.opts[-1]}={secret}", "--appid", APPID]


@pytest.mark.parametrize("words", LEAVES, ids=" ".join)
def test_a_secret_in_the_wrong_place_of_a_command_line_is_not_repeated(
    words: tuple[str, ...], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command there is, every option of it, every secret, in text, JSON and Chinese."""
    monkeypatch.setattr("wxauth_cli.sandbox.server.serve", lambda *arguments: None)  # would not end
    for number, secret in enumerate(SECRETS):
        for mistake in _mistakes(LEAVES[words], secret):
            for form in FORMATS:
                line = [*words, *mistake, *form]
                ran = run(*line, variables={"WXAUTH_PROFILE": "sandbox"}, terminal=number == 0)
                searched(ran, line)
    assert leaks_in_files(tmp_path) == []


@pytest.mark.parametrize("words", LEAVES, ids=" ".join)
@pytest.mark.parametrize("form", FORMATS, ids=" ".join)
def test_a_bug_tells_its_place_and_nothing_of_the_data(
    words: tuple[str, ...], form: tuple[str, ...], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unexpected exception has the secret in its text, its cause, and the locals of its frames."""

    def broken(self: click.Context, *args: object, **kwargs: object) -> None:
        secret = APPSECRET
        try:
            raise ValueError(f"https://api.weixin.qq.com/?secret={secret}&key={SESSION_KEY}")
        except ValueError as error:
            raise RuntimeError(f"{ACCESS_TOKEN} {secret}") from error

    monkeypatch.setattr(click.Command, "invoke", broken)
    ran = run(*words, *_required(words), *form)

    searched(ran, list(words))
    assert ran.exit_code == 70


def _required(words: tuple[str, ...]) -> list[str]:
    """Return something for every argument and option that ``words`` cannot do without."""
    line: list[str] = []
    for parameter in LEAVES[words].params:
        if parameter.required:
            line += ["x"] if isinstance(parameter, click.Argument) else [parameter.opts[-1], "x"]
    return line


@pytest.mark.parametrize("form", [*FORMATS, ()], ids=" ".join)
def test_a_bug_in_the_printing_of_an_answer_is_as_silent(
    form: tuple[str, ...], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The renderer holds the whole result, secrets included, when it fails."""

    def broken(*args: object) -> None:
        raise KeyError(APPSECRET, args, SESSION_KEY)

    monkeypatch.setattr("wxauth_cli.cli.runner.render", broken)
    ran = run("profile", "list", *form)

    searched(ran, ["profile", "list", *form])
    assert ran.exit_code == 70


_OTHER_KEY = {"encryptedData": "A" * 88, "iv": "A" * 24}
INPUTS = {
    "pasted call": f"https://api.weixin.qq.com/sns/jscode2session?appid={APPID}&secret={APPSECRET}&js_code=0a",
    "call without a code": f"https://api.weixin.qq.com/cgi-bin/token?appid={APPID}&secret={APPSECRET}",
    "token in a call": f"curl 'https://api.weixin.qq.com/x?access_token={ACCESS_TOKEN}' -d code=1",
    "healthy": json.dumps({"encryptedData": "QUJD", "iv": "AAAA", "session_key": SESSION_KEY}),
    "key with spaces": json.dumps({**_OTHER_KEY, "session_key": SESSION_KEY.replace("+", " ")}),
    "key cut": json.dumps({**_OTHER_KEY, "session_key": SESSION_KEY[:-3]}),
    "key encoded": f"encryptedData=QUJD&iv=AA&session_key={quote(quote(SESSION_KEY, safe=''))}",
    "key twice": json.dumps({"session_key": SESSION_KEY, "sessionKey": SESSION_KEY[::-1], "iv": "x"}),
    "key as data": json.dumps({"encryptedData": SESSION_KEY, "iv": SESSION_KEY, "session_key": SESSION_KEY}),
    "secret as key": json.dumps({**_OTHER_KEY, "session_key": APPSECRET}),
    "token as key": json.dumps({**_OTHER_KEY, "session_key": ACCESS_TOKEN}),
    "secret as appid": json.dumps({**_OTHER_KEY, "session_key": SESSION_KEY, "appid": APPSECRET}),
    "broken JSON": f'{{"encryptedData": "QUJD", "session_key": "{SESSION_KEY}", "secret": "{APPSECRET}"',
    "JSON of other names": json.dumps({APPSECRET: 1, "x": SESSION_KEY, ACCESS_TOKEN: 2}),
    "log": f"2024-01-01 sessionKey={SESSION_KEY}, iv=AAAA, secret={APPSECRET} access_token={ACCESS_TOKEN}",
    "escaped JSON": json.dumps(json.dumps({"iv": "A", "session_key": SESSION_KEY}).replace("/", "\\/")),
    "HTTP": f"POST /x?secret={APPSECRET} HTTP/1.1\nX-Token: {ACCESS_TOKEN}\n\nsessionKey={SESSION_KEY}",
    "bare key": SESSION_KEY,
    "bare secret": APPSECRET,
    "bare token": ACCESS_TOKEN,
    "prose": f"my session key is {SESSION_KEY} and it does not work",
}


@pytest.mark.parametrize("name", INPUTS)
@pytest.mark.parametrize("command", ["decrypt", "check-encoding"])
def test_a_secret_in_the_input_is_not_shown(name: str, command: str, run: Run, tmp_path: Path) -> None:
    """Whatever form it stands in, healthy or damaged, and in every output format."""
    formats = [(), *FORMATS]
    limit = ("--time-limit", "0.2") if command == "decrypt" else ()  # nothing here can be repaired
    if command == "check-encoding":
        formats += [("--format", "github"), ("--format", "json")]
    for number, form in enumerate(formats):
        ran = run(command, "-", *limit, *form, stdin=INPUTS[name].encode(), terminal=number == 0)
        searched(ran, [command, name, *form])
    assert leaks_in_files(tmp_path) == []


@pytest.mark.parametrize("form", FORMATS, ids=" ".join)
def test_a_secret_in_the_environment_or_a_key_ring_is_not_shown(
    form: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    """The variables that may hold secrets are known to the redactor before anything goes wrong."""
    ring = tmp_path / "given" / "keys.txt"
    ring.parent.mkdir()
    ring.write_text(f"{SESSION_KEY}\nCaNaRy no key at all {ACCESS_TOKEN}\n")
    variables = {"WXAUTH_SECRET": APPSECRET, "WXAUTH_SESSION_KEY": SESSION_KEY, "WXAUTH_APPID": APPSECRET}
    payload = json.dumps({"encryptedData": "A" * 88, "iv": "A" * 22 + "=="}).encode()

    for line in (
        ("decrypt", "-", "--time-limit", "0.2", "--session-keys", str(ring)),
        ("decrypt", "-", "--time-limit", "0.2", "--session-key", SESSION_KEY, "--session-key", ACCESS_TOKEN),
        ("decrypt", "-", "--time-limit", "0.2", "--session-key", SESSION_KEY, "--appid", APPSECRET),
        ("profile", "show"),
        ("profile", "add", "x", "--appid", APPSECRET),
        ("profile", "show", "x"),
        ("profile", "list"),
        ("session", SESSION_KEY, "-p", "x", "--strict"),
    ):
        ran = run(*line, *form, stdin=payload, variables=variables, clock=lambda: NOW)
        searched(ran, list(line))
    assert leaks_in_files(tmp_path) == []
