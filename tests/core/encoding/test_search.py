"""Undoing gives back the value, ends soon, and never raises, whatever the text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.encoding.damages import DAMAGES
from wxauth_cli.core import base64_text
from wxauth_cli.core.encoding.check import CHECKED_FIELDS, check_value
from wxauth_cli.core.encoding.search import undo_all
from wxauth_cli.core.payload import Value

NOT_FOR_SURE = {"plus-to-space-partial"}  # changes nothing in a value with fewer than two pluses
PIECES = [
    *" \n\\%&='\",;-_+/Ab7>[]\ufeff\u00a0\uff0b\u201c\ud800\0\U0001f680",
    "\\n",
    "\\u002b",
    "%2B",
    "&#43;",
]
PIECES += [
    "==",
    "0x",
    "<Buffer ",
    "12 ",
    "-5,",
    "s:4:",
    "b'",
    "iv=",
    "***",
    "undefined",
    "\u00ef\u00bb\u00bf",
]
UGLY = [
    *' %\\&1=a\u201c\u00a0\uff0b\u4e2d,"_.x\0',
    "\t ",
    " \n",
    "1 ",
    "-1 ",
    "1,",
    " ,",
    "%25",
    "&#43;",
    "s:1:",
]
UGLY += ["\\u002b", "<Buffer ", "AAAA ", "QUJD", "iv="]


@settings(max_examples=150, deadline=None)
@given(data=st.binary(min_size=160, max_size=160), name=st.sampled_from(sorted(set(DAMAGES) - NOT_FOR_SURE)))
def test_undoing_what_a_damage_did_gives_back_the_value(data: bytes, name: str) -> None:
    """Whatever the bytes: the value is among the readings that undoing finds."""
    value = base64_text.encode(data)
    done = DAMAGES[name][1](value)

    if done is None or len(set(data)) < 32:  # text and repetition are no ciphertext
        return

    assert value in [way.text for way in undo_all(done[0], "encryptedData")]


@settings(max_examples=150, deadline=None)
@given(text=st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_no_text_makes_the_check_raise(text: str) -> None:
    """Any text in any field gets a verdict, and positions that lie in it."""
    for field in CHECKED_FIELDS:
        checked = check_value(Value(text, text), field)

        assert all(0 <= place <= len(text) for found in checked.findings for place in found.positions)


@pytest.mark.parametrize("ends", [("", ""), ("QUJDRE", "QUJDRE==")])
@pytest.mark.parametrize("piece", UGLY)
def test_much_of_anything_is_checked_at_once(piece: str, ends: tuple[str, str]) -> None:
    """Runs that trap a backtracking pattern take no longer than others, at both sides of the limit."""
    for size in (16_000, 300_000):
        text = ends[0] + piece * (size // len(piece)) + ends[1]

        started = time.process_time()
        check_value(Value(text, text), "encryptedData")
        assert time.process_time() - started < 2, (piece, size)
