"""The text answer of ``wxauth check-encoding``: one verdict a value, then evidence and advice."""

from wxauth_cli.core.message import Message, message, plural
from wxauth_cli.outcome import Outcome
from wxauth_cli.render.document import Block, Headline, Raw, Text
from wxauth_cli.render.findings import finding_blocks, more_of, title_of
from wxauth_cli.runtime import Runtime

__all__ = ["document"]

_VERDICTS: dict[str, Message] = {
    "intact": message("intact"),
    "damaged": message("damaged"),
    "at-risk": message("at risk"),
    "unknown": message("not a value with a form to check"),
}
_MARKS = {"intact": True, "damaged": False, "at-risk": None, "unknown": None}


def document(outcome: Outcome, runtime: Runtime) -> list[Block]:
    """Return a headline for each value that needs one; intact values share a line per source."""
    result = runtime.redactor.result(outcome.result)
    blocks: list[Block] = []
    for source in dict.fromkeys(value["source"] for value in result["values"]):
        values = [value for value in result["values"] if value["source"] == source]
        blocks += _of_source(source, values, outcome, runtime)
    return blocks


def _of_source(source: str, values: list[dict[str, str]], outcome: Outcome, runtime: Runtime) -> list[Block]:
    say = runtime.translate
    troubled = [value for value in values if value["verdict"] in ("damaged", "at-risk")]
    sound = [value["field"] for value in values if value["verdict"] == "intact"]
    blocks: list[Block] = []
    for value in troubled:
        blocks += _of_value(source, value, outcome, runtime)
    if sound and not troubled:
        blocks.append(
            Headline(True, say(message("{source}: {fields} intact", source=source, fields=", ".join(sound))))
        )
    elif sound:
        blocks.append(Text(say(message("intact: {fields}", fields=", ".join(sound)))))
    elif not troubled:
        blocks.append(
            Headline(
                None,
                say(
                    plural(
                        "{source}: {count} value, none with a form to check",
                        "{source}: {count} values, none with a form to check",
                        len(values),
                        source=source,
                    )
                ),
            )
        )
    return blocks


def _of_value(source: str, value: dict[str, str], outcome: Outcome, runtime: Runtime) -> list[Block]:
    field = value["field"]
    findings = [found for found in outcome.findings if (found.source, found.field) == (source, field)]
    title = title_of(findings[0], runtime) if findings else runtime.translate(_VERDICTS[value["verdict"]])
    text = outcome.facts["texts"].get((source, field), "")
    place = runtime.translate(message("{source}: {field}: {title}", source=source, field=field, title=title))
    blocks: list[Block] = [
        Headline(_MARKS[value["verdict"]], place, findings[0].id if findings else ""),
    ]
    evidence = finding_blocks(findings, runtime, {field: text})
    if value["repaired"]:
        blocks.append(Text(runtime.translate(message("as it was before the damage:"))))
        blocks.append(Raw("    " + value["repaired"]))  # never folded: it is there to be copied
    more = [more_of(findings[0].id, runtime)] if findings else []
    return [blocks[0], *evidence[:-1], *blocks[1:], *evidence[-1:], *more]
