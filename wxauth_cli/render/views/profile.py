"""``wxauth profile`` for people."""

from wxauth_cli.core.message import Message, message
from wxauth_cli.outcome import Outcome
from wxauth_cli.profiles.profile import Profile
from wxauth_cli.profiles.report import shown_settings
from wxauth_cli.render.document import Advice, Block, Fields, Headline, Table, Text
from wxauth_cli.runtime import Runtime

__all__ = ["document"]


def document(outcome: Outcome, runtime: Runtime) -> list[Block]:
    """Return what the subcommand has to say."""
    views = {
        "profile add": _added,
        "profile list": _list,
        "profile show": _shown,
        "profile use": _chosen,
        "profile remove": _removed,
    }
    return views[outcome.command](outcome, runtime)


def _added(outcome: Outcome, runtime: Runtime) -> list[Block]:
    result, say = outcome.result or {}, runtime.translate
    text = (
        message("Profile {name} replaced.", name=result["name"])
        if result["replaced"]
        else message("Profile {name} made.", name=result["name"])
    )
    blocks: list[Block] = [Headline(True, say(text)), Text(result["path"])]
    if not result["default"]:
        blocks.append(
            Advice(
                say(message("Use it by -p {name}, or always: wxauth profile use {name}", name=result["name"]))
            )
        )
    return blocks


def _list(outcome: Outcome, runtime: Runtime) -> list[Block]:
    result, say = outcome.result or {}, runtime.translate
    columns = [say(message("name")), "AppID", say(message("file"))]
    rows = [
        [
            ("* " if row["default"] else "  ") + row["name"],
            runtime.redactor.result(row["appid"]) or "-",
            row["problem"] or row["path"] or say(message("built in")),
        ]
        for row in result["profiles"]
    ]
    return [Table(columns, rows)]


def _shown(outcome: Outcome, runtime: Runtime) -> list[Block]:
    result, say = outcome.result or {}, runtime.translate
    profile: Profile = outcome.facts["profile"]
    rows = [
        (key, f"{_value(result['settings'][key], runtime)}  ({runtime.redactor.scrub(say(source))})")
        for key, source in shown_settings(profile)
    ]
    head = message("Profile {name}, chosen by {source}", name=profile.name, source=outcome.facts["chosen_by"])
    good = None if result["warnings"] else True
    blocks: list[Block] = [Headline(False if result["problems"] else good, say(head)), Fields(rows)]
    return blocks + [Text(problem) for problem in result["problems"]]


def _value(setting: dict[str, object], runtime: Runtime) -> str:
    value = runtime.redactor.result(setting["value"])
    if value is not None:
        return str(value)
    absent = message("not read") if setting.get("program") else message("none")
    return str(runtime.translate(absent))


def _chosen(outcome: Outcome, runtime: Runtime) -> list[Block]:
    return [
        _headline(message("Commands that name no profile now use {name}.", **(outcome.result or {})), runtime)
    ]


def _removed(outcome: Outcome, runtime: Runtime) -> list[Block]:
    result = outcome.result or {}
    if result["removed"]:
        return [_headline(message("Profile {name} removed.", name=result["name"]), runtime)]
    return [Headline(None, runtime.translate(message("Nothing was removed.")))]


def _headline(text: Message, runtime: Runtime) -> Headline:
    return Headline(True, runtime.translate(text))
