"""Bytes of every encoding."""

import gzip

import pytest

from wxauth_cli.core.errors import InputError
from wxauth_cli.decoding import decode

TEXT = '{"iv": "a+b", "nickName": "测试"}'


@pytest.mark.parametrize(
    ("data", "text", "notes"),
    [
        (TEXT.encode(), TEXT, []),
        (TEXT.encode("utf-8-sig"), TEXT, []),
        (TEXT.encode("utf-16"), TEXT, ["input was read as UTF-16-LE"]),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), TEXT, ["input was read as UTF-16-BE"]),
        (TEXT.encode("utf-16-le"), TEXT, ["input was read as UTF-16-LE"]),
        (TEXT.encode("utf-16-be"), TEXT, ["input was read as UTF-16-BE"]),
        (TEXT.encode("utf-32"), TEXT, ["input was read as UTF-32-LE"]),
        (TEXT.encode("gb18030"), TEXT, ["input is not UTF-8 and was read as GB18030"]),
        (
            b'{"iv": "a\xffb\xe9"}',
            '{"iv": "aÿbé"}',
            ["input is not valid UTF-8 (first at byte 9); each odd byte is kept as one character"],
        ),
    ],
)
def test_text_is_decoded_and_the_choice_noted(data: bytes, text: str, notes: list[str]) -> None:
    """Nobody has to convert a file before asking what is wrong with it."""
    decoded, said = decode(data, "input")

    assert (decoded, [str(note) for note in said]) == (text, notes)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b'{"iv": "a\0b"}', "input is binary: it holds bytes that no text has"),
        (bytes(range(256)) * 4, "input is binary: it holds bytes that no text has"),
        (b"\x01\x02\x03\x04abc", "input is binary: it holds bytes that no text has"),
        (b"\xff\xfea\0\0\0b\0", "input is binary: it holds bytes that no text has"),
        (b"\xff\xfeabc", "input begins like UTF-16-LE text but is not"),
        (gzip.compress(b"iv", mtime=0), "input is compressed (gzip)"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, sentence: str) -> None:
    """Compressed, binary or half a character: each is named."""
    with pytest.raises(InputError) as caught:
        decode(data, "input")

    assert str(caught.value) == sentence
    assert caught.value.hint is not None
