"""What happened to an iv, told by comparing the given one with the right one."""

from wxauth_cli.core.diagnosis.case import Case
from wxauth_cli.core.diagnosis.edits import LOOK_ALIKES
from wxauth_cli.core.message import Message, message

__all__ = ["named_slip"]


def named_slip(case: Case, right: str | None) -> tuple[str, Message, tuple[int, ...]]:
    """Return finding id, evidence and positions for the given iv; ``right`` is None when unknown."""
    given = case.texts.get("iv")
    if given is None:
        return (
            "wrong-iv",
            message("No iv was given; everything but the first 16 bytes decrypts without it."),
            (),
        )
    if right is not None:
        difference = _difference(given.rstrip("="), right.rstrip("="))
        if difference is not None:
            return difference
    if case.iv is not None and case.iv in (bytes(16), case.key):
        evidence = message(
            "The iv is 16 zero bytes or the session_key itself; only the first 16 bytes are wrong."
        )
        return "iv-zero-or-key", evidence, ()
    if case.iv is None:
        evidence = message(
            "The iv is damaged ({length} characters, 24 are right); all but the first 16 bytes decrypt.",
            length=len(given),
        )
        return "iv-damaged", evidence, ()
    evidence = message(
        "Exactly the first 16 bytes are wrong, every byte after them is right: "
        "the session_key fits, the iv belongs to another call."
    )
    return "wrong-iv", evidence, ()


def _difference(given: str, right: str) -> tuple[str, Message, tuple[int, ...]] | None:
    if len(given) == len(right):
        return _replaced(given, right)
    if len(given) < len(right) and given == right.replace("+", ""):
        where = tuple(place for place, sign in enumerate(right) if sign == "+")
        missing = tuple(place - number for number, place in enumerate(where))
        return (
            "plus-dropped",
            message("{count} + missing from the iv, at {where}.", count=len(missing), where=_list(missing)),
            missing,
        )
    short, long = sorted((given, right), key=len)
    if len(long) - len(short) != 1:
        return None
    place = next((index for index, sign in enumerate(short) if sign != long[index]), len(short))
    if long[:place] + long[place + 1 :] != short:
        return None
    if short == given:
        return (
            "one-character-missing",
            message("One character of the iv is missing, at {where}.", where=place),
            (place,),
        )
    return (
        "one-character-extra",
        message("The iv has one character too many, at {where}.", where=place),
        (place,),
    )


def _replaced(given: str, right: str) -> tuple[str, Message, tuple[int, ...]] | None:
    where = tuple(index for index, sign in enumerate(given) if sign != right[index])
    if (
        len(where) == 2
        and where[1] == where[0] + 1
        and given[where[0]] == right[where[1]]
        and given[where[1]] == right[where[0]]
    ):
        return (
            "characters-swapped",
            message("Two neighbouring characters of the iv are swapped, at {where}.", where=_list(where)),
            where,
        )
    if len(where) == 1:
        return (
            "one-character-wrong",
            message("One character of the iv is wrong, at {where}.", where=where[0]),
            where,
        )
    if where and given.lower() == right.lower():
        return (
            "case-folded",
            message("Letters of the iv lost their case, at {where}.", where=_list(where)),
            where,
        )
    if where and all(right[index] in LOOK_ALIKES.get(given[index], "") for index in where):
        evidence = message(
            "Characters of the iv were taken for ones that look like them, at {where}.", where=_list(where)
        )
        return "characters-look-alike", evidence, where
    return None


def _list(where: tuple[int, ...]) -> str:
    return ", ".join(str(place) for place in where)
