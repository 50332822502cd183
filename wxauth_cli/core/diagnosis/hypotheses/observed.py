"""What can be said when nothing was proved: which check fails and which blocks are unreadable."""

from collections.abc import Iterator

from wxauth_cli.core.aes import BLOCK
from wxauth_cli.core.diagnosis.blocks import Region, readable_blocks, region_of
from wxauth_cli.core.diagnosis.case import BASE64_FIELDS, Case
from wxauth_cli.core.diagnosis.hypotheses.base import Tried
from wxauth_cli.core.diagnosis.hypotheses.case_folded_data import SEARCH_DEEP
from wxauth_cli.core.diagnosis.hypotheses.iv_recovery import spoilt_beyond_the_iv
from wxauth_cli.core.diagnosis.hypotheses.key_ring import ROTATED
from wxauth_cli.core.diagnosis.partial import readable_fields
from wxauth_cli.core.diagnosis.verdict import Diagnosis, Outcome
from wxauth_cli.core.encoding.check import check_value
from wxauth_cli.core.finding import Finding, Severity
from wxauth_cli.core.message import Message, message
from wxauth_cli.core.opendata import Check, DecryptError, parse_padded
from wxauth_cli.core.payload import Value

__all__ = ["Observed"]


class Observed:
    """Conclude with the observation alone; it always applies, so it stands last."""

    name = "observed"

    def examine(self, case: Case) -> Tried:
        findings = list(_seen(case))
        if case.padded is None:
            return Tried(0, conclusion=Diagnosis(Outcome.FAILED, tuple(findings)))
        readable = readable_blocks(case.padded)
        if all(readable) and (other := _other_text(case)):
            return Tried(len(readable), conclusion=Diagnosis(Outcome.FAILED, (*findings, other)))
        if not (findings and all(readable)):  # a cut value that is readable to its end has been named already
            region = _of_region(case, readable, bool(findings))
            # damage seen in the key explains why it opens nothing
            if region.field != "session_key" or all(found.field != "session_key" for found in findings):
                findings.append(region)
        fields = readable_fields(case.padded, readable)
        outcome = Outcome.PARTIAL if fields else Outcome.FAILED
        return Tried(len(readable), conclusion=Diagnosis(outcome, tuple(findings), partial=fields or None))


def _other_text(case: Case) -> Finding | None:
    """Return what a text is that decrypts to its end, padding and all, and is no payload."""
    if case.ciphertext is None or case.iv is None or case.padded is None:
        return None
    try:
        parse_padded(case.padded)
    except DecryptError as error:
        if error.check is Check.OBJECT:
            evidence = message(
                "It decrypts to JSON that is no object: session_key, iv and encryptedData fit."
            )
            return Finding("not-an-object", evidence, field="encryptedData")
        if error.check is Check.JSON:
            where = error.positions[0] if error.positions else 0
            evidence = message("It decrypts to text that is no JSON from byte {position} on.", position=where)
            return Finding("not-json", evidence, field="encryptedData")
    return None


def _seen(case: Case) -> Iterator[Finding]:
    """Yield what can be seen in the values without decrypting them."""
    for field in reversed(BASE64_FIELDS):
        for found in check_value(_given(case, field), field).findings if field in case.texts else ():
            if "appsecret-as-key" in found.also:
                evidence = message(
                    "32 hex digits, as an AppSecret has; read as hexadecimal they open nothing."
                )
                yield Finding("appsecret-as-key", evidence, field=field)
            elif found.id == "case-folded" and not case.deep:
                yield found._replace(own_fix=SEARCH_DEEP)
            elif found.severity is not Severity.INFO:
                yield found


def _given(case: Case, field: str) -> Value:
    return Value(case.texts[field], case.texts[field])


def _of_region(case: Case, readable: list[bool], damaged: bool) -> Finding:
    count = len(readable)
    region = region_of(readable)
    if region is Region.FIRST_BLOCK and case.ciphertext is not None and case.padded is not None:
        region = Region.MIDDLE if spoilt_beyond_the_iv(case.padded[BLOCK:]) else region
    match region:
        case Region.FIRST_BLOCK:
            evidence = message(
                "Only the first 16 bytes are unreadable; all {count} blocks after them are right.",
                count=count - 1,
            )
            return Finding("wrong-iv", evidence, field="iv", also=("iv-of-another-call", "iv-zero-or-key"))
        case Region.NOTHING:
            evidence = message(
                "All {count} blocks are readable, but the end with the padding is missing.", count=count
            )
            return Finding("truncated", evidence, field="encryptedData", also=("truncated-on-block",))
        case Region.TAIL:
            first = readable.index(False)
            evidence = message(
                "Readable up to block {first} of {count}, nothing after it.", first=first, count=count
            )
            return Finding("characters-lost", evidence, field="encryptedData", positions=(_character(first),))
        case Region.MIDDLE:
            bad = [index for index, fine in enumerate(readable) if not fine]
            evidence = message(
                "Blocks {blocks} of {count} are unreadable, the others are right.",
                blocks=", ".join(str(index + 1) for index in bad[:8]),
                count=count,
            )
            return Finding(
                "unreadable-middle", evidence, field="encryptedData", positions=(_character(bad[0]),)
            )
        case _ if case.key is not None and case.key == case.iv:
            evidence = message("The iv was given as session_key too, and it opens none of the blocks.")
            return Finding("wrong-thing-as-key", evidence, field="session_key")
        case _:
            return Finding(
                "wrong-session-key", _all_random(case, count, damaged), field="session_key", also=ROTATED
            )


def _all_random(case: Case, count: int, damaged: bool) -> Message:
    if damaged:
        return message("All {count} blocks are random under the session_key at hand.", count=count)
    if case.key_witness is True:
        return message(
            "All {count} blocks are random, yet the rawData signature confirms the session_key; "
            "encryptedData was encrypted under another key than rawData was signed with.",
            count=count,
        )
    if case.key_witness is False:
        return message(
            "Every field is healthy, all {count} blocks are random, and the rawData signature disagrees too: "
            "nothing was damaged on the way, so no repair exists without another key.",
            count=count,
        )
    return message(
        "Every field is healthy and all {count} blocks are random: nothing was damaged on the way, "
        "so no repair exists without another key.",
        count=count,
    )


def _character(block: int) -> int:
    """Return the offset of the first base64 character of a block."""
    return block * 16 * 4 // 3
