"""What to do about secrets that were pasted along."""

from collections.abc import Sequence

from wxauth_cli.catalog.explain_answers import Answer, Say
from wxauth_cli.core.explain.leaks import Leak, LeakKind
from wxauth_cli.core.message import message

__all__ = ["leak_answer"]


def leak_answer(leaks: Sequence[Leak], say: Say) -> Answer:
    """Return the answer that stands before all others: what was pasted along, and how to retire it."""
    kinds = [kind for kind in LeakKind if any(leak.kind is kind for leak in leaks)]
    return {
        "id": "secret-in-text",
        "title": say(message("This text holds secrets: {kinds}. Rotate them.", kinds=", ".join(kinds))),
        "meaning": say(
            message("Whoever saw the text, a chat, an issue or a log file say, has them; wxauth masks them.")
        ),
        "causes": [],
        "do": " ".join(say(_ROTATIONS[kind]) for kind in kinds),
        "secrets": [{"kind": leak.kind.value, "value": leak.value} for leak in leaks],
    }


_ROTATIONS = {
    LeakKind.APPSECRET: message(
        "AppSecret: reset it now at mp.weixin.qq.com (Development, Settings), and put the new one into the "
        "server's configuration; it also makes access tokens, so nothing less helps."
    ),
    LeakKind.ACCESS_TOKEN: message(
        "access_token: it lives for two hours at most; if it is in use, replace it where your server fetches "
        "its tokens (stable_token with force_refresh)."
    ),
    LeakKind.SESSION_KEY: message(
        "session_key: the user's next wx.login replaces it, resetusersessionkey does it at once."
    ),
}
