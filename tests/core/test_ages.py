"""Ages in words."""

import pytest

from wxauth_cli.core.ages import age


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 seconds ago"),
        (1, "1 second ago"),
        (89, "89 seconds ago"),
        (90, "2 minutes ago"),
        (3600, "60 minutes ago"),
        (2 * 3600, "2 hours ago"),
        (3 * 86400, "3 days ago"),
        (365.2425 * 86400 * 2, "2 years ago"),
        (-40, "in 40 seconds"),
        (-86400, "in 24 hours"),
        (-10 * 86400, "in 10 days"),
    ],
)
def test_age_is_said_in_the_largest_fitting_unit(seconds: float, words: str) -> None:
    """The past and the future, one and many."""
    assert str(age(seconds)) == words
