"""The text answer of ``wxauth explain``: what was met, what it means together, what to do and collect."""

from collections.abc import Mapping
from typing import Any

from wxauth_cli.catalog import cause
from wxauth_cli.core.message import Message, message
from wxauth_cli.outcome import Outcome
from wxauth_cli.render.document import Advice, Block, Fields, Headline, Table, Text
from wxauth_cli.render.findings import more_of
from wxauth_cli.runtime import Runtime

__all__ = ["document"]

_MOST_CAUSES = 6
_RETRY: dict[str, Message] = {
    "yes": message("A program may try again by itself."),
    "after-wait": message("Trying again helps only after a wait."),
}


def document(outcome: Outcome, runtime: Runtime) -> list[Block]:
    """Return one stretch an answer; what the messages mean together stands behind the last of them."""
    result = runtime.redactor.result(outcome.result)
    if "answers" not in result:
        return _everything(result, runtime)
    meaning, answers = result.get("together"), result["answers"]
    last = max((place for place, answer in enumerate(answers) if "class" in answer), default=None)
    blocks: list[Block] = []
    for place, answer in enumerate(answers):
        blocks += _of_answer(answer, runtime, joint=meaning is not None)
        if meaning is not None and place == last:
            blocks += _together(meaning, runtime)
    return blocks


def _of_answer(answer: Mapping[str, Any], runtime: Runtime, *, joint: bool) -> list[Block]:
    name = str(answer.get("code", answer.get("id")))
    in_joint = joint and "class" in answer
    title = answer["title"]
    if "code" in answer:
        title = f"{name} {title}"
        name = answer["scope"] or ""
    blocks: list[Block] = [Headline(None, title + _times(answer, runtime), name)]
    if answer["meaning"]:
        blocks.append(Text(answer["meaning"]))
    if in_joint:
        return blocks
    for leak in answer.get("secrets", ()):
        blocks.append(Fields([(leak["kind"], leak["value"])]))
    if _RETRY.get(answer.get("retryable", "")):
        blocks.append(Text(runtime.translate(_RETRY[answer["retryable"]])))
    others = [name for name in answer["causes"] if name != answer.get("id")]
    blocks += _causes(others, runtime)
    blocks.append(Advice(_lines(answer["do"], answer.get("next"))))
    return blocks


def _times(answer: Mapping[str, Any], runtime: Runtime) -> str:
    if "line" not in answer:
        return ""
    if answer["count"] == 1:
        return ""
    return runtime.translate(
        message(" (line {line}, {count} times)", line=answer["line"], count=answer["count"])
    )


def _together(meaning: Mapping[str, Any], runtime: Runtime) -> list[Block]:
    say = runtime.translate
    blocks: list[Block] = [Text(text) for text in meaning["says"]]
    blocks += _causes(meaning["causes"], runtime)
    for text in meaning["rules_out"]:
        blocks.append(Text(say(message("Ruled out: {what}", what=text))))
    if meaning["classes"] != ["wrapper"]:  # which says nothing that advice could rest on
        likeliest = meaning["causes"][0]
        blocks.append(Advice(cause(likeliest).text("fix", say.language)))
        blocks.append(more_of(likeliest, runtime))
    blocks += [Advice(say(message("Collect next: {what}", what=text))) for text in meaning["collect"]]
    return blocks


def _causes(names: list[str], runtime: Runtime) -> list[Block]:
    if not names:
        return []
    say = runtime.translate
    rows = [(name, cause(name).text("title", say.language)) for name in names[:_MOST_CAUSES]]
    if len(names) > _MOST_CAUSES:
        rows.append(("…", say(message("{count} more: --json lists them", count=len(names) - _MOST_CAUSES))))
    return [Text(say(message("possible causes, likeliest first:"))), Fields(rows)]


def _everything(result: Mapping[str, Any], runtime: Runtime) -> list[Block]:
    say = runtime.translate
    title = say(message("meaning"))
    return [
        Table(["id", title], [[one["id"], one["title"]] for one in result["causes"]]),
        Text(""),
        Table(
            ["errcode", "--api", title],
            [[str(one["code"]), one["scope"], one["title"]] for one in result["errcodes"]],
        ),
        Text(""),
        Table(["id", say(message("message"))], [[one["id"], one["title"]] for one in result["messages"]]),
    ]


def _lines(*texts: str | None) -> str:
    return "\n".join(text for text in texts if text)
