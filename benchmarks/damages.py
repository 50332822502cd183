"""What happens to payloads on the way, made on purpose: one function a damage."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from urllib.parse import quote

from benchmarks.payloads import Sample
from wxauth_cli.core.base64_text import ALPHABET, encode
from wxauth_cli.core.diagnosis.edits import LOOK_ALIKES

__all__ = ["GROUPS", "TEXT", "Group"]

Damage = Callable[[str, Random], str]
FIELDS = ("encryptedData", "iv", "session_key")


@dataclass(frozen=True)
class Group:
    """A row of the benchmark: how samples are damaged, which causes are right, and the goals."""

    name: str
    make: Callable[[Sample, Random], tuple[Sample, set[str]] | None]
    right: float
    repaired: float | None
    seconds: float
    kinds: tuple[str, ...]
    deep: bool = False
    partial_is_enough: bool = False


def _wrap(text: str, width: int, join: str) -> str:
    return join.join(text[start : start + width] for start in range(0, len(text), width))


def _entities(text: str, _random: Random) -> str:
    return text.replace("+", "&#43;").replace("=", "&#x3D;")


# damages of the text alone, by the id of the cause
TEXT: dict[str, Damage] = {
    "plus-to-space": lambda text, random: text.replace("+", " "),
    "plus-percent-once": lambda text, random: text.replace("+", "%2B"),
    "whole-percent-encoded": lambda text, random: quote(text, safe=""),
    "plus-percent-twice": lambda text, random: quote(quote(text, safe=""), safe=""),
    "equals-stripped": lambda text, random: text.rstrip("="),
    "equals-extra": lambda text, random: text + "=",
    "base64url-alphabet": lambda text, random: text.replace("+", "-").replace("/", "_"),
    "literal-backslash-n": lambda text, random: _wrap(text, 76, "\\n") if len(text) > 76 else text + "\\n",
    "json-escaped": lambda text, random: text.replace("/", "\\/").replace("+", "\\u002b"),
    "html-entities": _entities,
    "quotes": lambda text, random: random.choice("\"'`").join(("", text, "")),
    "smart-quotes": lambda text, random: f"“{text}”",
    "invisible-characters": lambda text, random: "\ufeff" + text,
    "full-width": lambda text, random: text.replace("+", "＋").replace("/", "／").replace("=", "＝"),
    "surplus-text": lambda text, random: text + random.choice(("&iv=abc", '"}', ";", "', '")),
    "charset-conversion": lambda text, random: ("\ufeff" + text).encode().decode("latin-1"),
    "pasted-twice": lambda text, random: text + text,
    "list-joined": lambda text, random: f"{text},{text}",
    "hex-instead-of-base64": lambda text, random: _data(text).hex(),
    "bytes-as-decimal": lambda text, random: str(list(memoryview(_data(text)).cast("b"))),
    "base64-of-base64": lambda text, random: encode(text.encode()),
    "language-repr": lambda text, random: random.choice((repr(text.encode()), f's:{len(text)}:"{text}";')),
    "redis-serialiser": lambda text, random: "\\xac\\xed\\x00\\x05t\\x00\\x18" + text,
}  # fmt: skip
# what changes the form of the whole value comes first when two are combined
_FIRST = {"hex-instead-of-base64", "bytes-as-decimal", "base64-of-base64"}
_PAIRABLE = [name for name in TEXT if name != "charset-conversion"]


def _data(text: str) -> bytes:
    from base64 import b64decode

    return b64decode(text)


def _text(whole: Sample, random: Random) -> tuple[Sample, set[str]] | None:
    name = random.choice(list(TEXT))
    return _changed(whole, random.choice(FIELDS), lambda text: TEXT[name](text, random), {name})


def _pair(whole: Sample, random: Random) -> tuple[Sample, set[str]] | None:
    first, second = random.sample(_PAIRABLE, 2)
    if second in _FIRST:
        first, second = second, first
    if second in _FIRST:
        return None
    fields = random.choice((random.sample(FIELDS, 2), [random.choice(FIELDS)] * 2))
    names = {first, second, "plus-percent-once", "whole-percent-encoded", "plus-percent-twice"}
    once = _changed(whole, fields[0], lambda text: TEXT[first](text, random), names)
    return once and _changed(once[0], fields[1], lambda text: TEXT[second](text, random), names)


def _dropped(whole: Sample, random: Random) -> tuple[Sample, set[str]] | None:
    fields = random.choice((FIELDS, ("encryptedData",)))
    damaged = whole
    for field in fields:
        damaged = replace(damaged, **{field: getattr(damaged, field).replace("+", "")})
    return (damaged, {"plus-dropped"}) if damaged != whole else None


def _one_character(whole: Sample, random: Random) -> tuple[Sample, set[str]] | None:
    field = random.choice(FIELDS)
    body, end = (
        getattr(whole, field).rstrip("="),
        len(getattr(whole, field)) - len(getattr(whole, field).rstrip("=")),
    )
    place = random.randrange(len(body))
    kind = random.choice(("one-character-wrong", "one-character-missing", "one-character-extra",
                          "characters-swapped", "characters-look-alike"))  # fmt: skip
    causes = {kind}
    if kind == "one-character-wrong":
        body = body[:place] + random.choice(ALPHABET) + body[place + 1 :]
        causes |= {"characters-look-alike", "case-folded"}
    elif kind == "one-character-missing":
        causes |= {"plus-dropped"}
        body = body[:place] + body[place + 1 :]
    elif kind == "one-character-extra":
        body = body[:place] + random.choice(ALPHABET) + body[place:]
    elif kind == "characters-swapped":
        if place + 1 >= len(body):
            return None
        body = body[:place] + body[place + 1] + body[place] + body[place + 2 :]
    else:
        places = [index for index, sign in enumerate(body) if sign in LOOK_ALIKES]
        if not places:
            return None
        chosen = random.sample(places, min(len(places), random.randint(1, 4)))
        signs = list(body)
        for index in chosen:
            signs[index] = random.choice(LOOK_ALIKES[signs[index]])
        body = "".join(signs)
        causes |= {"one-character-wrong"}
    damaged = replace(whole, **{field: body + "=" * end})
    return (damaged, causes) if damaged != whole else None


def _wrong_iv(whole: Sample, random: Random) -> tuple[Sample, set[str]] | None:
    iv, causes = random.choice((
        (random.randbytes(16), {"wrong-iv"}),
        (bytes(16), {"iv-zero-or-key", "wrong-iv"}),
        (_data(whole.session_key), {"iv-zero-or-key", "wrong-iv"}),
    ))  # fmt: skip
    return replace(whole, iv=encode(iv)), causes


_WIDTHS = (64, 100, 128, 192, 200, 255, 256, 500, 512, 1000, 1024)


def _truncated(whole: Sample, random: Random) -> tuple[Sample, set[str]] | None:
    longest = len(whole.encryptedData.rstrip("="))
    widths = (*_WIDTHS, random.randrange(64, 2000))
    limits = [width for width in widths if width < longest]
    if not limits:
        return None
    return replace(whole, encryptedData=whole.encryptedData[: random.choice(limits)]), {"truncated"}


def _folded(whole: Sample, random: Random) -> tuple[Sample, set[str]] | None:
    field = random.choice(("encryptedData", "encryptedData", "session_key"))
    fold = random.choice((str.lower, str.upper))
    text = getattr(whole, field)
    if field == "session_key" and sum(sign.isalpha() for sign in text) < 15:
        return None
    return replace(whole, **{field: fold(text)}), {"case-folded"}


def _wrong_key(whole: Sample, random: Random) -> tuple[Sample, set[str]] | None:
    return replace(whole, session_key=encode(random.randbytes(16))), {"wrong-session-key"}


def _changed(
    whole: Sample, field: str, change: Callable[[str], str], causes: set[str]
) -> tuple[Sample, set[str]] | None:
    text = getattr(whole, field)
    changed = change(text)
    return (replace(whole, **{field: changed}), causes) if changed != text else None


_ALL = ("phone", "user-info", "user-profile", "share", "share-10-fields", "we-run")
GROUPS = (
    Group("text damage, single", _text, 1.0, 1.0, 0.010, _ALL),
    Group("text damage, pairs", _pair, 1.0, 1.0, 0.010, _ALL),
    Group("dropped +", _dropped, 0.99, 0.99, 1.0, _ALL),
    Group("one-character errors", _one_character, 0.99, 0.99, 1.0, _ALL),
    Group("wrong iv, phone and we-run", _wrong_iv, 1.0, 1.0, 0.1, ("phone", "we-run")),
    Group("wrong iv, others", _wrong_iv, 1.0, 1.0, 0.1,
          ("user-info", "user-profile", "share", "share-10-fields"), partial_is_enough=True),
    Group("truncated", _truncated, 1.0, 1.0, 0.1, _ALL, partial_is_enough=True),
    Group("case-folded, --deep", _folded, 0.99, 0.95, 30.0, _ALL, deep=True),
    Group("wrong key", _wrong_key, 1.0, 0.0, 2.0, _ALL),
)  # fmt: skip
