"""The framework behind an input, and the advice its users get."""

import pytest

from wxauth_cli.core.finding import Finding
from wxauth_cli.core.message import message
from wxauth_cli.core.payload import Payload
from wxauth_cli.core.reading.notation import notation_of
from wxauth_cli.core.stacks import advised, stack_of


@pytest.mark.parametrize(
    ("clue", "name"),
    [
        ("user-agent: okhttp/4.9.0", "Java"),
        ("notation: Java", "Java"),
        ("user-agent: GuzzleHttp/7", "PHP"),
        ("notation: PHP", "PHP"),
        ("user-agent: python-requests/2.31", "Python"),
        ("user-agent: axios/1.6", "Node.js"),
        ("user-agent: Go-http-client/1.1", "Go"),
        ("user-agent: Mozilla/5.0 MicroMessenger/8.0.40", "wx.request"),
    ],
)
def test_a_clue_names_the_framework(clue: str, name: str) -> None:
    """A user agent or a notation in the input is enough."""
    stack = stack_of(Payload({}, clues=(clue,)))

    assert stack is not None
    assert stack.name == name


def test_without_a_clue_no_framework_is_named() -> None:
    """A guess would send somebody to the wrong file."""
    assert stack_of(Payload({}, clues=("spelling: sessionKey",))) is None


def test_only_decoding_faults_get_the_frameworks_advice() -> None:
    """A wrong key has nothing to do with how a parameter was decoded."""
    payload = Payload({}, clues=("notation: Java",))
    decoding = Finding("plus-to-space", message("x"))
    key = Finding("wrong-session-key", message("x"))

    with_advice, without = advised([decoding, key], payload)

    assert with_advice.own_fix is not None
    assert without == key


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("failed: PhoneRequest(sessionKey=a, iv=b)", "Java"),
        ("params {iv=a, encryptedData=b}", "Java"),
        ("Array\n(\n    [iv] => abc\n)", "PHP"),
        ("map[iv:abc encryptedData:def]", "Go"),
        ("{'iv': 'abc'}", "Python"),
        ('{"iv"=>"abc"}', "Ruby"),
        ("iv=abc encryptedData=def", None),
    ],
)
def test_the_notation_of_objects_names_the_language(text: str, name: str | None) -> None:
    """Languages print their objects in ways of their own."""
    assert notation_of(text) == name
