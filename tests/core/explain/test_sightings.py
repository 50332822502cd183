"""The search: what was seen, where first, and which of two in one place."""

from typing import NamedTuple

from wxauth_cli.core.explain.cleaning import loosened, without_terminal_codes
from wxauth_cli.core.explain.sightings import Search, Sighting


class _Message(NamedTuple):
    id: str
    templates: tuple[str, ...]


_BASE64 = _Message("base64", ("Illegal base64 character {hex}",))
_SPACE = _Message("space", ("Illegal base64 character 20{end}",))
_GENERAL = _Message("general", ("payload is invalid",))
_LONGER = _Message("longer", ("payload is invalid: payload is invalid",))
_GO = _Message("go", ("unexpected end of JSON input",))
_NODE = _Message("node", ("Unexpected end of JSON input",))


def test_first_line_and_count_over_all_pieces() -> None:
    """Lines are counted through the pieces; the text is that of the first time."""
    search = Search([_BASE64])

    search.feed("one\ntwo Illegal base64 character 25\n")
    search.feed("Illegal base64 character 5c\n")

    assert search.found() == [Sighting("base64", "Illegal base64 character 25", 2, 2)]


def test_longer_message_hides_the_shorter_one_inside() -> None:
    """The general words inside the particular ones are no second message."""
    search = Search([_GENERAL, _LONGER])

    search.feed("The payload is invalid: payload is invalid.")

    assert [one.id for one in search.found()] == ["longer"]


def test_letter_case_decides_between_equal_messages() -> None:
    """Go and Node.js differ in one capital letter."""
    search = Search([_GO, _NODE])

    search.feed("SyntaxError: Unexpected end of JSON input")

    assert [one.id for one in search.found()] == ["node"]


def test_case_changed_by_a_logger_is_found_all_the_same() -> None:
    """A log in capitals is still that message."""
    search = Search([_NODE])

    search.feed("SYNTAXERROR: UNEXPECTED END OF JSON INPUT")

    assert [one.id for one in search.found()] == ["node"]


def test_equal_messages_are_both_kept() -> None:
    """Nothing tells them apart, so both are answered."""
    search = Search([_GENERAL, _GENERAL._replace(id="other")])

    search.feed("payload is invalid")

    assert [one.id for one in search.found()] == ["general", "other"]


def test_more_literal_message_wins_in_the_same_place() -> None:
    """A space is more particular than any character."""
    search = Search([_BASE64, _SPACE])

    search.feed("Illegal base64 character 20")

    assert [one.id for one in search.found()] == ["space"]


def test_text_that_grows_in_lower_case_keeps_working() -> None:
    """İ has two characters in lower case; positions must not move."""
    search = Search([_GENERAL])

    search.feed("İİİ payload is invalid")

    assert [one.text for one in search.found()] == ["payload is invalid"]


def test_colours_are_stripped() -> None:
    """A terminal recording holds escape sequences between the words."""
    assert without_terminal_codes("\x1b[31mbad \x1b[1;4mdecrypt\x1b[0m\x1b]0;title\x07") == "bad decrypt"


def test_escapes_and_wrapping_are_undone() -> None:
    """JSON logs escape quotes and Chinese; a narrow window wraps."""
    assert loosened('AES\\u89e3\\u5bc6\n  fail\\n\\"x\\"') == 'AES解密 fail "x"'
