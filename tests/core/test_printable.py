"""What a terminal would obey is shown instead."""

from wxauth_cli.core.printable import printable


def test_everything_a_terminal_obeys_is_written_out() -> None:
    """C0, DEL, C1 and direction marks; line feeds, tabs, Chinese and emoji stay."""
    text = "\x1b[2J\x07\r\x7f\x9b\u202e\u2066\ud800|\n\t小明🚀\u200d"

    assert printable(text) == "\\x1b[2J\\x07\\x0d\\x7f\\x9b\\u202e\\u2066\\ud800|\n\t小明🚀\u200d"
