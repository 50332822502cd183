"""Read WeChat's errmsg strings: every form that turns up in replies and old logs.

::

    text, hints: [ req_id: XXXX ]        about 2017 to 2020, /sns
    text hint: [XXXX]                    until 2020, other APIs
    text hint: [XXXX] rid: R             since about 2020
    text, rid: R                         /sns/* now
    text rid: R                          /cgi-bin/* and /wxa/* now
     rid: R                              no text at all (1007)
    text hint: [XXXX] requestIP: A       third-party platforms
    text, hint: [XXXX], from ip: A, more info at URL     WeCom
"""

import re
from typing import NamedTuple

__all__ = ["Errmsg", "parse_errmsg", "rid_time"]

_RID = re.compile(r"\brid: ?([0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8})\b")
_HINT = re.compile(r"\bhints?: ?\[ ?(?:req_id: ?)?([^\]\s]*) ?\]")
_IP = re.compile(r"\b(?:invalid ip|from ip:|requestIP:) ?([0-9]{1,3}(?:\.[0-9]{1,3}){3})\b")
_IPV6 = re.compile(r"\bipv6 ([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*[0-9A-Fa-f])")
# what follows the sentence; a rid cut short in a log ends the text as well
_TAIL = re.compile(r"[\s,]*(?:\bhints?: ?\[|\brid: ?[0-9a-fx]|\bfrom ip: |\brequestIP: |\bmore info at )")
_RID_TIME = re.compile(r"([0-9a-f]{8})-")


class Errmsg(NamedTuple):
    """The parts of an errmsg; ``text`` is WeChat's sentence, empty where it sent none."""

    raw: str
    text: str
    rid: str | None = None
    hint: str | None = None
    ip: str | None = None
    ipv6: str | None = None


def parse_errmsg(errmsg: str) -> Errmsg:
    """Return the parts of ``errmsg``; what it does not hold is None."""
    tail = _TAIL.search(errmsg)
    return Errmsg(
        raw=errmsg,
        text=(errmsg[: tail.start()] if tail else errmsg).strip(" ,"),
        rid=_group(_RID, errmsg),
        hint=_group(_HINT, errmsg),
        ip=_group(_IP, errmsg),
        ipv6=_group(_IPV6, errmsg),
    )


def rid_time(rid: str) -> int | None:
    """Return the Unix time (seconds) of the request that got ``rid``, or None for another text.

    The first group is that time in hex: not documented, but it agrees with the official example's
    own ``invoke_time`` and with every post that gives both. A rid cut after its first group will do.
    """
    match = _RID_TIME.match(rid)
    return int(match[1], 16) if match else None


def _group(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return match[1] if match and match[1] else None
