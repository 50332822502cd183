"""``wxauth explain``: what an errcode, a rid, a finding id or a pasted exception means and what to do."""

import re
from enum import StrEnum
from typing import Annotated, Any

import typer

from wxauth_cli.cli.application import application
from wxauth_cli.cli.context import runtime_of
from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.message import message
from wxauth_cli.outcome import Outcome

__all__ = ["Api", "app"]

app = application()
# -41003 begins like an option: what is no option of ours is the question
app.info.context_settings = {**(app.info.context_settings or {}), "ignore_unknown_options": True}


class Api(StrEnum):
    """Families of calls; one errcode may mean different things to them."""

    SESSION = "session"
    PHONE = "phone"
    TOKEN = "token"  # noqa: S105
    MANAGE = "manage"
    PLUGIN = "plugin"
    PAY = "pay"
    CRYPTO = "crypto"
    PUSH = "push"
    APISEC = "apisec"
    OAUTH = "oauth"
    COMPONENT = "component"
    WECOM = "wecom"
    CLIENT = "client"


@app.command()
def explain(
    ctx: typer.Context,
    query: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[QUERY|FILE|-]", help="What you met, or a file with it; - is standard input."
        ),
    ] = None,
    api: Annotated[
        Api | None,
        typer.Option("--api", help="The call that gave the errcode: it may mean different things."),
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="List all that can be asked about.")] = False,
    search: Annotated[
        str | None, typer.Option("--search", metavar="TEXT", help="Look for words in all explanations.")
    ] = None,
) -> Outcome:
    """Say what an errcode, a rid, a finding id or any pasted text means, and what to do.

    Paste an exception, a log, or WeChat's whole reply: all known messages in it are found and ranked
    together, with what they rule out and what to collect next. Secrets in it are masked.

    \b
    Examples:
      wxauth explain 40163
      wxauth explain plus-to-space
      tail -n 500 app.log | wxauth explain -
    """
    runtime = runtime_of(ctx)
    scope = api.value if api else None
    words = " ".join(query or [])
    _refuse_options(query or [])
    if listing:
        return _outcome(_list(runtime))
    if search is not None:
        from wxauth_cli.cli.explain_search import search_of

        return _outcome(search_of(search, runtime))
    if not words.strip():
        raise UsageError(
            message("There is nothing to explain: no errcode, rid, id or text was given."),
            message("Ask like this: wxauth explain 40163, or paste a log: wxauth explain -"),
        )
    from wxauth_cli.cli.explaining import answer_of

    return _outcome(answer_of(words, scope, runtime))


def _list(runtime: Any) -> dict[str, Any]:
    from wxauth_cli.cli.explain_search import everything

    return everything(runtime)


def _outcome(result: dict[str, Any]) -> Outcome:
    return Outcome("explain", result)


def _refuse_options(words: list[str]) -> None:
    for word in words:
        if re.fullmatch(r"--?[A-Za-z][\w-]*", word):
            raise UsageError(
                message("No such option: {option}", option=word), message("See: wxauth explain --help")
            )
