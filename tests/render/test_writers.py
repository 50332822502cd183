"""The plain and the terminal writer: alignment, wrapping, colour, signs."""

import re
from collections.abc import Callable, Sequence

import pytest
from rich.cells import cell_len

from tests.render.voices import printed, stream
from wxauth_cli.environment import Stream
from wxauth_cli.render import plain, terminal
from wxauth_cli.render.document import Advice, Block, Fields, Headline, Raw, Table, Text

Write = Callable[..., None]
both = pytest.mark.parametrize("write", [plain.write, terminal.write], ids=["plain", "terminal"])
LONG = "Ab0+/" * 40
DOCUMENT: Sequence[Block] = (
    Headline(False, "does not decrypt", "plus-to-space"),
    Text("2 spaces stand where + belongs."),
    Text("ab␣cd", indent=4, strong=((2, 3),)),
    Headline(True, "repaired"),
    Headline(None, "in part"),
    Fields([("openId", "o1"), ("昵称", "小明🚀")]),
    Table(["name", "城市"], [["小明", "深圳"], ["Band", "Guangzhou"]]),
    Advice("Send it as JSON.\nMore: wxauth explain"),
    Raw('{"raw": true}'),
)


def written(write: Write, blocks: Sequence[Block], *, width: int = 40, colour: bool = False) -> str:
    """Return ``blocks`` as ``write`` prints them, without the spaces that fill a line."""
    target = stream(width=width)
    write(blocks, target, colour=colour)
    return re.sub(" +$", "", printed(target), flags=re.M)


def test_plain_document() -> None:
    """Every kind of block, as a pipe gets it."""
    assert written(plain.write, DOCUMENT) == (
        "✗ does not decrypt  [plus-to-space]\n"
        "  2 spaces stand where + belongs.\n"
        "    ab␣cd\n"
        "      ^\n"
        "✓ repaired\n"
        "! in part\n"
        "    openId  o1\n"
        "    昵称    小明🚀\n"
        "name  城市\n"
        "小明  深圳\n"
        "Band  Guangzhou\n"
        "→ Send it as JSON.\n"
        "  More: wxauth explain\n"
        '{"raw": true}\n'
    )


def test_terminal_document() -> None:
    """The same on a terminal of 40 columns: the id at the right edge, a frame around the table."""
    assert written(terminal.write, DOCUMENT) == (
        "✗ does not decrypt         plus-to-space\n"
        "  2 spaces stand where + belongs.\n"
        "    ab␣cd\n"
        "✓ repaired\n"
        "! in part\n"
        "    openId  o1\n"
        "    昵称    小明🚀\n"
        "┏━━━━━━┳━━━━━━━━━━━┓\n"
        "┃ name ┃ 城市      ┃\n"
        "┡━━━━━━╇━━━━━━━━━━━┩\n"
        "│ 小明 │ 深圳      │\n"
        "│ Band │ Guangzhou │\n"
        "└──────┴───────────┘\n"
        "→ Send it as JSON.\n"
        "  More: wxauth explain\n"
        '{"raw": true}\n'
    )


@both
@pytest.mark.parametrize("name", ["a", "昵称", "🚀🚀🚀", "openid 昵称"])
def test_values_begin_in_one_column(write: Write, name: str) -> None:
    """Counted in cells, since a Chinese character and an emoji take two."""
    lines = written(write, [Fields([(name, "VALUE"), ("unionid", "VALUE")])]).splitlines()

    assert len({cell_len(line.partition("VALUE")[0]) for line in lines}) == 1


def test_plain_text_is_never_wrapped() -> None:
    """grep and cut need whole lines."""
    blocks: list[Block] = [Text(LONG), Advice("word " * 100 + "end"), Fields([("value", LONG)])]

    assert len(written(plain.write, blocks, width=20).splitlines()) == 3


@pytest.mark.parametrize("width", [40, 41, 80])
def test_terminal_text_is_wrapped_and_complete(width: int) -> None:
    """No line is wider than the terminal, and nothing is lost on the way, in Chinese neither."""
    sentence = "`data: {encryptedData, iv}`。必须放在 URL 里时，只用一次 `encodeURIComponent`，解码交给框架。"
    blocks: list[Block] = [
        Headline(False, sentence, "plus-to-space"),
        Text(sentence),
        Advice(sentence),
        Fields([("name", sentence), ("value", LONG)]),
        Table(["column"], [[sentence], [LONG]]),
    ]

    text = written(terminal.write, blocks, width=width)

    letters = re.sub(r"[\s→✗━┏┓┡┩│┃└┘─]", "", text)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert letters.count(re.sub(r"\s", "", sentence)) == 5
    assert letters.count(LONG) == 2


def test_long_value_folds_under_its_beginning() -> None:
    """It can be put together again, and the names stay alone in their column."""
    lines = written(terminal.write, [Fields([("data", LONG)])], width=50).splitlines()

    assert lines[0].startswith("    data  Ab0+/")
    assert all(line.startswith(" " * 10) for line in lines[1:])
    assert "".join(line[10:] for line in lines) == LONG


def test_id_moves_below_a_headline_that_fills_the_line() -> None:
    """Nothing is cut for its sake."""
    text = written(terminal.write, [Headline(False, "x" * 36, "plus-to-space")], width=40)

    assert text == f"✗ {'x' * 36}\nplus-to-space\n"


@both
def test_markup_of_rich_is_plain_text(write: Write) -> None:
    """Brackets, emoji names and links in the data are data."""
    text = "[bold]x[/bold] :rocket: [link=http://a]b[/link]"

    assert written(write, [Text(text)], width=80) == f"  {text}\n"


def test_colour_marks_the_verdict_and_the_damage() -> None:
    """Green, red, yellow; the damaged character stands out."""
    text = written(terminal.write, DOCUMENT[:5], colour=True)

    assert "\x1b[1;31m✗ " in text
    assert "\x1b[1;32m✓ " in text
    assert "\x1b[1;33m! " in text
    assert "ab\x1b[1;7;31m␣\x1b[0mcd" in text


def test_without_colour_there_is_no_escape_sequence() -> None:
    """NO_COLOR means none at all, bold neither."""
    assert "\x1b" not in written(terminal.write, DOCUMENT, colour=False)


def test_colour_does_not_change_the_words() -> None:
    """Both ways break their lines at the same places."""
    coloured = re.sub(r"\x1b\[[0-9;]*m", "", written(terminal.write, DOCUMENT, colour=True))

    assert re.sub(" +$", "", coloured, flags=re.M) == written(terminal.write, DOCUMENT)


@both
@pytest.mark.parametrize(
    "block",
    [
        Headline(True, "a\x1b[2Jb\nc", "t\x07g"),
        Text("a\x1b[2Jb"),
        Fields([("n\x9b", "a\x1b[2Jb\nc")]),
        Table(["name"], [["a\x1b[2Jb\nc"]]),
        Advice("a\x1b[2Jb"),
    ],
)
def test_data_cannot_drive_the_terminal(write: Write, block: Block) -> None:
    """Control characters are shown, and a line feed in a value makes no new line."""
    text = written(write, [block], width=60)

    assert "\\x1b[2J" in text
    assert not set(text) & set("\x1b\x07\x9b")
    assert "\nc" not in text


@both
def test_empty_fields_print_no_error(write: Write) -> None:
    """A payload may be an empty object."""
    assert written(write, [Fields([]), Text("end")]).strip() == "end"


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "✗ a␣b… → 小明 · ✓"),
        ("gbk", "x a_b… → 小明 · OK"),
        ("ascii", "x a_b... -> \\u5c0f\\u660e - OK"),
        ("latin-1", "x a_b... -> \\u5c0f\\u660e · OK"),
    ],
)
def test_signs_have_ascii_forms(encoding: str, shown: str) -> None:
    """Only those that the stream cannot write are replaced."""
    target = stream(encoding=encoding)

    target.write("✗ a␣b… → 小明 · ✓")

    assert printed(target) == shown


def test_unknown_encoding_is_taken_for_ascii() -> None:
    """A broken PYTHONIOENCODING must not end the answer."""

    class Odd:
        encoding = "no-such-encoding"

    assert Stream(Odd()).encodable("✓ é") == "OK \\xe9"  # type: ignore[arg-type]
