"""Findings as a person reads them; title and fix come from the catalogue."""

from collections.abc import Mapping, Sequence

from wxauth_cli.catalog import cause
from wxauth_cli.core.finding import Finding
from wxauth_cli.core.message import message
from wxauth_cli.render.document import Advice, Block, Text
from wxauth_cli.runtime import Runtime

__all__ = ["excerpt", "finding_blocks", "fix_of", "more_of", "title_of"]

_BEFORE, _SPAN = 15, 62
_VISIBLE = {" ": "␣", "\t": "→", "\n": "↵", "\r": "↵", "\u00a0": "␣"}
_PRIVATE_FIELDS = {"session_key"}  # shown nowhere, not even in pieces


def title_of(finding: Finding, runtime: Runtime) -> str:
    """Return the catalogue's one-line title of the finding."""
    return cause(finding.id).text("title", runtime.translate.language)


def fix_of(finding: Finding, runtime: Runtime) -> str:
    """Return what to change: the finding's own advice, else the catalogue's; then the framework's."""
    if finding.fix is not None:
        fix = runtime.redactor.scrub(runtime.translate(finding.fix))
    else:
        fix = cause(finding.id).text("fix", runtime.translate.language)
    if finding.own_fix is not None:
        fix = runtime.translate(message("{fix} {more}", fix=fix, more=runtime.translate(finding.own_fix)))
    return fix


def more_of(finding_id: str, runtime: Runtime) -> Text:
    """Return the line that names the command with the whole explanation; it stands under the advice."""
    return Text(runtime.translate(message("More: wxauth explain {id}", id=finding_id)))


def finding_blocks(
    findings: Sequence[Finding], runtime: Runtime, values: Mapping[str, str] | None = None
) -> list[Block]:
    """Return observation, marked excerpt and advice of each finding; one advice is given once.

    ``values`` are the fields as they were given, for the excerpts.
    """
    blocks: list[Block] = []
    advice: dict[str, None] = {}
    several = len({finding.field for finding in findings if finding.field}) > 1
    for finding in findings:
        sentence = runtime.redactor.scrub(runtime.translate(finding.message))
        if several and finding.field:
            sentence = runtime.translate(message("{field}: {text}", field=finding.field, text=sentence))
        blocks.append(Text(sentence))
        value = (values or {}).get(finding.field or "")
        if value and finding.positions and not _is_private(finding.field, value, runtime):
            blocks.append(excerpt(value, finding.positions))
        if fix := fix_of(finding, runtime):
            advice[fix] = None
    return [*blocks, *(Advice(fix) for fix in advice)]


def _is_private(field: str | None, value: str, runtime: Runtime) -> bool:
    from wxauth_cli.core.shapes import Shape, shape_of

    # a key or token that was put into another field by mistake is still one
    misplaced = shape_of(value.strip()) in (Shape.APPSECRET, Shape.ACCESS_TOKEN)
    return field in _PRIVATE_FIELDS or misplaced or runtime.redactor.knows(value)


def excerpt(value: str, positions: Sequence[int]) -> Text:
    """Return the stretch of ``value`` around the first position, the marked characters strong."""
    start = max(0, min(positions) - _BEFORE)
    stretch = value[start : start + _SPAN]
    head, tail = ("…" if start else ""), ("…" if start + _SPAN < len(value) else "")
    shown = head + "".join(_visible(character) for character in stretch) + tail
    marks = [len(head) + position - start for position in positions if position - start < len(stretch)]
    return Text(shown, indent=4, strong=tuple((mark, mark + 1) for mark in marks))


def _visible(character: str) -> str:
    if character in _VISIBLE:
        return _VISIBLE[character]
    return character if character.isprintable() else "·"
