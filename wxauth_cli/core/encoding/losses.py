"""What can be seen in a value although nothing can be restored from it alone."""

import re
from collections.abc import Iterator

from wxauth_cli.core import base64_text
from wxauth_cli.core.encoding.damage import places
from wxauth_cli.core.encoding.health import KEY_FIELDS, missing_characters
from wxauth_cli.core.finding import Finding, Severity
from wxauth_cli.core.message import Message, message, plural
from wxauth_cli.core.shapes import Shape, shape_of

__all__ = ["TYPICAL_LIMITS", "case_folded", "losses", "not_a_value"]

# widths of columns, log lines and buffers at which values are found cut
TYPICAL_LIMITS = (
    64,
    100,
    128,
    191,
    200,
    250,
    255,
    256,
    300,
    400,
    500,
    511,
    512,
    1000,
    1023,
    1024,
    2000,
    2048,
    4000,
    4096,
)

_UPPER, _LOWER = base64_text.ALPHABET[:26], base64_text.ALPHABET[26:52]
_MISSING = {"", "undefined", "null", "none", "nan", "nil", "false", "[object object]", "(null)", "<null>"}
_CONTENT_LOST = re.compile(
    r"\[[BC]@[0-9a-f]+|System\.(?:Byte|Char)\[\]|\[Ljava\.lang\.\w+;@[0-9a-f]+|<memory at 0x\w+>"
)
_MASK = re.compile(r"\.{3,}|…+|\*{2,}|x{8,}|X{8,}")
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_LETTERS_OF_PROOF = {"encryptedData": 20}
_LETTERS_OF_KEY = 15  # 15 letters of one case by chance: once in 16,384

_DATA_SHAPES: dict[Shape, Message] = {
    Shape.PHONE_CODE: message("64 hex digits: a phone code of getPhoneNumber, not encryptedData."),
    Shape.LOGIN_CODE: message("A wx.login code, not encryptedData."),
    Shape.CLOUD_ID: message("A cloudID, which only a cloud function can resolve, not encryptedData."),
    Shape.ACCESS_TOKEN: message("An access_token or cloudID, not encryptedData."),
    Shape.SIGNATURE: message("40 hex digits: a signature, not encryptedData."),
    Shape.OPENID: message("An openid, not encryptedData."),
    Shape.APPID: message("An AppID, not encryptedData."),
}
_KEY_SHAPES: dict[Shape, Message] = {
    Shape.ACCESS_TOKEN: message("An access_token, not a session_key."),
    Shape.OPENID: message("An openid, not a session_key."),
    Shape.LOGIN_CODE: message("A wx.login code, not a session_key."),
    Shape.PHONE_CODE: message("64 hex digits: a phone code, not a session_key."),
    Shape.SIGNATURE: message("40 hex digits: a signature, not a session_key."),
    Shape.APPID: message("An AppID, not a session_key."),
    Shape.CLOUD_ID: message("A cloudID, not a session_key."),
}


def not_a_value(text: str, field: str) -> Finding | None:
    """Return what was given instead of ``field`` (a code, null, a cut text), or None."""
    stripped = text.strip().strip("\"'")
    if stripped.lower() in _MISSING:
        shown = stripped or message("nothing")
        return _finding(
            "missing-value-text", field, message("{text} stands where the value belongs.", text=shown)
        )
    if _CONTENT_LOST.fullmatch(stripped):
        evidence = message("{text} is the name of a byte array; its content was not written.", text=stripped)
        return _finding("language-repr", field, evidence)
    if mask := _MASK.search(text):
        where = mask.start()
        evidence = message(
            "{mark} at {position}: the value was shortened or masked.", mark=mask[0][:3], position=where
        )
        return _finding("ellipsis-or-mask", field, evidence, (where,))
    return _another_thing(stripped, field)


def _another_thing(text: str, field: str) -> Finding | None:
    shape = shape_of(text)
    if field == "encryptedData":
        if text.startswith(("{", "[{")) and '"Buffer"' not in text:
            return _finding("wrong-thing-as-data", field, message("Plain JSON, not encryptedData."))
        if text.startswith("<xml"):
            return _finding(
                "wrong-thing-as-data", field, message("The XML of a message push, not encryptedData.")
            )
        if shape in _DATA_SHAPES:
            return _finding("wrong-thing-as-data", field, _DATA_SHAPES[shape])
    # digits alone are the bytes of a key printed without separators: neither a sha1 nor 43 letters and digits
    if field == "session_key" and not text.isdigit():
        if shape is Shape.ENCODING_AES_KEY:
            evidence = message("43 characters: an EncodingAESKey of the message push, not a session_key.")
            return _finding("encoding-aes-key-confused", field, evidence)
        if shape in _KEY_SHAPES:
            return _finding("wrong-thing-as-key", field, _KEY_SHAPES[shape])
    return None


def case_folded(text: str, field: str) -> Finding | None:
    """Return the suspicion that letters lost their case; a healthy form does not rule it out."""
    # str.count is C and keeps no list: a value of megabytes costs neither time nor memory
    upper, lower = (sum(map(text.count, letters)) for letters in (_UPPER, _LOWER))
    needed = _LETTERS_OF_PROOF.get(field, _LETTERS_OF_KEY)
    if field not in KEY_FIELDS | {"encryptedData"} or upper + lower < needed or (upper and lower):
        return None
    case = message("upper case") if upper else message("lower case")
    evidence = message(
        "All {count} letters are {case}: chance makes that once in 2^{odds} values.",
        count=upper + lower,
        case=case,
        odds=upper + lower - 1,
    )
    return _finding("case-folded", field, evidence)


def losses(text: str, field: str) -> Iterator[Finding]:
    """Yield what is wrong with a value that no undoing made healthy, the likeliest cause first."""
    if not _BASE64.fullmatch(text):
        foreign = [p for p, character in enumerate(text) if character not in base64_text.ALPHABET + "="]
        if foreign:
            evidence = plural(
                "A character that is not base64, at {positions}.",
                "{count} characters that are not base64, at {positions}.",
                len(foreign),
                positions=places(foreign),
            )
        else:
            foreign = [text.index("=")]
            evidence = message(
                "Padding (=) in the middle of the value, at {positions}.", positions=places(foreign)
            )
        yield _finding("not-base64", field, evidence, tuple(foreign))
    elif field in KEY_FIELDS:
        yield _short_or_long_key(text, field)
    elif field in ("encryptedData", "value"):
        yield _lost_characters(text, field)


def _short_or_long_key(text: str, field: str) -> Finding:
    evidence = plural(
        "{count} character; {field} has 24, the last two of them ==.",
        "{count} characters; {field} has 24, the last two of them ==.",
        len(text),
        field=field,
    )
    body = len(text.rstrip("="))
    if body < 22:
        return _finding("key-truncated" if field == "session_key" else "iv-damaged", field, evidence)
    if body == 22 and field == "session_key":
        evidence = message("The 22nd character of a session_key is always A, Q, g or w; here it is another.")
        return _finding("one-character-wrong", field, evidence, (21,))
    return _finding("surplus-text" if field == "session_key" else "iv-damaged", field, evidence)


def _lost_characters(text: str, field: str) -> Finding:
    missing = missing_characters(text)
    ends_healthy = text.endswith("=")
    if not ends_healthy:
        limit = len(text) if len(text) in TYPICAL_LIMITS else None
        evidence = (
            message("Exactly {count} characters and no end: cut at a column or log width.", count=limit)
            if limit
            else message(
                "{count} characters are no whole number of AES blocks and the end is missing.",
                count=len(text),
            )
        )
        also = ("truncated-off-block",) + (() if "+" in text else ("plus-dropped",))
        return _finding("truncated", field, evidence, also=also)
    evidence = plural(
        "One character is missing (or 64 more) before the padding.",
        "{count} characters are missing (or 64 more) before the padding.",
        missing,
    )
    if missing == 63:
        evidence = message("One character too many stands before the padding.")
        return _finding("one-character-extra", field, evidence)
    if "+" not in text:
        evidence = plural(
            "Not one + in {length} characters, and one character is missing before the padding.",
            "Not one + in {length} characters, and {count} characters are missing before the padding.",
            missing,
            length=len(text),
        )
        return _finding("plus-dropped", field, evidence, also=("slash-merged", "waf-altered"))
    if missing == 1:
        return _finding("one-character-missing", field, evidence)
    return _finding("characters-lost", field, evidence, also=("waf-altered", "slash-merged"))


def _finding(
    finding_id: str,
    field: str,
    evidence: Message,
    positions: tuple[int, ...] = (),
    also: tuple[str, ...] = (),
) -> Finding:
    return Finding(finding_id, evidence, Severity.ERROR, field, positions, also=also)
