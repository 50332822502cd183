"""The text answer of ``wxauth decrypt``: verdict, evidence, repair with its proof, what to change."""

import json
from collections.abc import Mapping
from typing import Any

from wxauth_cli.core.ages import age
from wxauth_cli.core.finding import Finding, Severity
from wxauth_cli.core.message import Message, message, plural
from wxauth_cli.outcome import Outcome
from wxauth_cli.render.document import Advice, Block, Fields, Headline, Raw, Table, Text
from wxauth_cli.render.findings import finding_blocks, more_of, title_of
from wxauth_cli.runtime import Runtime
from wxauth_cli.times import local_time, utc_time

__all__ = ["document"]

_MOST_LIST_ROWS = 40


def document(outcome: Outcome, runtime: Runtime) -> list[Block]:
    """Return the blocks: what is wrong and its proof, then what was read, then what to change."""
    result = runtime.redactor.result(outcome.result)
    values = outcome.facts["values"]
    # the age of a payload stands beside its watermark; machines get it as a finding
    told = [found for found in outcome.findings if found.id != "replayed-payload"]
    evidence = finding_blocks(told, runtime, values)
    if result["verdict"] == "ok":
        blocks = [*_sound(outcome, runtime, result["kind"]), *_data(result, runtime), *evidence]
    else:
        advice = [block for block in evidence if isinstance(block, Advice)]
        observed = [block for block in evidence if not isinstance(block, Advice)]
        blocks = [
            _verdict(told, runtime),
            *observed,
            *_restored(result, runtime, result["kind"] or ""),
            *advice,
        ]
    if result["cause"]:
        blocks.append(more_of(result["cause"], runtime))
    return blocks + _steps(result.get("steps"), runtime)


def _verdict(findings: list[Finding], runtime: Runtime) -> Headline:
    if not findings:
        return Headline(False, runtime.translate(message("It does not decrypt")))
    first = findings[0]
    title = title_of(first, runtime)
    if first.field:
        title = runtime.translate(message("{field}: {title}", field=first.field, title=title))
    return Headline(False, title, first.id)


def _steps(steps: list[dict[str, Any]] | None, runtime: Runtime) -> list[Block]:
    if steps is None:
        return []
    say = runtime.translate
    columns = [say(message("hypothesis")), say(message("candidates")), "ms", say(message("why it fell"))]
    rows = [
        [
            step["hypothesis"],
            str(step["candidates"]),
            f"{step['seconds'] * 1000:.1f}",
            step["rejected"] or "✓",
        ]
        for step in steps
    ]
    return [Table(columns, rows)]


def _sound(outcome: Outcome, runtime: Runtime, kind: str) -> list[Block]:
    errors = [finding for finding in outcome.findings if finding.severity is Severity.ERROR]
    sentence = message("decrypted: padding, UTF-8 and JSON are right")
    if errors:
        sentence = message("it decrypts, but: {title}", title=title_of(errors[0], runtime))
    blocks: list[Block] = [
        Headline(not errors, runtime.translate(sentence), errors[0].id if errors else kind)
    ]
    if key := (outcome.result or {}).get("key"):
        opened = message("Key {number} of {count} opens it.", number=key["number"], count=key["of"])
        blocks.append(Text(runtime.translate(opened)))
    return blocks


def _restored(result: Mapping[str, Any], runtime: Runtime, kind: str) -> list[Block]:
    say = runtime.translate
    if result["verdict"] == "repaired":
        proved = say(message("repaired and proved (padding, UTF-8, JSON, watermark)"))
        blocks: list[Block] = [Headline(True, proved, kind), *_data(result, runtime)]
        # never folded: a value that is copied out of this must not take line breaks along
        changed = [Raw(f"    {name}  {value}") for name, value in result.get("repaired", {}).items()]
        return [*blocks, Text(say(message("corrected values:"))), *changed]
    if partial := result.get("plaintext_partial"):
        read = say(message("this much can be read, unverified without the rest:"))
        return [Headline(None, read), Fields(_rows(partial, runtime))]
    return []


def _data(result: Mapping[str, Any], runtime: Runtime) -> list[Block]:
    return [Fields(_rows(result["plaintext"], runtime))] if result["plaintext"] is not None else []


def _rows(plaintext: Mapping[str, Any], runtime: Runtime) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for name, value in plaintext.items():
        if name == "watermark" and isinstance(value, dict):
            rows += _watermark_rows(value, runtime)
        elif name == "stepInfoList" and isinstance(value, list):
            rows += _step_rows(value, runtime)
        else:
            rows.append((name, _shown(name, value, runtime)))
    return rows


def _watermark_rows(mark: Mapping[str, Any], runtime: Runtime) -> list[tuple[str, str]]:
    appid, timestamp = mark.get("appid"), mark.get("timestamp")
    if not isinstance(timestamp, int):
        return [("watermark", _plain(mark))]
    when = message(
        "{time} ({age})", time=local_time(timestamp), age=age(runtime.environment.clock() - timestamp)
    )
    return [("watermark", f"{appid}   {runtime.translate(when)}"), ("", utc_time(timestamp))]


def _step_rows(steps: list[Any], runtime: Runtime) -> list[tuple[str, str]]:
    rows = [("stepInfoList", runtime.translate(plural("{count} day", "{count} days", len(steps))))]
    for entry in steps[-_MOST_LIST_ROWS:]:
        if isinstance(entry, dict) and isinstance(entry.get("timestamp"), int):
            rows.append(("", f"{local_time(entry['timestamp'])[:10]}  {entry.get('step')}"))
        else:
            rows.append(("", _plain(entry)))
    return rows


def _shown(name: str, value: Any, runtime: Runtime) -> str:
    if name == "gender" and isinstance(value, int) and value in _GENDERS and not isinstance(value, bool):
        meaning = runtime.translate(_GENDERS[value])
        return runtime.translate(message("{value} ({meaning})", value=value, meaning=meaning))
    return value if isinstance(value, str) else _plain(value)


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


_GENDERS: dict[int, Message] = {0: message("unknown"), 1: message("male"), 2: message("female")}
