"""The text answer of ``wxauth session``."""

from wxauth_cli.core.message import message
from wxauth_cli.outcome import Outcome
from wxauth_cli.render.document import Advice, Block, Fields, Headline
from wxauth_cli.runtime import Runtime
from wxauth_cli.times import local_time, utc_time

__all__ = ["document"]


def document(outcome: Outcome, runtime: Runtime) -> list[Block]:
    """Return who logged in, when, and what the session_key is good for."""
    say, result = runtime.translate, runtime.redactor.result(outcome.result)
    now, profile = outcome.facts["now"], outcome.facts["profile"]
    rows = [(name, result[name]) for name in ("appid", "openid", "unionid", "session_key") if name in result]
    rows.append((say(message("exchanged at")), f"{local_time(now)}   {utc_time(now)}"))
    return [
        Headline(True, say(message("code2Session accepted the code"))),
        Fields(rows),
        Advice(
            say(
                message(
                    "The code is spent now. To decrypt what this user sends: "
                    "wxauth decrypt FILE -p {profile}, with the session_key in the file or in "
                    "WXAUTH_SESSION_KEY (--show-secrets prints it).",
                    profile=profile,
                )
            )
        ),
    ]
