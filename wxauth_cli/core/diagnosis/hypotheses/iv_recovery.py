"""The iv is wrong, lost or damaged: only the first 16 bytes depend on it, and most of them are known."""

import json
import re
from collections.abc import Iterator
from itertools import chain

from wxauth_cli.core import base64_text
from wxauth_cli.core.aes import BLOCK
from wxauth_cli.core.diagnosis.blocks import is_readable, readable_blocks
from wxauth_cli.core.diagnosis.bulk import xor_each
from wxauth_cli.core.diagnosis.case import Case
from wxauth_cli.core.diagnosis.consistency import consistent
from wxauth_cli.core.diagnosis.edits import Edited, inserted_pluses, look_alikes, one_edit
from wxauth_cli.core.diagnosis.hypotheses.base import Tried
from wxauth_cli.core.diagnosis.iv_slips import named_slip
from wxauth_cli.core.diagnosis.partial import readable_fields
from wxauth_cli.core.diagnosis.proof import prove_padded
from wxauth_cli.core.diagnosis.verdict import Diagnosis, Outcome
from wxauth_cli.core.finding import Finding
from wxauth_cli.core.message import message, plural
from wxauth_cli.core.opendata import OpenData

__all__ = ["IvRecovery", "spoilt_beyond_the_iv"]

_WHOLE_STARTS = (b'{"phoneNumber":"', b'{"stepInfoList":')  # 16 bytes each
_STARTS = (b'{"openId":"o', b'{"nickName":"', b'{"openGId":"tG', b'{"opengid":"tG', *_WHOLE_STARTS)
_BEGINNINGS = tuple(start[:5] for start in _STARTS)  # what a slip in the iv may leave of them
_OPENID_TAIL = re.compile(rb"[0-9A-Za-z_-]{23}")
_NAMES = {
    "nickName",
    "gender",
    "language",
    "city",
    "province",
    "country",
    "avatarUrl",
    "unionId",
    "chat_type",
}


class IvRecovery:
    """Compute the iv back from a known first block, else find it near the given one."""

    name = "iv"

    def examine(self, case: Case) -> Tried:
        if not case.key_fits or case.ciphertext is None or case.padded is None:
            return Tried(0, message("no block is readable, or encryptedData is damaged"))
        readable = readable_blocks(case.padded)
        if not all(readable[1:]) or not 1 <= case.padded[-1] <= BLOCK:
            return Tried(0, message("more than the first block is unreadable"))
        decrypted = xor_each(case.padded[:BLOCK], case.iv or bytes(BLOCK))
        rest = case.padded[BLOCK:]
        for start in _known_starts(case):
            opened = _proof(start, rest, case)
            if opened is not None:
                return Tried(1, conclusion=_recovered(case, xor_each(decrypted, start), opened))
        if spoilt_beyond_the_iv(rest):
            return Tried(1, message("no iv gives a known beginning: the first block itself is damaged"))
        near = [(edited, opened) for edited, opened in _near(case, decrypted, rest)]
        if len({opened.text for _, opened in near}) == 1:
            edited, opened = near[0]
            return Tried(
                len(near), conclusion=_recovered(case, base64_text.decode(edited.text + "=="), opened)
            )
        first = case.padded[:BLOCK]
        if case.iv is not None and is_readable(first) and not first.startswith(_BEGINNINGS):
            return Tried(len(near), message("the first block is text, and not that of a payload"))
        return Tried(len(near), conclusion=_partial(case, rest, [edited for edited, _ in near]))


def _known_starts(case: Case) -> Iterator[bytes]:
    yield from _WHOLE_STARTS
    if case.openid:
        yield b'{"openId":"' + case.openid.encode("utf-8", "surrogatepass")[:5]
    name = _known_name(case)
    if name is not None:
        written = json.dumps({"nickName": name}, ensure_ascii=False, separators=(",", ":"))
        for text in dict.fromkeys((written, written.replace("/", "\\/"))):  # PHP escapes slashes
            yield text.encode("utf-8", "surrogatepass")[:BLOCK]


def _known_name(case: Case) -> str | None:
    """Return the nickName that rawData gives."""
    try:
        name = json.loads(case.raw_data or "")["nickName"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return name if isinstance(name, str) else None


def _proof(start: bytes, rest: bytes, case: Case) -> OpenData | None:
    if len(start) != BLOCK:
        return None
    opened = prove_padded(start + rest, case.now)
    if opened is None or not consistent(opened):
        return None
    if case.openid and opened.plaintext.get("openId", case.openid) != case.openid:
        return None
    # rawData of another user completes the first block as readably as the right one
    name = _known_name(case) if start.startswith(b'{"nickName"') else None
    if name is not None and opened.plaintext.get("nickName") != name:
        return None
    return opened


def _near(case: Case, decrypted: bytes, rest: bytes) -> Iterator[tuple[Edited, OpenData]]:
    """Yield the ivs near the given one (and the classic mistakes) that give a known beginning."""
    body = case.texts.get("iv", "").rstrip("=")
    candidates: Iterator[Edited] = chain(
        inserted_pluses(body, 22 - len(body)) if 18 <= len(body) < 22 else (),
        one_edit(body, 22) if body else (),
        look_alikes(body, 22),
        _classic(case),
    )
    seen: set[bytes] = set()
    for edited in candidates:
        try:
            iv = base64_text.decode(edited.text + "==")
        except base64_text.Base64Error:
            continue
        if len(iv) != BLOCK or iv in seen:
            continue
        seen.add(iv)
        first = xor_each(decrypted, iv)
        if first.startswith(_STARTS) and is_readable(first):
            opened = _proof(first, rest, case)
            if opened is not None:
                yield edited, opened


def spoilt_beyond_the_iv(rest: bytes) -> bool:
    """Tell whether the blocks after the first contradict that only the iv is wrong.

    Asked when no known beginning was proved: phone and we-run payloads begin with 16 known bytes, so
    theirs is not the iv; an openid has no characters but its own.
    """
    if b'"countryCode":' in rest or b'"step":' in rest:
        return True
    return b'"nickName":"' in rest and not _OPENID_TAIL.fullmatch(rest.split(b'"', 1)[0])


def _classic(case: Case) -> Iterator[Edited]:
    # the scheme of 2016 used the key as iv; careless code uses zeros
    for iv in (bytes(BLOCK), case.key):
        if iv is not None:
            yield Edited(base64_text.encode(iv)[:22], "iv-zero-or-key", ())


def _recovered(case: Case, iv: bytes, opened: OpenData) -> Diagnosis:
    text = base64_text.encode(iv)
    finding_id, evidence, positions = named_slip(case, text)
    also = ("iv-of-another-call", "iv-zero-or-key") if finding_id == "wrong-iv" else ()
    found = Finding(finding_id, evidence, field="iv", positions=positions, also=also)
    return Diagnosis(Outcome.REPAIRED, (found,), opened, {"iv": text})


def _partial(case: Case, rest: bytes, near: list[Edited]) -> Diagnosis:
    readable = readable_blocks(rest)
    certain = readable_fields(bytes(BLOCK) + rest, [False, *readable])
    fields = {
        # were it the first block that is damaged, bits of the second would be flipped
        name: value
        for name, value in readable_fields(rest, readable).items()
        if name in certain or name in _NAMES
    }
    tail = rest.split(b'"', 1)[0].decode("utf-8", "replace")
    # a known openid that agrees would have been proved: one that does not casts doubt on the tail too
    if b'"nickName":"' in rest and len(tail) == 23 and not case.openid:
        # 28 characters, the first an o: four of them stood in the lost block
        fields = {"openId": "o????" + tail, **fields}
    return Diagnosis(Outcome.PARTIAL, (_unrecovered(case, near),), partial=fields)


def _unrecovered(case: Case, near: list[Edited]) -> Finding:
    kinds = {edited.id for edited in near}
    if len(kinds) == 1:  # chance gives a foreign iv no neighbour with a known beginning
        evidence = plural(
            "One slip in the iv explains it ({slip}), but not which character was right.",
            "{count} ivs near the given one explain it (the first: {slip}); no known byte tells which.",
            len(near),
            slip=near[0].slip,
        )
        where = tuple(sorted({position for edited in near for position in edited.positions}))
        return Finding(near[0].id, evidence, field="iv", positions=where)
    finding_id, evidence, positions = named_slip(case, None)
    return Finding(finding_id, evidence, field="iv", positions=positions, also=("iv-of-another-call",))
