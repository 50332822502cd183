"""Attempts to make the engine claim something that WeChat did not write."""

import json
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from benchmarks.diagnosis import _agrees
from benchmarks.payloads import KINDS, Sample
from tests.core.diagnosis.cases import ALPHABET, case, seeded, whole
from wxauth_cli.core.aes import encrypt
from wxauth_cli.core.base64_text import encode
from wxauth_cli.core.diagnosis import Case, diagnose

_PAYLOADS = 4  # of each kind and damage


def _wrong(text: str, place: int, random: Random) -> str:
    return text[:place] + random.choice(ALPHABET.replace(text[place], "")) + text[place + 1 :]


def _two_in_one_block(original: Sample, random: Random) -> Case:
    data = original.encryptedData
    start = random.randrange(len(data) - 30)
    for place in random.sample(range(start, start + 20), 2):
        data = _wrong(data, place, random)
    return case(original, encryptedData=data)


def _two_in_neighbours(original: Sample, random: Random) -> Case:
    data = original.encryptedData
    start = random.randrange(len(data) - 50)
    return case(original, encryptedData=_wrong(_wrong(data, start, random), start + 22, random))


def _cut_and_slip(original: Sample, random: Random) -> Case:
    data = original.encryptedData[: random.choice((64, 100, 128))]
    return case(original, encryptedData=_wrong(data, random.randrange(len(data)), random))


def _foreign_iv_and_slip(original: Sample, random: Random) -> Case:
    data = _wrong(original.encryptedData, random.randrange(len(original.encryptedData) - 2), random)
    return case(original, encryptedData=data, iv=encode(random.randbytes(16)))


def _slip_everywhere(original: Sample, random: Random) -> Case:
    fields = ("encryptedData", "iv", "session_key")
    return case(original, **{name: _wrong(getattr(original, name), 9, random) for name in fields})


def _foreign_iv_and_another_user(original: Sample, random: Random) -> Case:
    other = whole(original.kind, random.randrange(1000))
    made = replace(original, openid=other.openid, raw_data=other.raw_data)
    return case(made, iv=encode(random.randbytes(16)))


_ATTACKS = (
    _two_in_one_block,
    _two_in_neighbours,
    _cut_and_slip,
    _foreign_iv_and_slip,
    _slip_everywhere,
    _foreign_iv_and_another_user,
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("attack", _ATTACKS, ids=lambda attack: attack.__name__.strip("_"))
def test_several_errors_are_never_mended_wrongly(attack: Callable[[Sample, Random], Case], kind: str) -> None:
    """What is read, in whole or in part, stands in the original."""
    random = seeded(f"{kind} {attack.__name__}")
    for seed in range(_PAYLOADS):
        original = whole(kind, seed)

        said = diagnose(attack(original, random))

        plain = json.loads(original.plaintext)
        assert said.data is None or said.data.text == original.plaintext
        assert all(_agrees(value, plain.get(name)) for name, value in (said.partial or {}).items())


@pytest.mark.parametrize(
    "name",
    [
        '","phoneNumber":"13800000000","x":"',
        '"},"watermark":{"timestamp":1700000000,"appid":"wx0123456789abcdef"}}',
        '{"openId":"o123456789012345678901234567"}',
        '\\","gender":2,"city":"',
    ],
)
@pytest.mark.parametrize("width", [128, 192, 256, 300])
def test_a_nickname_that_looks_like_json_is_a_nickname(name: str, width: int) -> None:
    """Its quotes are escaped, so nothing in it is read as a field, wherever the value is cut or hurt."""
    made = whole("user-info")
    plain = json.loads(made.plaintext) | {"nickName": name}
    data = encode(encrypt(json.dumps(plain).encode(), b64decode(made.session_key), b64decode(made.iv)))
    random = seeded(width)

    for damaged in (data[:width], _wrong(_wrong(data, width, random), width + 3, random)):
        said = diagnose(case(replace(made, raw_data=None), encryptedData=damaged))

        assert all(_agrees(value, plain.get(field)) for field, value in (said.partial or {}).items())
        assert said.data is None or said.data.plaintext == plain


@pytest.mark.parametrize("size", [16, 32, 48])
def test_tiny_values_are_not_claimed(size: int) -> None:
    """Fewer blocks than a watermark needs prove nothing."""
    random = seeded(size)
    for _ in range(20):
        said = diagnose(case(whole(), encryptedData=encode(random.randbytes(size))))

        assert (said.data, said.partial, said.repaired) == (None, None, {})
