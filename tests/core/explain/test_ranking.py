"""What several messages mean together."""

from wxauth_cli.core.explain.ranking import Clue, kinds_of, ranked_causes


def test_cause_that_two_messages_name_comes_first() -> None:
    """A warning about the iv beside a JSON error makes the iv the suspect."""
    clues = [
        Clue("transport", ("iv-damaged", "plus-to-space")),
        Clue("json", ("wrong-session-key", "iv-damaged")),
    ]

    assert ranked_causes(clues) == ["iv-damaged", "wrong-session-key", "plus-to-space"]


def test_wrapper_is_silent_where_the_cause_is_seen() -> None:
    """The library's general words add nothing to the message inside."""
    clues = [Clue("wrapper", ("wrong-session-key",)), Clue("transport", ("plus-to-space",))]

    assert (kinds_of(clues), ranked_causes(clues)) == (["transport"], ["plus-to-space"])


def test_wrapper_alone_still_answers() -> None:
    """Where nothing else was pasted its causes are all there is."""
    clues = [Clue("wrapper", ("wrong-session-key",))]

    assert (kinds_of(clues), ranked_causes(clues)) == (["wrapper"], ["wrong-session-key"])
