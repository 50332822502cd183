"""An answer or a failure, in the format that was asked for, on the right stream."""

import json
from typing import Any

import pytest

from tests.cli.payloads import given, payload
from tests.conftest import Ran, Run
from tests.render.voices import printed, runtime
from wxauth_cli.core.errors import ConfigError
from wxauth_cli.core.finding import Finding, Severity
from wxauth_cli.core.message import message
from wxauth_cli.core.secret import Secret
from wxauth_cli.exitcodes import ExitCode
from wxauth_cli.outcome import Outcome
from wxauth_cli.render import Failure, render, render_failure
from wxauth_cli.runtime import Runtime

APPSECRET = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"


def said(voice: Runtime) -> tuple[str, str]:
    """Return both streams."""
    return printed(voice.environment.stdout), printed(voice.environment.stderr)


def test_raw_answer_is_stdout_and_nothing_else() -> None:
    """A bare code pipes; one line feed ends it, however many it had."""
    voice = runtime()

    render(Outcome("sandbox code", {"code": "0abc"}, raw="0abc\n\n"), voice)

    assert said(voice) == ("0abc\n", "")


def test_json_wins_over_the_raw_form() -> None:
    """The envelope holds every field, secrets masked, the finding with its advice."""
    voice = runtime(json=True)
    finding = Finding(
        "plus-to-space",
        message("It holds {secret}.", secret=APPSECRET),
        Severity.WARNING,
        "iv",
        (1, 2),
        fix=message("Do."),
        also=("decoded-twice",),
        source="a:1",
    )
    outcome = Outcome(
        "decrypt", {"key": Secret(APPSECRET)}, (finding,), ExitCode.PROBLEM_FOUND, raw="not shown"
    )

    render(outcome, voice)

    mask = voice.redactor.mask(APPSECRET)
    stdout, stderr = said(voice)
    assert (stdout.count("\n"), stderr) == (1, "")
    assert json.loads(stdout) == {
        "schema": 1,
        "command": "decrypt",
        "ok": False,
        "exit_code": 1,
        "result": {"key": mask},
        "findings": [
            {
                "id": "plus-to-space",
                "severity": "warning",
                "field": "iv",
                "positions": [1, 2],
                "message": f"It holds {mask}.",
                "fix": "Do.",
                "also": ["decoded-twice"],
                "source": "a:1",
            }
        ],
        "error": None,
    }


FAILURE = Failure(
    "wechat",
    "session",
    ExitCode.WECHAT,
    message("WeChat said {text}.", text=APPSECRET),
    message("Try {text}.", text="again"),
    40029,
    "623ea70a-74b9c1d2-00112233",
)


@pytest.mark.parametrize("terminal", [False, True])
def test_failure_is_told_on_stderr(terminal: bool) -> None:
    """What happened, the rid for WeChat's support, what to run; no secret, no colour, no wrapping."""
    voice = runtime(terminal=terminal)

    code = render_failure(FAILURE, voice)

    mask = voice.redactor.mask(APPSECRET)
    assert code is ExitCode.WECHAT
    assert said(voice) == (
        "",
        f"✗ WeChat said {mask}.\n  rid: 623ea70a-74b9c1d2-00112233\n→ Try again.\n",
    )


def test_failure_in_json_is_on_stdout() -> None:
    """A pipe into jq works for failures too."""
    voice = runtime(json=True)

    render_failure(FAILURE, voice)

    stdout, stderr = said(voice)
    assert stderr == ""
    assert json.loads(stdout)["error"] == {
        "type": "wechat",
        "code": 40029,
        "message": f"WeChat said {voice.redactor.mask(APPSECRET)}.",
        "hint": "Try again.",
        "rid": "623ea70a-74b9c1d2-00112233",
    }


def test_failure_takes_its_parts_from_the_error() -> None:
    """Errors without errcode and rid have neither."""
    error = ConfigError(message("No profile."))

    assert Failure.of(error, "token", ExitCode.CONFIG) == Failure(
        "config", "token", ExitCode.CONFIG, message("No profile."), None, None, None
    )


def coloured(run: Run, **settings: Any) -> bool:
    """Tell whether a good answer has an escape sequence in it."""
    ran: Ran = run("decrypt", "-", stdin=given(payload()), **settings)
    return "\x1b[" in ran.stdout


@pytest.mark.parametrize(
    ("terminal", "variables", "expected"),
    [
        (True, {}, True),
        (True, {"NO_COLOR": ""}, True),  # no-color.org: an empty value does not count
        (True, {"NO_COLOR": "1"}, False),
        (True, {"TERM": "dumb"}, False),
        (False, {}, False),
        (False, {"TERM": "xterm-256color"}, False),
    ],
)
def test_colour_is_for_terminals_that_want_it(
    run: Run, terminal: bool, variables: dict[str, str], expected: bool
) -> None:
    """And for no pipe, file or log."""
    assert coloured(run, terminal=terminal, variables=variables) is expected


@pytest.mark.parametrize("terminal", [False, True])
def test_repair_stands_between_evidence_and_advice(run: Run, terminal: bool) -> None:
    """Verdict, evidence, repair with its plaintext, what to change: the order of every answer."""
    damaged = payload()
    damaged["encryptedData"] = damaged["encryptedData"].replace("+", " ")
    assert " " in damaged["encryptedData"]

    ran = run("decrypt", "-", stdin=given(damaged), terminal=terminal, variables={"NO_COLOR": "1"})

    places = [ran.stdout.find(part) for part in ("✗", "␣", "✓", "13812345678", "→")]
    assert places == sorted(places)
    assert -1 not in places
